import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { importCheckRequested } from "../import.events.server";
import { type DryRun, mayCheck } from "./import-run.rules";

const nothingYet: DryRun = {
  lines: 0,
  created: 0,
  merged: 0,
  refused: 0,
  withoutEmail: 0,
  reasons: [],
  warnings: [],
  examples: [],
  isComplete: false,
};

/**
 * Asks for a reading without writing. @throws AppError 'prospecting.import.underway' while the list is read or once lines were written
 */
export async function requestCheck({ db, companyId, emit }: CompanyCtx, { importRunId }: { importRunId: string }) {
  const run = found(await db.importRun.findFirst({ where: { id: importRunId }, select: { state: true, processedLines: true } }));
  if (!mayCheck(run)) throw new AppError("prospecting.import.underway");
  const { count } = await db.importRun.updateMany({
    where: { id: importRunId, state: run.state, processedLines: 0 },
    data: { state: "checking", dryRun: nothingYet, errorCode: null },
  });
  if (count === 0) throw new AppError("prospecting.import.underway");
  emit(importCheckRequested.create({ companyId, importRunId }), importRunId);
}
