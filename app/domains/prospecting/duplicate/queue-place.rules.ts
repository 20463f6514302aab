/** The address of the queue of duplicates, at a pair, within what one list brought. */
export function queuePlace({ importRun, pair }: { importRun?: string; pair?: string }): string {
  const search = new URLSearchParams({ ...(importRun && { importRun }), ...(pair && { pair }) }).toString();
  return search ? `/duplicates?${search}` : "/duplicates";
}
