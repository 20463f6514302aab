import { expect, test } from "vitest";
import { BlockKeys, Blocks, enoughInCommon } from "~/domains/prospecting/duplicate/block-records.rules";
import { IdList } from "~/domains/prospecting/duplicate/id-list.rules";
import { uuidv7 } from "~/platform/ids";

/** Even digests tell enough alone. */
const [strong, weak] = [(key: number) => key * 2 ** 30, (key: number) => key * 2 ** 30 + 1];

function pairsOf(records: Array<{ digests: Array<number>; order: number }>): Array<string> {
  const keys = new BlockKeys();
  for (const { digests, order } of records) keys.add(digests, order);
  const blocks = new Blocks(keys);
  return records.flatMap((_, at) => {
    const near = new Map<number, number>();
    blocks.neighbours(at, near);
    return [...near].filter(([, inCommon]) => inCommon >= enoughInCommon).map(([other]) => [at, other].sort((a, b) => a - b).join("-"));
  });
}

test("one strong key or two weak ones bring two records together, once, whatever else they bear", () => {
  const records = [
    { digests: [strong(1), weak(2), weak(3)], order: 9 },
    { digests: [strong(1), strong(4)], order: 5 },
    { digests: [weak(2), weak(3), strong(7)], order: 1 },
    { digests: [weak(2), strong(8)], order: 4 },
  ];
  expect(pairsOf(records).sort()).toEqual(["0-1", "0-2"]);
});

test("two weak keys count together where one of them is borne by many and the other by few", () => {
  const many = Array.from({ length: 100 }, (_, at) => ({ digests: [weak(1)], order: at * 10 }));
  // They stand side by side in the order of the large block, the later record first.
  const pairs = pairsOf([...many, { digests: [weak(1), weak(2)], order: 501 }, { digests: [weak(1), weak(2)], order: 500.5 }]);
  expect(pairs).toEqual(["100-101"]);
});

test("a large block costs each record its next few in order and not all of them", () => {
  const pairs = pairsOf(Array.from({ length: 3000 }, (_, at) => ({ digests: [strong(1)], order: (at * 7919) % 3000 })));
  expect(pairs.length).toBeLessThanOrEqual(3000 * 12);
  expect(new Set(pairs).size).toBe(pairs.length);
});

test("ids come back as they went in, each with its mark", () => {
  const ids = Array.from({ length: 1000 }, () => uuidv7());
  const list = new IdList();
  ids.forEach((id, at) => list.add(id, at % 3 === 0));
  expect(ids.map((_, at) => list.at(at))).toEqual(ids);
  expect(ids.filter((_, at) => list.isMarked(at))).toEqual(ids.filter((_, at) => at % 3 === 0));
});
