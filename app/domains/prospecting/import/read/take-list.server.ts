import { storeFile } from "~/platform/files.server";
import { AppError } from "~/platform/errors";
import type { CompanyScope } from "~/platform/tenancy.server";
import { peek } from "~/platform/uploads.server";
import { detectDialect, headBytes } from "./detect-dialect.rules";
import type { Dialect } from "./dialect.schema";
import { atMostBytes } from "../run/import-run.rules";
import { readHead } from "./read-list.server";
import { kindOfFile, refuseFile } from "./refuse-file.rules";
import { detectSheet } from "../workbook/detect-sheet.rules";
import { takeWorkbook } from "../workbook/take-workbook.server";
import { refuseWorkbook } from "../workbook/workbook-refusals.rules";
import type { WorkbookSheets } from "../workbook/workbook-sheets.schema";

export interface TakenList {
  /** The list as text. */
  fileId: string;
  workbookFileId?: string;
  workbook?: WorkbookSheets;
  head: Uint8Array;
  isWhole: boolean;
  dialect: Dialect;
}

/**
 * Stores what comes in while it streams, judged by its first bytes and never by its name: a list of text as it is, a workbook with its
 * first filled sheet as a list of text beside it.
 * @throws AppError 'prospecting.import.file_…' | 'prospecting.import.workbook_…', 'platform.file.too_large' (422)
 */
export async function takeList(
  company: CompanyScope,
  file: { name: string; contentType: string; bytes: AsyncIterable<Uint8Array> },
  { sheetName }: { sheetName?: string } = {},
): Promise<TakenList> {
  const { head, bytes } = await peek(file.bytes, headBytes);
  const kind = kindOfFile(head);
  if (kind === "old_workbook") throw refuseWorkbook("old");
  if (kind === "protected_workbook") throw refuseWorkbook("protected");
  if (kind === "workbook") {
    const taken = await takeWorkbook(company, { name: file.name, bytes, sheetName });
    const sheet = await readHead(company, taken.fileId);
    const isWhole = sheet.head.byteLength < headBytes;
    return { ...taken, head: sheet.head, isWhole, dialect: detectSheet(sheet.head) };
  }
  return takeText(company, { ...file, bytes }, head);
}

/**
 * Stores a list of text while it streams. `dialect`: how it is written, where that is known; otherwise its first bytes tell.
 * @throws AppError 'prospecting.import.file_…', 'platform.file.too_large' (422)
 */
export async function takeText(
  company: CompanyScope,
  file: { name: string; contentType: string; bytes: AsyncIterable<Uint8Array> },
  head: Uint8Array,
  known?: Dialect,
): Promise<TakenList> {
  const refusal = refuseFile(head);
  if (refusal) throw new AppError(refusal, { status: 422, field: "file" });
  const { confidence: _, ...detected } = detectDialect(head);
  const { fileId } = await storeFile(company, { ...file, atMost: atMostBytes });
  return { fileId, head, isWhole: head.byteLength < headBytes, dialect: known ?? detected };
}
