import { found } from "~/platform/params.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { Dialect } from "./read/dialect.schema";
import { DryRun, Mapping, mayChange, mayRollBack, mayStart, secondsLeft } from "./run/import-run.rules";
import { previewRows } from "./columns/preview-rows.rules";
import { readHead } from "./read/read-list.server";
import { WorkbookSheets } from "./workbook/workbook-sheets.schema";

const pageSize = 50;

/** Lists of the company, newest first, a page at a time. `before` is the id of the last one seen: ids are ordered by time. */
export async function listImports({ db }: CompanyCtx, { before }: { before?: string }) {
  const runs = await db.importRun.findMany({
    where: before ? { id: { lt: before } } : {},
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: {
      id: true,
      fileName: true,
      state: true,
      sourceDetail: true,
      totalLines: true,
      processedLines: true,
      createdCount: true,
      mergedCount: true,
      refusedCount: true,
      createdAt: true,
    },
  });
  const shown = runs.slice(0, pageSize);
  return { runs: shown, next: runs.length > pageSize ? shown.at(-1)!.id : null };
}

/** One list as its page shows it: how it is read, what a check found, how far it is. @throws AppError 'platform.record.unknown' */
export async function getImport({ db, now }: CompanyCtx, importRunId: string) {
  const run = found(
    await db.importRun.findFirst({
      where: { id: importRunId },
      select: {
        id: true,
        fileName: true,
        fileId: true,
        file: { select: { size: true } },
        state: true,
        dialect: true,
        workbook: true,
        workbookFileId: true,
        fieldMapping: true,
        header: true,
        sourceDetail: true,
        legalBasis: true,
        totalLines: true,
        processedLines: true,
        createdCount: true,
        mergedCount: true,
        refusedCount: true,
        dryRun: true,
        errorCode: true,
        startedAt: true,
        completedAt: true,
        rolledBackAt: true,
        createdAt: true,
      },
    }),
  );
  const { dialect, fieldMapping, dryRun, file, workbook, workbookFileId, ...plain } = run;
  const sheets = WorkbookSheets.safeParse(workbook).data ?? null;
  return {
    ...plain,
    /** Of a workbook: its sheets and which of them is the list; another can be chosen while the workbook is kept. */
    workbook: sheets && { ...sheets, mayChoose: workbookFileId !== null && mayChange(run) && sheets.sheets.length > 1 },
    size: Number(file.size),
    dialect: Dialect.parse(dialect),
    mapping: Mapping.parse(fieldMapping),
    header: run.header as Array<string>,
    dryRun: DryRun.safeParse(dryRun).data ?? null,
    secondsLeft: run.state === "running" ? secondsLeft(run, now) : null,
    mayChange: mayChange(run),
    mayStart: mayStart(run),
    mayRollBack: mayRollBack(run),
  };
}

/** Prospects of a list that are there, and those among them that a roll-back would leave: somebody worked with them. */
export async function countKept({ db }: CompanyCtx, importRunId: string) {
  return db.prospect.count({ where: { importRunId } });
}

/** Why lines were refused, the most frequent first. */
export async function refusalCounts({ db }: CompanyCtx, importRunId: string) {
  const groups = await db.importLine.groupBy({
    by: ["code"],
    where: { importRunId, outcome: "refused" },
    _count: { _all: true },
    orderBy: { _count: { code: "desc" } },
    take: 12,
  });
  return groups.map(({ code, _count }) => ({ code: code ?? "prospecting.import.nothing_usable", count: _count._all }));
}

/** The first rows of a list as it is read now. Not inside a transaction: it fetches a piece of the file. */
export async function previewList(company: CompanyScope, { fileId, dialect }: { fileId: string; dialect: Dialect }) {
  const { head, isWhole } = await readHead(company, fileId);
  return previewRows(head, dialect, { limit: 5, isWhole });
}

export type LineOutcome = "created" | "merged" | "refused";

/** Lines of a list by outcome, in their order, after line `after`. */
export async function listLines(
  { db }: CompanyCtx,
  { importRunId, outcome, after }: { importRunId: string; outcome?: LineOutcome; after: number },
) {
  const lines = await db.importLine.findMany({
    where: { importRunId, outcome, lineNumber: { gt: after } },
    orderBy: { lineNumber: "asc" },
    take: pageSize + 1,
    select: { lineNumber: true, outcome: true, code: true, prospectId: true, cells: true },
  });
  const shown = lines.slice(0, pageSize);
  return { lines: shown, next: lines.length > pageSize ? shown.at(-1)!.lineNumber : null };
}

/** Reads a run in a transaction of its own, for who goes on outside of it. */
export const readImport = (company: CompanyScope, importRunId: string) => inCompany(company, (ctx) => getImport(ctx, importRunId));
