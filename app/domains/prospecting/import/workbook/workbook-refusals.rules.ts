import { AppError } from "~/platform/errors";

/** Why a workbook is not read. Each is a sentence of the words. */
export const workbookRefusals = [
  "prospecting.import.workbook_old",
  "prospecting.import.workbook_protected",
  "prospecting.import.workbook_foreign",
  "prospecting.import.workbook_broken",
  "prospecting.import.workbook_bomb",
  "prospecting.import.workbook_too_wide",
  "prospecting.import.workbook_too_large",
  "prospecting.import.workbook_empty",
] as const;
type Reason = (typeof workbookRefusals)[number] extends `prospecting.import.workbook_${infer Name}` ? Name : never;

/** @param values numbers of the sentence */
export const refuseWorkbook = (reason: Reason, values?: Record<string, number>) =>
  new AppError(`prospecting.import.workbook_${reason}`, { status: 422, field: "file", values });
