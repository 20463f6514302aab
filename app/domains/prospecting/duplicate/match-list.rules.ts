import { blockDigests, BlockKeys, blockOrder, Blocks, enoughInCommon } from "./block-records.rules";
import { clusterRecords } from "./cluster-records.rules";
import { compareRecords, type Comparison, type ExtraWeights } from "./compare-records.rules";
import type { PreparedRecord } from "./prepare-record.rules";

export interface FoundPair extends Comparison {
  /** Places in the list; `one` is the lower. */
  one: number;
  other: number;
}

/**
 * Every pair of a list that shares a block and is not different, once each: `found` gets them as they come. Memory is that of the keys and
 * of one record's neighbours.
 * @returns how many pairs were compared
 */
export function matchRecords(records: Array<PreparedRecord>, found: (pair: FoundPair) => void): number {
  const weights = weightsOf(records);
  const keys = new BlockKeys();
  for (const record of records) keys.add(blockDigests(record), blockOrder(record));
  const blocks = new Blocks(keys);
  let compared = 0;
  const neighbours = new Map<number, number>();
  for (let at = 0; at < records.length; at++) {
    neighbours.clear();
    blocks.neighbours(at, neighbours);
    for (const [other, inCommon] of neighbours) {
      if (inCommon < enoughInCommon) continue;
      compared++;
      const comparison = compareRecords(records[at]!, records[other]!, weights);
      if (comparison.verdict !== "different") found({ ...comparison, one: Math.min(at, other), other: Math.max(at, other) });
    }
  }
  return compared;
}

export interface MatchedList {
  /** For each record the least place in its group. */
  groups: Int32Array;
  /** Pairs that only a person can settle. */
  perhaps: Array<FoundPair>;
  compared: number;
}

/** A list cut into groups of records that are the same. */
export function matchList(records: Array<PreparedRecord>): MatchedList {
  const same: Array<{ one: number; other: number; certainty: number }> = [];
  const perhaps: Array<FoundPair> = [];
  const compared = matchRecords(records, (pair) => {
    if (pair.verdict === "same") same.push({ one: pair.one, other: pair.other, certainty: pair.certainty });
    else perhaps.push(pair);
  });
  return { groups: clusterRecords(records, same), perhaps, compared };
}

const mostForOne = 12;
const takenByOne = 8;

/**
 * What an unmapped column tells within this list: an equal value the more the rarer it is; another value counts against, unless the column
 * differs on nearly every line (a date of change, a number of a record) and so tells nothing.
 */
export function weightsOf(records: Array<PreparedRecord>): ExtraWeights {
  const counts = new Map<string, Map<string, number>>();
  for (const { extras } of records) {
    for (const [header, value] of extras) {
      let ofHeader = counts.get(header);
      if (!ofHeader) counts.set(header, (ofHeader = new Map()));
      ofHeader.set(value, (ofHeader.get(value) ?? 0) + 1);
    }
  }
  const filled = new Map([...counts].map(([header, values]) => [header, [...values.values()].reduce((sum, count) => sum + count, 0)]));
  return (header, value) => {
    const values = counts.get(header)!;
    const total = filled.get(header)!;
    const rarity = Math.log2(total / (values.get(value) ?? 1));
    return { same: Math.min(mostForOne, rarity), differs: values.size > total * 0.9 ? 0 : takenByOne };
  };
}
