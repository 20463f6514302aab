import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { inboundAddress } from "../mailed/inbound-address.server";
import { History, scheduleOf } from "./schedule.rules";

const shown = {
  id: true,
  sourceType: true,
  name: true,
  sourceHost: true,
  sourceDetail: true,
  scheduleCron: true,
  status: true,
  lastRunAt: true,
  nextRunAt: true,
  failureCount: true,
  errorCode: true,
  fieldMapping: true,
  legalBasis: true,
} as const;

type Row = { scheduleCron: string | null; fieldMapping: unknown; status: string };
const asShown = <T extends Row>({ scheduleCron, fieldMapping, ...row }: T) => ({
  ...row,
  /** Empty: it comes by mail, whenever it is sent. */
  schedule: scheduleCron === null ? null : scheduleOf(scheduleCron),
  /** Whether a person has confirmed the columns: before, nothing is fetched. */
  isConfirmed: Array.isArray(fieldMapping),
});

/** Lists that are fetched by themselves, a page after `after`, by name. */
export async function listScheduledImports({ db }: CompanyCtx, { after }: { after?: string }) {
  const jobs = await db.importJob.findMany({
    where: { sourceType: { in: ["url", "mail"] }, status: { not: "disabled" }, ...(after && { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: 51,
    select: shown,
  });
  const page = jobs.slice(0, 50).map(asShown);
  return { jobs: page, next: jobs.length > 50 ? page.at(-1)!.id : null };
}

/** One of them with what became of its last tries. @throws AppError 'platform.record.unknown' */
export async function getScheduledImport({ db }: CompanyCtx, importJobId: string) {
  const job = found(
    await db.importJob.findFirst({
      where: { id: importJobId, sourceType: { in: ["url", "mail"] }, status: { not: "disabled" } },
      select: {
        ...shown,
        inboundKey: true,
        allowedSenders: true,
        history: true,
        runs: {
          orderBy: { createdAt: "desc" },
          take: 30,
          select: { id: true, state: true, createdCount: true, mergedCount: true, refusedCount: true },
        },
      },
    }),
  );
  const { history, runs, inboundKey, ...rest } = job;
  const tries = (History.safeParse(history).data ?? []).map((entry) => ({
    ...entry,
    run: runs.find(({ id }) => id === entry.importRunId) ?? null,
  }));
  return { ...asShown(rest), tries, inboundAddress: inboundKey && inboundAddress(inboundKey) };
}
