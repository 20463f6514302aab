import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { sealAddress } from "./address-of-job.server";
import { readListAddress } from "./fetch-list.server";
import { cronOf, nextRun } from "./schedule.rules";
import type { ChangedScheduledImport } from "./scheduled.schema";

/**
 * Changes what was said of a list that comes by itself. Without an address the one it has stays; at a new one it is fetched anew at its next
 * hour, under the columns that were confirmed. What it brought before keeps the source and basis of its time.
 * @throws AppError 'platform.outside.address_invalid' (422), 'platform.record.unknown'
 */
export async function changeScheduledImport(
  ctx: CompanyCtx,
  { importJobId, address, ...said }: ChangedScheduledImport & { importJobId: string },
) {
  const { db, companyId, now, audit } = ctx;
  const job = found(await db.importJob.findFirst({ where: { id: importJobId, sourceType: "url", status: { not: "disabled" } } }));
  const { name, sourceDetail, legalBasis } = said;
  const scheduleCron = cronOf(said);
  const { timezone } = await db.company.findFirstOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const url = address === undefined ? null : readListAddress(address);
  const sourceHost = url ? url.hostname.slice(0, 253) : job.sourceHost;
  await db.importJob.update({
    where: { companyId_id: { companyId, id: importJobId } },
    data: {
      name,
      sourceDetail,
      legalBasis,
      ...(scheduleCron !== job.scheduleCron && { scheduleCron, nextRunAt: nextRun(scheduleCron, timezone, now) }),
      ...(url && { sealedAddress: await sealAddress(ctx, importJobId, url.href), sourceHost, sourceConfig: {} }),
    },
  });
  audit({
    action: "scheduled_import.changed",
    about: { type: "import_job", id: importJobId },
    before: {
      name: job.name,
      host: job.sourceHost,
      schedule: job.scheduleCron,
      sourceDetail: job.sourceDetail,
      legalBasis: job.legalBasis,
    },
    after: { name, host: sourceHost, schedule: scheduleCron, sourceDetail, legalBasis },
  });
}
