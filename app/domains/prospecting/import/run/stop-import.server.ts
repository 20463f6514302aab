import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { stoppedByHand } from "./import-run.rules";

/**
 * Stops a list where it stands, after the lines that are being written. What came in stays, and can go on or be taken out; a check, or an
 * import that wrote nothing yet, goes back to where it was before. Its job sees it at its next lines.
 * @throws AppError 'prospecting.import.not_running'
 */
export async function stopImport({ db, audit }: CompanyCtx, { importRunId }: { importRunId: string }) {
  found(await db.importRun.findFirst({ where: { id: importRunId }, select: { id: true } }));
  const ways = [
    { from: { state: "checking" }, to: { state: "uploaded" } },
    { from: { state: "running", processedLines: 0 }, to: { state: "checked" } },
    { from: { state: "running" }, to: { state: "failed", errorCode: stoppedByHand } },
  ] as const;
  for (const { from, to } of ways) {
    const { count } = await db.importRun.updateMany({ where: { id: importRunId, ...from }, data: to });
    if (count > 0)
      return audit({ action: "import.stopped", about: { type: "import_run", id: importRunId }, before: { state: from.state } });
  }
  throw new AppError("prospecting.import.not_running");
}
