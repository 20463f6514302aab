import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { columnsOf } from "../columns/count-columns.rules";
import { fitColumns, unwritten } from "../columns/fit-columns.server";
import { mayChange } from "../run/import-run.rules";
import type { ChangeDialect } from "../import.schema";
import { readHead } from "./read-list.server";
import { detectSheet } from "../workbook/detect-sheet.rules";

/**
 * Reads the list another way, as the user says; its columns are guessed anew and an earlier check is void.
 * @throws AppError 'prospecting.import.underway' once lines were written
 */
export async function changeDialect(company: CompanyScope, { importRunId, ...change }: ChangeDialect & { importRunId: string }) {
  const run = found(
    await inCompany(company, ({ db }) =>
      db.importRun.findFirst({
        where: { id: importRunId },
        select: { state: true, processedLines: true, fileId: true, fileName: true, importJobId: true, workbook: true },
      }),
    ),
  );
  if (!mayChange(run)) throw new AppError("prospecting.import.underway");
  const { head, isWhole } = await readHead(company, run.fileId);
  const dialect = run.workbook ? detectSheet(head, change) : { ...change, columns: columnsOf(head, change) };
  await inCompany(company, async (ctx) => {
    const data = await fitColumns(ctx, { head, isWhole, dialect, name: run.fileName, of: run.importJobId });
    const { count } = await ctx.db.importRun.updateMany({ where: { id: importRunId, ...unwritten }, data });
    if (count === 0) throw new AppError("prospecting.import.underway");
  });
}
