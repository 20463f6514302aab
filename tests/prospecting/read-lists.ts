import { readFileSync } from "node:fs";
import { join } from "node:path";
import { detectDialect, headBytes } from "~/domains/prospecting/import/read/detect-dialect.rules";
import type { Dialect } from "~/domains/prospecting/import/read/dialect.schema";
import { mapColumns } from "~/domains/prospecting/import/columns/map-columns.rules";
import { previewRows } from "~/domains/prospecting/import/columns/preview-rows.rules";
import { prospectReader, type ReadProspect } from "~/domains/prospecting/import/line/read-prospect.rules";
import { type ListRow, readRows, type ReadOptions } from "~/domains/prospecting/import/read/read-rows.server";

export const fixture = (name: string): Uint8Array => readFileSync(join("tests/fixtures/import", name));

/** Bytes as a network hands them over, in pieces that respect nothing. */
export async function* inPieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function rowsOf(bytes: Uint8Array, dialect: Dialect, options?: ReadOptions, size?: number): Promise<Array<ListRow>> {
  const rows: Array<ListRow> = [];
  for await (const row of readRows(inPieces(bytes, size), dialect, options)) rows.push(row);
  return rows;
}

/** A list read from end to end by what is guessed of it. */
export async function readList(bytes: Uint8Array) {
  const dialect = detectDialect(bytes.subarray(0, headBytes));
  const preview = previewRows(bytes.subarray(0, headBytes), dialect, { isWhole: bytes.length < headBytes });
  const mapping = mapColumns(
    preview.header,
    preview.rows.map(({ cells }) => cells),
  );
  const rows = await rowsOf(bytes, dialect);
  const read = prospectReader(mapping);
  const results = rows.map(({ cells }) => read(cells));
  return { dialect, preview, mapping, rows, results };
}

export const candidates = (results: Array<ReadProspect>) => results.flatMap((result) => (result.kind === "candidate" ? [result] : []));

/** The target of each column, by its header. */
export const targets = (mapping: Array<{ header: string; target: string }>) =>
  Object.fromEntries(mapping.map(({ header, target }) => [header, target]));
