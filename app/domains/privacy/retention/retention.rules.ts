/** Months after which a prospect that gave no sign is forgotten, at most: what the CNIL asks of those who prospect. */
export const longestRetentionMonths = 36;
/** Days between the notice to the company and the erasure. */
export const noticeDays = 30;

/** The moment before which the last sign of a prospect is too long ago. Fewer months than the law's most count, more do not. */
export function forgottenBefore(moment: Date, months: number): Date {
  const before = new Date(moment);
  before.setUTCMonth(before.getUTCMonth() - Math.min(Math.max(1, Math.trunc(months)), longestRetentionMonths));
  return before;
}
