/**
 * Does work and answers no sooner than `milliseconds` after it was asked, so that how long it took tells nobody which way it went.
 * A refusal waits as an answer does.
 */
export async function evenTime<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const waited = new Promise((done) => setTimeout(done, milliseconds));
  const [outcome] = await Promise.allSettled([work(), waited]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
