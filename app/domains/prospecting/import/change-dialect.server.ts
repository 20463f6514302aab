import { Prisma } from "~/generated/prisma/client";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { columnsOf } from "./count-columns.rules";
import { guessColumns } from "./guess-columns.rules";
import { mayChange } from "./import-run.rules";
import type { ChangeDialect } from "./import.schema";
import { jobFor } from "./known-source.server";
import { readHead } from "./read-list.server";
import { detectSheet } from "./workbook/detect-sheet.rules";

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
    const { header } = guessColumns(head, dialect, { isWhole });
    const job = await jobFor(ctx, { header, name: run.fileName, of: run.importJobId });
    const fields = await listCustomFields(ctx, { entity: "prospect" });
    const { mapping } = guessColumns(head, dialect, { isWhole, confirmed: job.confirmed, fields });
    const { count } = await ctx.db.importRun.updateMany({
      where: { id: importRunId, state: { in: ["uploaded", "checked", "failed"] }, processedLines: 0 },
      data: {
        importJobId: job.id,
        dialect,
        header,
        fieldMapping: mapping,
        state: "uploaded",
        dryRun: Prisma.DbNull,
        totalLines: null,
        errorCode: null,
      },
    });
    if (count === 0) throw new AppError("prospecting.import.underway");
  });
}
