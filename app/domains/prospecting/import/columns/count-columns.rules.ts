import { decodeHead } from "../read/decode-text.rules";
import type { Dialect } from "../read/dialect.schema";
import { RecordScanner } from "../read/scan-records.rules";

/** How many columns the rows of a list have under a dialect: what most of the first rows say. */
export function columnsOf(head: Uint8Array, dialect: Omit<Dialect, "columns">): number {
  const scanner = new RecordScanner(decodeHead(head, dialect.encoding).replace(/^\ufeff/, ""), dialect, true);
  const counts = new Map<number, number>();
  for (let record = 0; record < 400 + dialect.skipLines; record++) {
    const cells = scanner.next(dialect.delimiter)?.cells;
    if (!cells) break;
    const isBeforeRows = record < dialect.skipLines || (record === dialect.skipLines && dialect.hasHeader);
    if (!isBeforeRows && cells.some((cell) => cell !== "")) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  const [most] = [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
  return Math.min(5000, most?.[0] ?? 1);
}
