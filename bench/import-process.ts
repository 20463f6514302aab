// Imports the long list as the job does, in a process that does nothing else, so that its memory is the import's. Reads a line of JSON
// from its parent for each list, answers with a line of JSON.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { checkList } from "~/domains/prospecting/import/run/check-list.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { refusedLinesFile } from "~/domains/prospecting/import/run/refused-lines.server";
import { requestCheck } from "~/domains/prospecting/import/run/request-check.server";
import { completeImport, importForAWhile } from "~/domains/prospecting/import/run/run-import.server";
import { startImport } from "~/domains/prospecting/import/run/start-import.server";
import { startUpload } from "~/domains/prospecting/import/run/start-upload.server";
import { closeDatabase } from "~/platform/db.server";
import { asJob, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import { longList } from "./long-list";

export interface Asked {
  owner: CompanyScope;
  rows: number;
}

export interface Answered {
  created: number;
  merged: number;
  refused: number;
  /** Of the file of refused lines, without its header. */
  refusedLines: number;
  /** Milliseconds: of the upload, of the dry run, and of the import with its file of refused lines. */
  ms: { upload: number; check: number; import: number };
  /** Resident memory in MiB: before the upload, and the most at any moment after. */
  memory: { before: number; most: number };
}

useTransport(takeFacts);
const mebibyte = 1024 * 1024;
const resident = () => process.memoryUsage.rss() / mebibyte;

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await importList(JSON.parse(line) as Asked);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await closeDatabase();

async function importList({ owner, rows }: Asked): Promise<Answered> {
  const before = resident();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, resident())), 20);
  const started = performance.now();
  const file = { name: "liste.csv", contentType: "text/csv", bytes: longList(rows) };
  const { importRunId } = await startUpload(owner, file, { sourceDetail: "Salon", legalBasis: "legitimate_interest" });
  const uploaded = performance.now();
  const job = asJob(owner.companyId, "prospecting/run-import");
  await inCompany(owner, (ctx) => requestCheck(ctx, { importRunId }));
  await checkList(job, importRunId);
  await inCompany(owner, (ctx) => startImport(ctx, { importRunId }));
  const checked = performance.now();
  for (let place; ;) {
    const reached = await importForAWhile(job, { importRunId, place });
    if (reached.isDone) break;
    place = reached.place;
  }
  await completeImport(job, importRunId);
  const { body } = await refusedLinesFile(owner, { importRunId, heads: { line: "Ligne", reason: "Motif" }, say: (code) => code });
  let refusedLines = -1;
  for await (const piece of Readable.fromWeb(body as NodeReadableStream<Uint8Array>))
    for (const byte of piece) if (byte === 10) refusedLines++;
  const done = performance.now();
  clearInterval(watch);
  const { createdCount, mergedCount, refusedCount } = await readImport(owner, importRunId);
  return {
    created: createdCount,
    merged: mergedCount,
    refused: refusedCount,
    refusedLines,
    ms: { upload: uploaded - started, check: checked - uploaded, import: done - checked },
    memory: { before, most },
  };
}
