import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes that may come to lie in the heap, and beside it, over what was alive. */
const slack = 32 * 1024 * 1024;
let alive = 0;
let collect: (() => void) | null | undefined;

/**
 * To be called now and then by what reads much and holds little of it: a long list, all prospects of a company. Collects what is no longer
 * used once it fills some thirty megabytes. Left to itself V8 lets it grow to several times what is alive where memory is plenty, and further
 * on a busy machine, where its helpers come late. A runtime without a way to ask is left to itself.
 */
export function tidyHeap(): void {
  if (held() < alive + slack) return;
  collect ??= collector();
  collect?.();
  alive = held();
}

function held(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

function collector(): (() => void) | null {
  try {
    setFlagsFromString("--expose-gc");
    const gc: unknown = runInNewContext("gc");
    return typeof gc === "function" ? () => void gc() : null;
  } catch {
    return null;
  }
}
