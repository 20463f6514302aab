import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { importRollbackRequested } from "../import.events.server";
import { mayRollBack } from "./import-run.rules";

/** Asks to take a list out again. @throws AppError 'prospecting.import.not_imported' when there is nothing to take out, or it is under way */
export async function requestRollback({ db, companyId, emit, audit }: CompanyCtx, { importRunId }: { importRunId: string }) {
  const run = found(
    await db.importRun.findFirst({ where: { id: importRunId }, select: { state: true, processedLines: true, errorCode: true } }),
  );
  if (!mayRollBack(run)) throw new AppError("prospecting.import.not_imported");
  const { count } = await db.importRun.updateMany({
    where: { id: importRunId, state: run.state },
    data: { state: "rolling_back", errorCode: null },
  });
  if (count === 0) throw new AppError("prospecting.import.not_imported");
  emit(importRollbackRequested.create({ companyId, importRunId }), importRunId);
  audit({ action: "import.rollback_asked", about: { type: "import_run", id: importRunId } });
}
