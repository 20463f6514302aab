import { AppError } from "~/platform/errors";
import { deleteFile } from "~/platform/files.server";
import { found } from "~/platform/params.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { headBytes } from "../read/detect-dialect.rules";
import { fitColumns, unwritten } from "../columns/fit-columns.server";
import { mayChange } from "../run/import-run.rules";
import { readHead } from "../read/read-list.server";
import { detectSheet } from "./detect-sheet.rules";
import { takeSheet } from "./take-workbook.server";
import { refuseWorkbook } from "./workbook-refusals.rules";
import { WorkbookSheets } from "./workbook-sheets.schema";

/**
 * Takes another sheet of a workbook for the list; its columns are guessed anew and an earlier check is void.
 * @throws AppError 'prospecting.import.underway' once lines were written, 'prospecting.import.workbook_empty' (422)
 */
export async function chooseSheet(company: CompanyScope, { importRunId, sheet }: { importRunId: string; sheet: number }) {
  const run = found(
    await inCompany(company, ({ db }) =>
      db.importRun.findFirst({
        where: { id: importRunId },
        select: {
          state: true,
          processedLines: true,
          fileId: true,
          fileName: true,
          importJobId: true,
          workbook: true,
          workbookFile: { select: { id: true, size: true } },
        },
      }),
    ),
  );
  const workbook = WorkbookSheets.safeParse(run.workbook).data;
  if (!mayChange(run) || !run.workbookFile || !workbook?.sheets[sheet]) throw new AppError("prospecting.import.underway");
  const { id, size } = run.workbookFile;
  const taken = await takeSheet(company, { name: run.fileName, sheet, fileId: id, size: Number(size) });
  try {
    if (taken.isEmpty) throw refuseWorkbook("empty");
    const { head } = await readHead(company, taken.fileId);
    const isWhole = head.byteLength < headBytes;
    const dialect = detectSheet(head);
    await inCompany(company, async (ctx) => {
      const fitted = await fitColumns(ctx, { head, isWhole, dialect, name: run.fileName, of: run.importJobId });
      const { count } = await ctx.db.importRun.updateMany({
        where: { id: importRunId, fileId: run.fileId, ...unwritten },
        data: { ...fitted, fileId: taken.fileId, workbook: { ...workbook, sheet } },
      });
      if (count === 0) throw new AppError("prospecting.import.underway");
    });
  } catch (error) {
    await deleteFile(company, taken.fileId);
    throw error;
  }
  await deleteFile(company, run.fileId);
}
