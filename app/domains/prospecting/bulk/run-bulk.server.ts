import { permissionsOf, reachOf, type RightsFacts } from "~/platform/rights.rules";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { addSkipped, partSize, type Skipped } from "./bulk-run.rules";
import { BulkDeed } from "./bulk.schema";
import { endRun, failRun } from "./end-run.server";
import { holdRun, type RunRow } from "./hold-run.server";
import { applyDeed, type StatusTimeline, takeBackDeed } from "./run-part.server";

export interface RunProgress {
  isDone: boolean;
  total: number;
  done: number;
  skipped: Skipped;
}

/**
 * Runs for about `seconds`, a transaction a part: what is changed, what is kept of it and how far the run is are committed together, so
 * that a part that is repeated goes on where the rows say. It reaches as far as whoever began it does by now; without the right to change
 * prospects it ends.
 */
export async function runBulkForAWhile(
  company: CompanyScope,
  { bulkRunId, timeline, seconds = 20 }: { bulkRunId: string; timeline: StatusTimeline; seconds?: number },
): Promise<{ isDone: boolean }> {
  const until = performance.now() + seconds * 1000;
  const scope = await inCompany(company, (ctx) => scopeOfStarter(ctx, bulkRunId));
  if (!scope) {
    await failRun(company, bulkRunId, "prospecting.bulk.no_right");
    return { isDone: true };
  }
  for (;;) {
    const { isDone } = await inCompany(scope, (ctx) => runNextPart(ctx, { bulkRunId, timeline }), { bulk: true });
    if (isDone || performance.now() > until) return { isDone };
  }
}

/** Does the next part of a run that waits or runs; after the last one it is over. */
export async function runNextPart(
  ctx: CompanyCtx,
  { bulkRunId, timeline }: { bulkRunId: string; timeline: StatusTimeline },
): Promise<RunProgress> {
  const run = await holdRun(ctx, bulkRunId);
  if (!run || (run.state !== "waiting" && run.state !== "running")) return { isDone: true, ...progressOf(run) };
  const part = run.undoOfId ? await undoPart(ctx, run, run.undoOfId, timeline) : await nextPart(ctx, run, timeline);
  const after = {
    ...run,
    doneCount: run.doneCount + part.done,
    skipped: addSkipped(run.skipped, part.skipped),
    partsDone: run.partsDone + 1,
  };
  await ctx.db.bulkRun.update({
    where: { companyId_id: { companyId: ctx.companyId, id: bulkRunId } },
    data: { state: "running", partsDone: after.partsDone, doneCount: after.doneCount, skipped: after.skipped },
  });
  if (!part.isLast) return { isDone: false, ...progressOf(after) };
  return { isDone: true, ...progressOf(await endRun(ctx, after)) };
}

const progressOf = (run: Pick<RunRow, "totalCount" | "doneCount" | "skipped"> | undefined) => ({
  total: run?.totalCount ?? 0,
  done: run?.doneCount ?? 0,
  skipped: run?.skipped ?? {},
});

interface Outcome {
  done: number;
  skipped: Skipped;
  isLast: boolean;
}

async function nextPart(ctx: CompanyCtx, run: RunRow, timeline: StatusTimeline): Promise<Outcome> {
  const parts = await ctx.db.bulkRunPart.findMany({
    where: { bulkRunId: run.id, part: { gte: run.partsDone } },
    orderBy: { part: "asc" },
    take: 2,
    select: { part: true, prospectIds: true },
  });
  const [part] = parts;
  if (!part) return { done: 0, skipped: {}, isLast: true };
  const { ids, skipped } = await applyDeed(ctx, {
    bulkRunId: run.id,
    deed: BulkDeed.parse(run.deed),
    at: run.startedAt,
    ids: part.prospectIds,
    timeline,
  });
  return { done: ids.length, skipped, isLast: parts.length === 1 };
}

/** What was kept goes as it is given back: what is left is what an undo that was cut short has still to do. */
async function undoPart(ctx: CompanyCtx, run: RunRow, undoOfId: string, timeline: StatusTimeline): Promise<Outcome> {
  const { db, companyId } = ctx;
  const undone = await holdRun(ctx, undoOfId);
  const rows = await db.bulkRunRow.findMany({
    where: { bulkRunId: undoOfId },
    orderBy: { prospectId: "asc" },
    take: partSize,
    select: { prospectId: true },
  });
  if (!undone || rows.length === 0) return { done: 0, skipped: {}, isLast: true };
  const ids = rows.map(({ prospectId }) => prospectId);
  const back = await takeBackDeed(ctx, { bulkRunId: undoOfId, deed: BulkDeed.parse(run.deed), at: undone.startedAt, ids, timeline });
  await db.$executeRaw`
    DELETE FROM bulk_run_rows WHERE company_id = ${companyId}::uuid AND bulk_run_id = ${undoOfId}::uuid AND prospect_id = ANY (${ids}::uuid[])`;
  const changed = ids.length - back.length;
  return { done: back.length, skipped: changed > 0 ? { changed_since: changed } : {}, isLast: rows.length < partSize };
}

/** Whoever began the run, as far as he reaches by now; null: he may no longer change prospects. */
async function scopeOfStarter({ db, companyId }: CompanyCtx, bulkRunId: string): Promise<CompanyScope | null> {
  const [row] = await db.$queryRaw<Array<{ userId: string | null; rights: RightsFacts | null }>>`
    SELECT r.started_by_id AS "userId", app.rights_of(r.company_id, r.started_by_id) AS rights
    FROM bulk_runs r WHERE r.company_id = ${companyId}::uuid AND r.id = ${bulkRunId}::uuid`;
  if (!row?.userId || !row.rights) return null;
  const rights = permissionsOf(row.rights);
  if (!rights.has("prospect:change")) return null;
  return { companyId, actor: { kind: "user", id: row.userId }, reach: reachOf(rights, row.userId, row.rights.mates) };
}
