import { getHeapStatistics } from "node:v8";
import { expect, test } from "vitest";
import { tidyHeap } from "~/platform/tight-heap.server";

test("what makes much and holds little of it stays near what is alive", () => {
  tidyHeap();
  const before = getHeapStatistics().used_heap_size;
  let most = 0;
  const recent: Array<object> = [];
  for (let turn = 0; turn < 600; turn++) {
    recent[turn % 4] = Array.from({ length: 5000 }, (_, at) => ({ at: String(at + turn) }));
    tidyHeap();
    most = Math.max(most, getHeapStatistics().used_heap_size);
  }
  // Some 250 MB are made; the slack, and what a turn makes, are what may lie there.
  expect((most - before) / 1024 / 1024).toBeLessThan(96);
});
