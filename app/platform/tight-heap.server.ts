import { setFlagsFromString } from "node:v8";

/** By how much the heap may grow, in percent of what was alive, before it is collected. 0: as V8 thinks best, up to fourfold where memory is plenty. */
const [tight, usual] = [50, 0];
let asked = 0;

/**
 * Keeps memory near what is alive while `work` reads much and holds little of it: a long list, all prospects of a company. For the whole
 * process, so that what else runs meanwhile does not fill the room; where the runtime knows no such setting, nothing changes.
 */
export async function withTightHeap<T>(work: () => Promise<T>): Promise<T> {
  if (asked++ === 0) growBy(tight);
  try {
    return await work();
  } finally {
    if (--asked === 0) growBy(usual);
  }
}

function growBy(percent: number) {
  try {
    setFlagsFromString(`--heap-growing-percent=${percent}`);
  } catch {
    // A runtime that keeps its settings to itself.
  }
}
