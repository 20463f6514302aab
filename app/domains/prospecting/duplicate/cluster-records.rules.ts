import { contradict } from "./compare-records.rules";
import type { PreparedRecord } from "./prepare-record.rules";

export interface CertainPair {
  one: number;
  other: number;
  certainty: number;
}

/** How many members of a group are asked whether they contradict a newcomer. */
const asked = 12;

/**
 * Which records are one, from the pairs that are: the most certain first. A pair joins two groups only where none of their members
 * contradict each other, so that a record that says little (`J. Martin`) makes no bridge between two who differ.
 * @returns for each record the least place in its group
 */
export function clusterRecords(records: Array<PreparedRecord>, pairs: Array<CertainPair>): Int32Array {
  const parent = Int32Array.from(records, (_, at) => at);
  const members = new Map<number, Array<number>>();
  const groupOf = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top]!;
    while (parent[at] !== top) [parent[at], at] = [top, parent[at]!];
    return top;
  };
  for (const { one, other } of [...pairs].sort((a, b) => b.certainty - a.certainty || a.one - b.one || a.other - b.other)) {
    const [low, high] = [groupOf(one), groupOf(other)].sort((a, b) => a - b) as [number, number];
    if (low === high) continue;
    const [lower, higher] = [members.get(low) ?? [low], members.get(high) ?? [high]];
    if (lower.slice(0, asked).some((a) => higher.slice(0, asked).some((b) => contradict(records[a]!, records[b]!)))) continue;
    parent[high] = low;
    members.set(low, [...lower, ...higher]);
    members.delete(high);
  }
  return parent.map((_, at) => groupOf(at));
}
