import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { Mapping } from "../run/import-run.rules";

/** One list as the API tells of it. @throws AppError 'platform.record.unknown' (404) */
export async function getSentImport({ db }: CompanyCtx, importRunId: string) {
  const run = found(
    await db.importRun.findFirst({
      where: { id: importRunId },
      select: {
        id: true,
        state: true,
        fileName: true,
        sourceDetail: true,
        legalBasis: true,
        fieldMapping: true,
        totalLines: true,
        processedLines: true,
        createdCount: true,
        mergedCount: true,
        refusedCount: true,
        errorCode: true,
        createdAt: true,
        startedAt: true,
        completedAt: true,
        rolledBackAt: true,
      },
    }),
  );
  const { fileName, sourceDetail, fieldMapping, totalLines, processedLines, createdCount, mergedCount, refusedCount, errorCode, ...plain } =
    run;
  return {
    ...plain,
    name: fileName,
    source: sourceDetail,
    columns: Object.fromEntries(
      (Mapping.safeParse(fieldMapping).data ?? []).map(({ header, target, field }) => [header, field ? `field:${field}` : target]),
    ),
    lines: { total: totalLines, processed: processedLines, created: createdCount, merged: mergedCount, refused: refusedCount },
    error: errorCode,
  };
}

/** Refused lines in their order, after line `after`, with the header their cells stand under. @throws AppError 'platform.record.unknown' (404) */
export async function listRefused(
  { db }: CompanyCtx,
  { importRunId, after, limit }: { importRunId: string; after: number; limit: number },
) {
  const { header } = found(await db.importRun.findFirst({ where: { id: importRunId }, select: { header: true } }));
  const lines = await db.importLine.findMany({
    where: { importRunId, outcome: "refused", lineNumber: { gt: after } },
    orderBy: { lineNumber: "asc" },
    take: limit + 1,
    select: { lineNumber: true, code: true, cells: true },
  });
  const page = lines.slice(0, limit);
  return {
    header: header as Array<string>,
    lines: page.map(({ lineNumber, code, cells }) => ({ line: lineNumber, code: code ?? "prospecting.import.nothing_usable", cells })),
    next: lines.length > limit ? page.at(-1)!.lineNumber : null,
  };
}
