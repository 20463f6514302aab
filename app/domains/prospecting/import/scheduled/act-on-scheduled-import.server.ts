import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { nextRun } from "./schedule.rules";
import type { ScheduledAct } from "./scheduled.schema";
import { listFetchDue } from "./scheduled.events.server";

/**
 * Pauses a list, takes it up again, fetches it now or ends it. What it brought stays; ended, its address is forgotten.
 * @throws AppError 'platform.record.unknown', 'prospecting.import.not_confirmed' before a person confirmed its columns
 */
export async function actOnScheduledImport(ctx: CompanyCtx, { importJobId, intent }: ScheduledAct & { importJobId: string }) {
  const { db, companyId, now, audit, emit } = ctx;
  const job = found(
    await db.importJob.findFirst({ where: { id: importJobId, sourceType: { in: ["url", "mail"] }, status: { not: "disabled" } } }),
  );
  const about = { type: "import_job", id: importJobId };
  const where = { companyId_id: { companyId, id: importJobId } };
  if (intent === "pause") {
    await db.importJob.update({ where, data: { status: "paused" } });
    return audit({ action: "scheduled_import.paused", about });
  }
  if (intent === "remove") {
    await db.importJob.update({
      where,
      data: { status: "disabled", nextRunAt: null, sealedAddress: null, inboundKey: null, allowedSenders: [], sourceConfig: {} },
    });
    return audit({ action: "scheduled_import.removed", about });
  }
  if (intent === "resume") {
    const { timezone } = await db.company.findFirstOrThrow({ where: { id: companyId }, select: { timezone: true } });
    await db.importJob.update({
      where,
      data: {
        status: "active",
        failureCount: 0,
        errorCode: null,
        ...(job.scheduleCron && { nextRunAt: nextRun(job.scheduleCron, timezone, now) }),
      },
    });
    return audit({ action: "scheduled_import.resumed", about });
  }
  if (!job.scheduleCron) throw new AppError("platform.form.invalid", { status: 422 }); // what comes by mail is not fetched
  if (!Array.isArray(job.fieldMapping)) throw new AppError("prospecting.import.not_confirmed");
  await db.importJob.update({ where, data: { status: "active", nextRunAt: now } });
  emit(listFetchDue.create({ companyId, importJobId, due: now.toISOString() }), importJobId);
  audit({ action: "scheduled_import.asked", about });
}
