import { Prisma } from "~/generated/prisma/client";
import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { mayChange, Mapping } from "../run/import-run.rules";
import type { ChangeMapping } from "../import.schema";
import { refuseUnsound } from "./sound-mapping.rules";

/**
 * Sets what the columns hold, and remembers it for the next list with this header. An earlier check is void.
 * @throws AppError 'prospecting.import.underway' once lines were written, 'prospecting.import.target_twice' when two
 * columns claim one field, 'prospecting.import.nobody_mapped' when no column could name anybody
 */
export async function changeMapping(
  { db, companyId, audit }: CompanyCtx,
  { importRunId, targets }: ChangeMapping & { importRunId: string },
) {
  const run = found(
    await db.importRun.findFirst({
      where: { id: importRunId },
      select: { state: true, processedLines: true, fieldMapping: true, importJobId: true },
    }),
  );
  if (!mayChange(run)) throw new AppError("prospecting.import.underway");
  const mapping = Mapping.parse(run.fieldMapping).map((column) => {
    const chosen = targets.get(column.column);
    if (!chosen || (chosen.target === column.target && chosen.field === column.field)) return column;
    return { ...column, ...chosen, certainty: 1, reason: "chosen" };
  });
  refuseUnsound(mapping);
  await db.importRun.update({
    where: { companyId_id: { companyId, id: importRunId } },
    data: { fieldMapping: mapping, state: "uploaded", dryRun: Prisma.DbNull, totalLines: null, errorCode: null },
  });
  await db.importJob.update({ where: { companyId_id: { companyId, id: run.importJobId } }, data: { fieldMapping: mapping } });
  const columns = mapping.filter(({ target }) => target !== "ignore").map(({ target }) => target);
  audit({ action: "import.mapped", about: { type: "import_run", id: importRunId }, after: { columns } });
}
