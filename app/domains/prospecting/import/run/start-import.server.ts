import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { importStarted } from "../import.events.server";
import { mayStart } from "./import-run.rules";

/**
 * Lets a checked list in, or lets one that broke off go on after its last committed line. Pressed twice it starts once.
 * @throws AppError 'prospecting.import.not_checked'
 */
export async function startImport({ db, companyId, now, emit, audit }: CompanyCtx, { importRunId }: { importRunId: string }) {
  const run = found(
    await db.importRun.findFirst({
      where: { id: importRunId },
      select: { state: true, processedLines: true, errorCode: true, startedAt: true, workbookFileId: true },
    }),
  );
  if (run.state === "running" || run.state === "completed") return;
  if (!mayStart(run)) throw new AppError("prospecting.import.not_checked");
  const { count } = await db.importRun.updateMany({
    where: { id: importRunId, state: run.state },
    data: { state: "running", startedAt: run.startedAt ?? now, errorCode: null },
  });
  if (count === 0) return;
  // No other sheet can be chosen from here on: what the list does not need is not kept.
  if (run.workbookFileId) await db.storedFile.deleteMany({ where: { id: run.workbookFileId } });
  emit(importStarted.create({ companyId, importRunId }), importRunId);
  audit({ action: "import.started", about: { type: "import_run", id: importRunId } });
}
