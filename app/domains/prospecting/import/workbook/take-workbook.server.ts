import { deleteFile, storeFile } from "~/platform/files.server";
import type { CompanyScope } from "~/platform/tenancy.server";
import { atMostBytes } from "../run/import-run.rules";
import { storedSource } from "../read/read-list.server";
import { openWorkbook } from "./open-workbook.server";
import { workbookLimits } from "./workbook-limits.rules";
import type { WorkbookSheets } from "./workbook-sheets.schema";
import { firstFilledSheet, writeSheet } from "./write-sheet.server";

export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Stores a workbook, and beside it a sheet as a list of text: the one of that name, else the first that holds something. What is refused leaves nothing behind.
 * @throws AppError 'prospecting.import.workbook_…' (422), 'platform.file.too_large' (422)
 */
export async function takeWorkbook(
  company: CompanyScope,
  { name, bytes, sheetName }: { name: string; bytes: AsyncIterable<Uint8Array>; sheetName?: string },
): Promise<{ workbookFileId: string; fileId: string; workbook: WorkbookSheets }> {
  const kept = await storeFile(company, { name, contentType: workbookType, bytes, atMost: workbookLimits.bytes });
  try {
    const book = await openWorkbook(storedSource(company, kept));
    const named = sheetName === undefined ? -1 : book.sheets.indexOf(sheetName);
    const sheet = named >= 0 ? named : await firstFilledSheet(book);
    const { fileId } = await storeSheet(company, { name, bytes: writeSheet(book.rows(sheet)) });
    return { workbookFileId: kept.fileId, fileId, workbook: { sheets: book.sheets, sheet } };
  } catch (error) {
    await deleteFile(company, kept.fileId);
    throw error;
  }
}

/** Writes a sheet of a stored workbook out as a list. @throws AppError 'prospecting.import.workbook_…' (422) */
export async function takeSheet(
  company: CompanyScope,
  { name, sheet, ...file }: { name: string; sheet: number; fileId: string; size: number },
) {
  const book = await openWorkbook(storedSource(company, file));
  const { fileId, size } = await storeSheet(company, { name, bytes: writeSheet(book.rows(sheet)) });
  return { fileId, isEmpty: size === 0 };
}

const storeSheet = (company: CompanyScope, { name, bytes }: { name: string; bytes: AsyncIterable<Uint8Array> }) =>
  storeFile(company, { name, contentType: "text/csv", bytes, atMost: atMostBytes });
