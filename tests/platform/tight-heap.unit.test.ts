import { expect, test } from "vitest";
import { withTightHeap } from "~/platform/tight-heap.server";

test("what runs in a tight heap answers and fails as it would outside, one inside another too", async () => {
  expect(await withTightHeap(() => withTightHeap(() => Promise.resolve(7)))).toBe(7);
  await expect(withTightHeap(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});
