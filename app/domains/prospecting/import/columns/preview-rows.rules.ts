import { decodeHead } from "../read/decode-text.rules";
import type { Dialect } from "../read/dialect.schema";
import { isBlankRecord, RecordScanner } from "../read/scan-records.rules";

export interface Preview {
  /** One name a column; equal names are numbered (`Email 1`, `Email 2`), missing ones are empty. */
  header: Array<string>;
  rows: Array<{ lineNumber: number; cells: Array<string> }>;
}

/** The header and the first rows of a list, from its first bytes: what the mapping guesses from and what the user is shown. */
export function previewRows(
  head: Uint8Array,
  dialect: Dialect,
  { limit = 50, isWhole = false }: { limit?: number; isWhole?: boolean } = {},
): Preview {
  const text = decodeHead(head, dialect.encoding).replace(/^\ufeff/, "");
  const preview = scan(text, dialect, limit, isWhole);
  return preview.rows.length > 0 || isWhole ? preview : scan(text, dialect, limit, true);
}

function scan(text: string, dialect: Dialect, limit: number, isLast: boolean): Preview {
  const scanner = new RecordScanner(text, dialect, isLast);
  const rows: Preview["rows"] = [];
  let header: Array<string> = [];
  for (let lineNumber = 1; rows.length < limit; lineNumber++) {
    const isHeader = dialect.hasHeader && lineNumber === dialect.skipLines + 1;
    const record = scanner.next(isHeader ? dialect.headerDelimiter : dialect.delimiter, isHeader ? 0 : dialect.columns);
    if (!record) break;
    const cells = record.cells.map((cell) => cell.replaceAll("\0", ""));
    if (lineNumber <= dialect.skipLines) continue;
    if (isHeader) header = cells;
    else if (!isBlankRecord(cells) && !(header.length > 0 && header.every((name, column) => name === cells[column]))) {
      while (cells.length < dialect.columns) cells.push("");
      rows.push({ lineNumber, cells });
    }
  }
  while (header.length < dialect.columns) header.push("");
  return { header: distinctHeader(header), rows };
}

/** Column names without two alike, so that each value can be kept under its own. */
export function distinctHeader(header: Array<string>): Array<string> {
  const names = header.map((name) => name.trim().replace(/\s+/g, " "));
  const taken = new Set(names.filter((name) => name !== "" && names.indexOf(name) === names.lastIndexOf(name)));
  const counts = new Map<string, number>();
  return names.map((name) => {
    if (name === "" || taken.has(name)) return name;
    let numbered: string;
    do {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      numbered = `${name} ${count}`;
    } while (taken.has(numbered));
    taken.add(numbered);
    return numbered;
  });
}
