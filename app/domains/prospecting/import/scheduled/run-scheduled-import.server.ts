import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { importStarted } from "../import.events.server";
import { WorkbookSheets } from "../workbook/workbook-sheets.schema";
import { openAddress } from "./address-of-job.server";
import { discardList, type Fetching, fetchList, type FetchedList } from "./fetch-list.server";
import { readAsConfirmed } from "./read-as-confirmed.server";
import { failuresBeforePause, nextRun, Seen, withEntry } from "./schedule.rules";

interface Hour {
  importJobId: string;
  /** The hour it is fetched for; at another one, nothing is done. */
  due: Date;
}

/**
 * Fetches a list for its hour and lets it in as a person would have: under the columns that were confirmed, with the same duplicates,
 * source and legal basis, in the reach of who set it up. What cannot be had is noted; after three in a row the list is paused and told of.
 */
export async function runScheduledImport(company: CompanyScope, hour: Hour, how: Fetching = {}) {
  const job = await inCompany(company, (ctx) => readDue(ctx, hour));
  if (!job) return { outcome: "not due" as const };
  if (job.address === null)
    return inCompany(company, (ctx) => settle(ctx, hour, { outcome: "failed", code: "platform.outside.address_invalid" }));
  const { address } = job;
  let fetched: FetchedList | null = null;
  try {
    fetched = await fetchList(company, { ...job, address, ...how });
    if (!fetched) return await inCompany(company, (ctx) => settle(ctx, hour, { outcome: "unchanged" }));
    const list = fetched;
    const brought = await inCompany(company, (ctx) => openRun(ctx, hour, list));
    if (!brought) await discardList(company, list); // another try of this hour was quicker
    return { outcome: brought ? ("brought" as const) : ("not due" as const) };
  } catch (error) {
    if (fetched) await discardList(company, fetched);
    if (!(error instanceof AppError) || error.detail.status !== 422) throw error;
    return inCompany(company, (ctx) => settle(ctx, hour, { outcome: "failed", code: error.code, values: error.detail.values }));
  }
}

/** The job was given up after its own tries. */
export const failScheduledImport = (company: CompanyScope, hour: Hour) =>
  inCompany(company, (ctx) => settle(ctx, hour, { outcome: "failed", code: "prospecting.import.stopped" }));

const readJob = ({ db }: CompanyCtx, { importJobId, due }: Hour) =>
  db.importJob.findFirst({
    where: { id: importJobId, status: "active", nextRunAt: due },
    include: { runs: { orderBy: { createdAt: "desc" }, take: 1, select: { dialect: true, workbook: true } } },
  });

async function readDue(ctx: CompanyCtx, hour: Hour) {
  const job = await readJob(ctx, hour);
  if (!job) return null;
  const book = WorkbookSheets.safeParse(job.runs[0]?.workbook).data;
  return {
    address: job.sealedAddress ? await openAddress(ctx, job.id, job.sealedAddress) : null,
    seen: Seen.safeParse(job.sourceConfig).data ?? {},
    sheetName: book?.sheets[book.sheet],
  };
}

/** Opens and starts the run, and moves the job to its next hour, in one transaction: an hour brings one run. */
async function openRun(ctx: CompanyCtx, hour: Hour, { head, isWhole, dialect, name, seen, ...files }: FetchedList): Promise<boolean> {
  const { db, companyId, now, emit } = ctx;
  const job = await readJob(ctx, hour);
  if (!job) return false;
  const fields = await listCustomFields(ctx, { entity: "prospect" });
  const read = readAsConfirmed(job, { head, isWhole, dialect, ...files }, fields);
  const importRunId = uuidv7(now);
  if (!(await moveOn(ctx, hour, { outcome: "brought", importRunId }, seen))) return false;
  await db.importRun.create({
    data: {
      id: importRunId,
      companyId,
      importJobId: job.id,
      ...files,
      fileName: name,
      dialect: read.dialect,
      header: read.header,
      fieldMapping: read.mapping,
      sourceDetail: job.sourceDetail,
      legalBasis: job.legalBasis,
      startedById: job.userId,
      state: "running",
      startedAt: now,
    },
  });
  emit(importStarted.create({ companyId, importRunId }), importRunId);
  return true;
}

async function settle(ctx: CompanyCtx, hour: Hour, result: { outcome: "unchanged" } | Failure) {
  return { outcome: (await moveOn(ctx, hour, result)) ? result.outcome : ("not due" as const) };
}

interface Failure {
  outcome: "failed";
  code: string;
  values?: Record<string, string | number>;
}
type Result = { outcome: "brought"; importRunId: string } | { outcome: "unchanged" } | Failure;

/** Notes what became of an hour and turns to the next. False when the hour was settled already. */
async function moveOn(ctx: CompanyCtx, hour: Hour, result: Result, seen?: Seen): Promise<boolean> {
  const { db, companyId, now, notify } = ctx;
  const job = await readJob(ctx, hour);
  if (!job?.scheduleCron) return false;
  const { timezone } = await db.company.findFirstOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const failureCount = result.outcome === "failed" ? job.failureCount + 1 : 0;
  const isPaused = failureCount >= failuresBeforePause;
  const { count } = await db.importJob.updateMany({
    where: { id: job.id, status: "active", nextRunAt: hour.due },
    data: {
      lastRunAt: now,
      nextRunAt: nextRun(job.scheduleCron, timezone, now),
      failureCount,
      errorCode: result.outcome === "failed" ? result.code : null,
      history: withEntry(job.history, { at: now.toISOString(), ...result }),
      ...(seen && { sourceConfig: seen }),
      ...(isPaused && { status: "paused" as const }),
    },
  });
  if (count > 0 && isPaused)
    notify({
      to: job.userId ? [job.userId] : { permission: "prospect:import" },
      type: "import.paused",
      about: { type: "import_job", id: job.id },
      occasion: `${job.id} ${hour.due.toISOString()}`,
    });
  return count > 0;
}
