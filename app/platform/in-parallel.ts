/** Runs `work` on each item, at most `width` at a time; results in the order of the items. The first failure is thrown after all that began have ended. */
export async function inParallel<T, R>(items: ReadonlyArray<T>, width: number, work: (item: T) => Promise<R>): Promise<Array<R>> {
  const results: Array<R> = new Array(items.length);
  let next = 0;
  const walk = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]!);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, walk));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return results;
}
