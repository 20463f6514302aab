import type { Law } from "../catalogue/column-tags.rules";

const dayMs = 24 * 60 * 60 * 1000;

/** Days between asking and the end, in which everything can be taken and the wish taken back (Data Act, article 25: thirty at least). */
export const closingDays = 30;
/** Days before the end on which its owners are reminded. */
export const reminderDays = 7;

/** Months after the end that a law has us keep. accounts: Code de commerce L123-22. till: LPF L102 B. proof: Code civil 2224. audit: what a log is for. */
export const keptMonths: Readonly<Record<Law, number>> = { audit: 12, proof: 60, till: 72, accounts: 120 };
export const laws = Object.keys(keptMonths) as Array<Law>;

export const endOf = (requestedAt: Date) => new Date(requestedAt.getTime() + closingDays * dayMs);
export const reminderOf = (endsAt: Date) => new Date(endsAt.getTime() - reminderDays * dayMs);

/** Until when a law keeps what ended then. */
export function keptUntil(law: Law, endsAt: Date): Date {
  const until = new Date(endsAt);
  until.setUTCMonth(until.getUTCMonth() + keptMonths[law]);
  return until;
}

/** The laws that keep at a moment. */
export const lawsAt = (moment: Date, endsAt: Date) => laws.filter((law) => keptUntil(law, endsAt) > moment);

export type ClosingStage = "waits" | "remind" | "end" | "forget";

/** What a closing wants done at a moment. */
export function stageAt(
  moment: Date,
  { endsAt, endedAt, nextAt }: { endsAt: Date; endedAt: Date | null; nextAt: Date | null },
): ClosingStage {
  if (!nextAt || nextAt > moment) return "waits";
  if (endedAt) return "forget";
  return endsAt <= moment ? "end" : "remind";
}

/** Whether the name was typed as it stands; letters' size and blanks do not matter. */
export const isNameTyped = (typed: string, name: string) => fold(typed) === fold(name);
const fold = (text: string) => text.normalize("NFC").toLowerCase().replace(/[’']/g, "'").replace(/\s+/g, " ").trim();
