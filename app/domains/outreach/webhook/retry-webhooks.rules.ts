/** Hours after which a call that its job gave up is taken up again: by the number of times it was before. Afterwards a person decides. */
const hours = [0.25, 1, 4, 12, 24];

/** A call whose job never said anything is taken up after so long. */
export const lostAfterMs = 6 * 3_600_000;

/** When a call is taken up again that failed all tries of its job; null: a person decides. */
export function nextTryAt(retries: number, moment: Date): Date | null {
  const wait = hours[retries];
  return wait === undefined ? null : new Date(moment.getTime() + wait * 3_600_000);
}
