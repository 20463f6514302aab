import { Prisma } from "~/generated/prisma/client";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { columnsOf } from "./count-columns.rules";
import { guessColumns } from "./guess-columns.rules";
import { mayChange } from "./import-run.rules";
import type { ChangeDialect } from "./import.schema";
import { readHead } from "./read-list.server";

/**
 * Reads the list another way, as the user says; its columns are guessed anew and an earlier check is void.
 * @throws AppError 'prospecting.import.underway' once lines were written
 */
export async function changeDialect(company: CompanyScope, { importRunId, ...change }: ChangeDialect & { importRunId: string }) {
  const run = found(
    await inCompany(company, ({ db }) =>
      db.importRun.findFirst({ where: { id: importRunId }, select: { state: true, processedLines: true, fileId: true } }),
    ),
  );
  if (!mayChange(run)) throw new AppError("prospecting.import.underway");
  const { head, isWhole } = await readHead(company, run.fileId);
  const dialect = { ...change, columns: columnsOf(head, change) };
  const fields = await inCompany(company, (ctx) => listCustomFields(ctx, { entity: "prospect" }));
  const { header, mapping } = guessColumns(head, dialect, { isWhole, fields });
  await inCompany(company, async ({ db }) => {
    const { count } = await db.importRun.updateMany({
      where: { id: importRunId, state: { in: ["uploaded", "checked", "failed"] }, processedLines: 0 },
      data: { dialect, header, fieldMapping: mapping, state: "uploaded", dryRun: Prisma.DbNull, totalLines: null, errorCode: null },
    });
    if (count === 0) throw new AppError("prospecting.import.underway");
  });
}
