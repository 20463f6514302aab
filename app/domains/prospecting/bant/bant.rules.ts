/** What a sale needs to be known, in the order of its letters. */
export const bantParts = ["budget", "authority", "need", "timeline"] as const;
export type BantPart = (typeof bantParts)[number];

/** What is known of one part: 0–25 points, what it rests on, the day it was learnt (YYYY-MM-DD). */
export interface BantFinding {
  points: number;
  evidence: string | null;
  at: string;
}
/** What is known; an unknown part is missing, which is not zero. */
export type BantBreakdown = Partial<Record<BantPart, BantFinding>>;

/** What a campaign asks for: from this score on a contact is ripe for a meeting. */
export interface BantGoal {
  campaign: string;
  threshold: number;
}

/** The most a part can have. */
export const mostPoints = 25;
/** Steps a person may choose from: no, unlikely, open, likely, confirmed. */
export const pointSteps = [0, 6, 13, 19, 25] as const;

/**
 * The BANT score over the parts that are known, 0–100, and how many are. Nothing known: no score. Two parts of 20 points give 80, said of two
 * of four parts.
 */
export function bantScoreOf(breakdown: BantBreakdown | null): { score: number | null; known: number } {
  const found = bantParts.flatMap((part) => (breakdown?.[part] ? [breakdown[part].points] : []));
  const sum = found.reduce((total, points) => total + points, 0);
  return { score: found.length > 0 ? Math.round((100 * sum) / (mostPoints * found.length)) : null, known: found.length };
}

/** What was noted of one part, as its history tells it. */
export interface BantEntryRow {
  id: string;
  part: BantPart;
  points: number | null;
  evidence: string | null;
  observedOn: string;
  source: string;
  by: string | null;
  createdAt: Date;
}
