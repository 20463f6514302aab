/** Days before its deadline from which a tender is soon over in the list. */
export const soonDays = 14;
/** Days before its deadline at which whoever is in charge of the prospect is told. */
export const warningDays = 7;

export const tenderViews = ["open", "soon", "over"] as const;
export type TenderView = (typeof tenderViews)[number];

/** A day so many days after another one; both ISO. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Where a deadline stands on a day: it counts in full. */
export const tenderState = (deadline: string, today: string): TenderView =>
  deadline < today ? "over" : deadline <= daysAfter(today, soonDays) ? "soon" : "open";

/** A tender as a record shows it; days are ISO. */
export interface TenderFacts {
  id: string;
  title: string;
  url: string | null;
  source: string | null;
  deadline: string;
  notes: string | null;
}

/** A note on a competitor as a record shows it. */
export interface CompetitiveFacts {
  id: string;
  competitor: string;
  content: string;
  url: string | null;
  source: string | null;
  expiresOn: string | null;
}
