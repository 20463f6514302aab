import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { atOnce, mayUndo } from "./bulk-run.rules";
import { bulkRunStarted } from "./bulk.events.server";
import { holdRun } from "./hold-run.server";
import { type RunProgress, runNextPart } from "./run-bulk.server";
import type { StatusTimeline } from "./run-part.server";

/**
 * Takes a run back, by a run of its own: whoever still has what it gave gets what he had; what somebody changed since stays.
 * @throws AppError 'platform.record.unknown', 'prospecting.bulk.not_undone' when its days are over, or it was taken back or is being so
 */
export async function undoBulk(
  ctx: CompanyCtx,
  { undoOfId, timeline }: { undoOfId: string; timeline: StatusTimeline },
): Promise<RunProgress & { bulkRunId: string }> {
  const { db, companyId, actor, now } = ctx;
  const run = found(await holdRun(ctx, undoOfId));
  const { undoUntil } = await db.bulkRun.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: undoOfId } },
    select: { undoUntil: true },
  });
  const underWay = await db.bulkRun.findFirst({ where: { undoOfId, state: { in: ["waiting", "running"] } }, select: { id: true } });
  if (underWay || !mayUndo({ ...run, undoUntil }, now)) throw new AppError("prospecting.bulk.not_undone", { status: 409 });
  const total = await db.bulkRunRow.count({ where: { bulkRunId: undoOfId } });
  const bulkRunId = uuidv7(now);
  await db.bulkRun.create({
    data: {
      id: bulkRunId,
      companyId,
      act: "undo",
      deed: run.deed as object,
      selection: {},
      totalCount: total,
      undoOfId,
      startedById: actor.kind === "user" ? actor.id : null,
      startedAt: now,
    },
  });
  if (total <= atOnce) return { bulkRunId, ...(await runNextPart(ctx, { bulkRunId, timeline })) };
  ctx.emit(bulkRunStarted.create({ companyId, bulkRunId }), bulkRunId);
  return { bulkRunId, isDone: false, total, done: 0, skipped: {} };
}
