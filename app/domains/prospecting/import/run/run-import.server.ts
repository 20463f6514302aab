import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { tidyHeap } from "~/platform/tight-heap.server";
import { importCompleted } from "../import.events.server";
import { importLines } from "../line/import-lines.server";
import { chunkLines, Mapping } from "./import-run.rules";
import { Dialect } from "../read/dialect.schema";
import { listBegin, type Place, readChunks } from "../read/read-list.server";

export interface Stretch {
  place: Place;
  isDone: boolean;
}

/**
 * Imports a list from where the database says it stands, for about `seconds`. `place` is a hint that saves reading the
 * beginning again; when the run stands further (a stretch died after its last commit), what is committed is passed over.
 * The next chunk is read while the last one is written.
 */
export async function importForAWhile(
  company: CompanyScope,
  {
    importRunId,
    place = listBegin,
    seconds = 20,
    size = chunkLines,
  }: { importRunId: string; place?: Place; seconds?: number; size?: number },
): Promise<Stretch> {
  const run = await inCompany(company, ({ db }) =>
    db.importRun.findUnique({
      where: { companyId_id: { companyId: company.companyId, id: importRunId } },
      select: { state: true, fileId: true, dialect: true, fieldMapping: true, processedLines: true },
    }),
  );
  if (run?.state !== "running") return { place, isDone: true };
  const list = { fileId: run.fileId, dialect: Dialect.parse(run.dialect), mapping: Mapping.parse(run.fieldMapping) };
  const from = place.records <= run.processedLines ? place : listBegin;

  const until = performance.now() + seconds * 1000;
  let written = Promise.resolve(true);
  let committed = run.processedLines;
  let end = from;
  for await (const chunk of readChunks(company, list, { place: from, skip: run.processedLines - from.records, size })) {
    if (!(await written)) return { place: end, isDone: false };
    tidyHeap();
    if (end !== from && performance.now() > until) return { place: end, isDone: false }; // each stretch gets somewhere
    written = writeChunk(company, { importRunId, after: committed, lines: chunk.lines });
    written.catch(() => {}); // awaited below or at the next turn
    committed += chunk.lines.length;
    end = chunk.end;
  }
  return { place: end, isDone: await written };
}

type Chunk = Parameters<typeof importLines>[1];

/** Another list or person may make the same prospect at the same moment; the unique keys refuse one of the two, which then finds the other. */
async function writeChunk(company: CompanyScope, chunk: Chunk, triesLeft = 3): Promise<boolean> {
  try {
    return await inCompany(company, (ctx) => importLines(ctx, chunk));
  } catch (error) {
    if (triesLeft === 0 || !/23505|P2002|40P01|P2034/.test(`${(error as { code?: string }).code} ${String(error)}`)) throw error;
    return writeChunk(company, chunk, triesLeft - 1);
  }
}

/** The list was read to its end. Said once, however often it is called. */
export async function completeImport(company: CompanyScope, importRunId: string) {
  const { companyId } = company;
  return inCompany(company, async (ctx) => {
    const { db, now, emit } = ctx;
    const run = await db.importRun.findUnique({
      where: { companyId_id: { companyId, id: importRunId } },
      select: { processedLines: true },
    });
    const { count } = await db.importRun.updateMany({
      where: { id: importRunId, state: "running" },
      data: { state: "completed", completedAt: now, totalLines: run?.processedLines, errorCode: null },
    });
    if (count > 0) {
      emit(importCompleted.create({ companyId, importRunId }), importRunId);
      await tellOfImport(ctx, { importRunId, type: "import.finished", lines: run?.processedLines ?? 0 });
    }
    return { isCompleted: count > 0 };
  });
}

/** The work broke off and was given up: said on the page, from where it can go on. */
export const failImport = (company: CompanyScope, importRunId: string, code: string) =>
  inCompany(company, async (ctx) => {
    const failed = await ctx.db.importRun.updateMany({
      where: { id: importRunId, state: { in: ["checking", "running", "rolling_back"] } },
      data: { state: "failed", errorCode: code },
    });
    if (failed.count > 0) await tellOfImport(ctx, { importRunId, type: "import.failed" });
    return failed;
  });

/** Tells whoever brought the list in. */
async function tellOfImport(
  { db, companyId, now, notify }: CompanyCtx,
  { importRunId, type, lines }: { importRunId: string; type: "import.finished" | "import.failed"; lines?: number },
) {
  const run = await db.importRun.findUnique({
    where: { companyId_id: { companyId, id: importRunId } },
    select: { startedById: true, file: { select: { createdById: true } } },
  });
  const by = run?.file.createdById ?? run?.startedById;
  notify({
    to: by ? [by] : { permission: "prospect:import" },
    type,
    about: { type: "import_run", id: importRunId },
    occasion: `${importRunId} ${now.toISOString()}`, // a list that failed may be taken up again, and fail again
    ...(lines !== undefined && { values: { count: lines } }),
  });
}
