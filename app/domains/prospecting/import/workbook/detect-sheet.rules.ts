import { decodeHead } from "../read/decode-text.rules";
import { detectHeader } from "../read/detect-header.rules";
import type { Dialect } from "../read/dialect.schema";
import { RecordScanner } from "../read/scan-records.rules";

/** How sheets are written down by writeSheet. */
const asWritten = { encoding: "utf-8", delimiter: ",", headerDelimiter: ",", newline: "\n", quote: '"' } as const;

/**
 * How a sheet is read as a list: only where its titles stand is a guess. Blank lines and a few cells of prose above them are passed
 * over. `said`: what the user corrected.
 */
export function detectSheet(head: Uint8Array, said?: Pick<Dialect, "hasHeader" | "skipLines">): Dialect {
  const scanner = new RecordScanner(decodeHead(head, "utf-8"), asWritten, true);
  const records: Array<Array<string>> = [];
  for (let record = scanner.next(","); record && records.length < 1400; record = scanner.next(",")) records.push(record.cells);
  const filled = records.map((cells) => cells.filter((cell) => cell.trim() !== "").length);
  const usual = filled.filter((count) => count > 0).sort((one, other) => one - other);
  const wanted = Math.max(1, Math.ceil((usual[Math.floor(usual.length / 2)] ?? 1) * 0.6));
  const first = filled.findIndex((count) => count >= wanted);
  const skipLines = said?.skipLines ?? Math.min(1000, Math.max(0, first));
  const rows = records.slice(skipLines);
  const columns = Math.min(5000, Math.max(1, ...rows.map((cells) => cells.length)));
  const hasHeader = said?.hasHeader ?? detectHeader(rows[0] ?? [], rows.slice(1));
  return { ...asWritten, hasHeader, skipLines, columns };
}
