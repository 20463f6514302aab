import { wellFormed } from "../read/well-formed.rules";
import type { Dialect } from "../read/dialect.schema";
import type { ApiImport } from "./import-api.schema";

type Row = ApiImport["rows"][number];

/** Rows of a program as the list that a person would have sent: a header of all their names as they first stand, then a line each. */
export function rowsAsList(rows: ReadonlyArray<Row>): { text: string; dialect: Dialect } {
  const header = [...new Set(rows.flatMap(Object.keys))];
  const lines = [header, ...rows.map((row) => header.map((name) => textOf(row[name])))];
  const text = lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
  const dialect = { encoding: "utf-8", delimiter: ",", headerDelimiter: ",", newline: "\r\n", quote: '"' } as const;
  return { text, dialect: { ...dialect, hasHeader: true, skipLines: 0, columns: Math.max(1, header.length) } };
}

const textOf = (value: Row[string] | undefined): string =>
  value === undefined || value === null ? "" : Array.isArray(value) ? value.join(", ") : String(value);

/** Always in quotes: a row whose only cell is empty is a row too. */
const quoted = (cell: string) => `"${wellFormed(cell).replaceAll('"', '""')}"`;
