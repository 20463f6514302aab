import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { AppError } from "~/platform/errors";
import { deleteFile, readFile } from "~/platform/files.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { guessColumns } from "../columns/guess-columns.rules";
import { importStarted } from "../import.events.server";
import { type TakenList, takeList } from "../read/take-list.server";
import { digestOf, discardList } from "../scheduled/fetch-list.server";
import { readAsConfirmed } from "../scheduled/read-as-confirmed.server";
import { Seen } from "../scheduled/schedule.rules";
import { WorkbookSheets } from "../workbook/workbook-sheets.schema";
import { noteMail, wasNoted } from "./note-mail.server";

interface Mailed {
  importJobId: string;
  mailId: string;
  /** What was attached, as it came. */
  fileId: string;
  name: string;
}

/**
 * Opens what a mail brought as a run: under the columns that were confirmed it goes on by itself, the first one waits for a person to
 * confirm them. What cannot be read is noted and told of. A mail lands once, however often this runs.
 */
export async function takeMailedList(company: CompanyScope, mailed: Mailed) {
  const { importJobId, mailId, fileId, name } = mailed;
  const job = await inCompany(company, (ctx) => readJob(ctx, mailed));
  if (!job) {
    await deleteFile(company, fileId);
    return { outcome: "known" as const };
  }
  let taken: TakenList | undefined;
  try {
    taken = await takeList(company, { name, contentType: "text/plain", bytes: readFile(company, fileId) }, { sheetName: job.sheetName });
    const list = taken;
    const sha256 = await digestOf(company, list);
    const outcome = await inCompany(company, async (ctx) => {
      const isUnchanged = sha256 !== undefined && sha256 === job.seen.sha256;
      const importRunId = isUnchanged ? undefined : uuidv7(ctx.now);
      const entry = { outcome: isUnchanged ? ("unchanged" as const) : ("brought" as const), mailId, importRunId, seen: { sha256 } };
      if (!(await noteMail(ctx, importJobId, entry))) return "known" as const;
      if (importRunId) await openRun(ctx, importRunId, mailed, list);
      return entry.outcome;
    });
    if (outcome !== "brought") await discardList(company, list);
    await deleteFile(company, fileId);
    return { outcome };
  } catch (error) {
    if (taken) await discardList(company, taken);
    if (!(error instanceof AppError) || error.detail.status !== 422) throw error;
    const { code, detail } = error;
    await inCompany(company, (ctx) => noteMail(ctx, importJobId, { outcome: "failed", code, values: detail.values, mailId }));
    await deleteFile(company, fileId);
    return { outcome: "failed" as const };
  }
}

/** The work was given up after its own tries. */
export async function giveUpMailedList(company: CompanyScope, { importJobId, mailId, fileId }: Mailed) {
  await inCompany(company, (ctx) => noteMail(ctx, importJobId, { outcome: "failed", code: "prospecting.import.stopped", mailId }));
  await deleteFile(company, fileId);
}

async function readJob({ db }: CompanyCtx, { importJobId, mailId, fileId }: Mailed) {
  const [job, file] = [
    await db.importJob.findFirst({
      where: { id: importJobId, sourceType: "mail", status: { not: "disabled" } },
      include: { runs: { orderBy: { createdAt: "desc" }, take: 1, select: { workbook: true } } },
    }),
    await db.storedFile.findFirst({ where: { id: fileId }, select: { id: true } }),
  ];
  if (!job || !file || wasNoted(job.history, mailId)) return null;
  const book = WorkbookSheets.safeParse(job.runs[0]?.workbook).data;
  return { seen: Seen.safeParse(job.sourceConfig).data ?? {}, sheetName: book?.sheets[book.sheet] };
}

async function openRun(ctx: CompanyCtx, importRunId: string, { importJobId, name }: Mailed, list: TakenList) {
  const { db, companyId, now, emit } = ctx;
  const job = await db.importJob.findFirstOrThrow({
    where: { id: importJobId },
    include: { runs: { orderBy: { createdAt: "desc" }, take: 1, select: { dialect: true } } },
  });
  const { head, isWhole, dialect, ...files } = list;
  const isConfirmed = Array.isArray(job.fieldMapping);
  const fields = await listCustomFields(ctx, { entity: "prospect" });
  const read = isConfirmed ? readAsConfirmed(job, list, fields) : { dialect, ...guessColumns(head, dialect, { isWhole, fields }) };
  await db.importRun.create({
    data: {
      id: importRunId,
      companyId,
      importJobId,
      ...files,
      fileName: name,
      dialect: read.dialect,
      header: read.header,
      fieldMapping: read.mapping,
      sourceDetail: job.sourceDetail,
      legalBasis: job.legalBasis,
      startedById: job.userId,
      ...(isConfirmed && { state: "running" as const, startedAt: now }),
    },
  });
  if (isConfirmed) emit(importStarted.create({ companyId, importRunId }), importRunId);
}
