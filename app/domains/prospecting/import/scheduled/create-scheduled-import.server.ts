import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { guessColumns } from "../columns/guess-columns.rules";
import { sealAddress } from "./address-of-job.server";
import { discardList, type Fetching, fetchList, readListAddress } from "./fetch-list.server";
import { cronOf, nextRun } from "./schedule.rules";
import type { NewScheduledImport } from "./scheduled.schema";

/**
 * Begins to fetch a list by itself: it is fetched now and opened as a run like any list, where a person confirms its columns and lets it
 * in. Until then nothing is fetched again.
 * @throws AppError 'platform.outside.…' | 'prospecting.import.file_…' | 'prospecting.import.workbook_…' (422)
 */
export async function createScheduledImport(
  company: CompanyScope,
  said: NewScheduledImport,
  how: Fetching = {},
): Promise<{ importRunId: string; importJobId: string }> {
  const url = readListAddress(said.address);
  const fetched = await fetchList(company, { address: url.href, seen: {}, ...how });
  const { head, isWhole, dialect, name: fileName, seen, ...files } = fetched!; // nothing was seen before
  try {
    return await inCompany(company, async (ctx) => {
      const { db, companyId, now, actor } = ctx;
      const fields = await listCustomFields(ctx, { entity: "prospect" });
      const { header, mapping } = guessColumns(head, dialect, { isWhole, fields });
      const { timezone } = await db.company.findFirstOrThrow({ where: { id: companyId }, select: { timezone: true } });
      const userId = actor.kind === "user" ? actor.id : null;
      const scheduleCron = cronOf(said);
      const { sourceDetail, legalBasis } = said;
      const [importJobId, importRunId] = [uuidv7(now), uuidv7(now)];
      await db.importJob.create({
        data: {
          id: importJobId,
          companyId,
          name: said.name,
          sourceType: "url",
          sourceConfig: seen,
          sealedAddress: await sealAddress(ctx, importJobId, url.href),
          sourceHost: url.hostname.slice(0, 253),
          sourceDetail,
          legalBasis,
          userId,
          scheduleCron,
          lastRunAt: now,
          nextRunAt: nextRun(scheduleCron, timezone, now),
          history: [{ at: now.toISOString(), outcome: "brought", importRunId }],
        },
      });
      await db.importRun.create({
        data: {
          id: importRunId,
          companyId,
          importJobId,
          ...files,
          fileName,
          dialect,
          header,
          fieldMapping: mapping,
          sourceDetail,
          legalBasis,
          startedById: userId,
        },
      });
      const after = { name: said.name, host: url.hostname, schedule: scheduleCron, sourceDetail, legalBasis };
      ctx.audit({ action: "scheduled_import.created", about: { type: "import_job", id: importJobId }, after });
      return { importRunId, importJobId };
    });
  } catch (error) {
    await discardList(company, files);
    throw error;
  }
}
