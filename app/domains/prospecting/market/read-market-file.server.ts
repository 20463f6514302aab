import { AppError } from "~/platform/errors";
import { detectDialect, headBytes } from "../import/read/detect-dialect.rules";
import { previewRows } from "../import/columns/preview-rows.rules";
import { type ListRow, readRows } from "../import/read/read-rows.server";
import { refuseFile } from "../import/read/refuse-file.rules";
import { type Columns, columnsOf, type MarketFormat, recogniseFile } from "./market-formats.rules";

/** A file where it lies. `open` begins a new reading; no reading holds the file whole. */
export interface MarketFile {
  name: string;
  open: () => AsyncIterable<Uint8Array>;
}

export interface RecognisedFile {
  name: string;
  format: MarketFormat;
  columns: Columns;
  rows: () => AsyncGenerator<ListRow>;
}
export type LeftOut = { name: string; reason: "not_ours" | "other_rents" | "not_text" };

/** Names that the publishers give their files: such a file was meant to be read, and silence about it would mislead. */
const ours = /valeurs?[ _-]?foncieres?|\bdvf\b|\bpred-/i;

/**
 * What a file is, from its first bytes.
 * @throws AppError 'prospecting.market.column_missing', 'prospecting.market.file_empty', 'prospecting.market.file_packed'
 */
export async function recogniseMarketFile(file: MarketFile): Promise<RecognisedFile | LeftOut> {
  const { name } = file;
  const head = await headOf(file);
  const refusal = refuseFile(head);
  if (refusal) {
    if (!ours.test(name)) return { name, reason: "not_text" };
    if (refusal === "prospecting.import.file_empty") throw new AppError("prospecting.market.file_empty", { values: { file: name } });
    throw new AppError("prospecting.market.file_packed", { values: { file: name } });
  }
  const isWhole = head.length < headBytes;
  const detected = { ...detectDialect(head), hasHeader: true };
  // Nothing is quoted between bars: a quotation mark there is part of a street's name.
  const dialect = detected.delimiter === "|" ? { ...detected, quote: null } : detected;
  const recognition = recogniseFile(previewRows(head, dialect, { limit: 1, isWhole }).header, name);
  if (recognition.kind === "left_out") return { name, reason: recognition.reason };
  if (recognition.kind === "broken")
    throw new AppError("prospecting.market.column_missing", {
      values: { file: name, count: recognition.missing.length, columns: recognition.missing.join(", ") },
    });
  const { format, at } = recognition;
  return { name, format, columns: columnsOf(at), rows: () => readRows(file.open(), dialect) };
}

export const isLeftOut = (file: RecognisedFile | LeftOut): file is LeftOut => "reason" in file;

async function headOf(file: MarketFile): Promise<Uint8Array> {
  const pieces: Array<Uint8Array> = [];
  let length = 0;
  for await (const piece of file.open()) {
    pieces.push(piece);
    length += piece.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, headBytes);
}
