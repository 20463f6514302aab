import type { AuditEntry } from "~/platform/audit/write-audit.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { prospectsChanged, prospectsDeleted, prospectsRestored } from "../prospect/prospect.events.server";
import { addSkipped, skippedCount, undoDays } from "./bulk-run.rules";
import { BulkDeed } from "./bulk.schema";
import { holdRun, type RunRow } from "./hold-run.server";

const undoUntil = (now: Date) => new Date(now.getTime() + undoDays * 86_400_000);

/** A run has done all it could: said once in the log, with whom it was meant for, and told to whoever listens. */
export async function endRun(ctx: CompanyCtx, run: RunRow): Promise<RunRow> {
  const { db, companyId, now } = ctx;
  // What nobody saw of an undo went with its prospects, or is out of reach.
  const missing = run.undoOfId ? run.totalCount - run.doneCount - skippedCount(run.skipped) : 0;
  const ended = missing > 0 ? { ...run, skipped: addSkipped(run.skipped, { gone: missing }) } : run;
  await db.bulkRun.update({
    where: { companyId_id: { companyId, id: run.id } },
    data: { state: "done", skipped: ended.skipped, endedAt: now, ...(!run.undoOfId && { undoUntil: undoUntil(now) }) },
  });
  await db.bulkRunPart.deleteMany({ where: { bulkRunId: run.id } });
  const deed = BulkDeed.parse(run.deed);
  const { doneCount: count } = run;
  if (run.undoOfId) {
    await db.bulkRun.update({ where: { companyId_id: { companyId, id: run.undoOfId } }, data: { state: "undone", undoUntil: null } });
    ctx.audit({ action: "bulk_run.undone", about: { type: "bulk_run", id: run.undoOfId }, after: { ...valuesOf(deed), count } });
  } else if (count > 0) auditDeed(ctx, run, deed);
  if (count === 0) return ended;
  if (deed.act === "delete") {
    const gone = { companyId, count, at: run.startedAt.toISOString() };
    ctx.emit(run.undoOfId ? prospectsRestored.create(gone) : prospectsDeleted.create(gone), companyId);
  } else ctx.emit(prospectsChanged.create({ companyId, count, fields: fieldsOf(deed) }), companyId);
  return ended;
}

/** Stops a run between two parts; what it did stays done, and can be undone. False when it was over. */
export async function cancelBulk(ctx: CompanyCtx, bulkRunId: string): Promise<boolean> {
  const run = await holdRun(ctx, bulkRunId);
  if (!run || (run.state !== "waiting" && run.state !== "running")) return false;
  await stopRun(ctx, run, { state: "cancelled" });
  const values = { ...valuesOf(BulkDeed.parse(run.deed)), count: run.doneCount, of: run.totalCount };
  ctx.audit({ action: "bulk_run.cancelled", about: { type: "bulk_run", id: run.id }, after: values });
  return true;
}

/** A run that cannot go on: said on its page, from where what it did can be undone. */
export const failRun = (company: CompanyScope, bulkRunId: string, errorCode: string) =>
  inCompany(company, async (ctx) => {
    const run = await holdRun(ctx, bulkRunId);
    if (!run || (run.state !== "waiting" && run.state !== "running")) return;
    await stopRun(ctx, run, { state: "failed", errorCode });
    const values = { ...valuesOf(BulkDeed.parse(run.deed)), count: run.doneCount, of: run.totalCount };
    ctx.audit({ action: "bulk_run.failed", about: { type: "bulk_run", id: run.id }, after: values, success: false, error: errorCode });
  });

async function stopRun({ db, companyId, now }: CompanyCtx, run: RunRow, how: { state: "cancelled" | "failed"; errorCode?: string }) {
  await db.bulkRun.update({
    where: { companyId_id: { companyId, id: run.id } },
    data: { ...how, endedAt: now, ...(!run.undoOfId && { undoUntil: undoUntil(now) }) },
  });
  await db.bulkRunPart.deleteMany({ where: { bulkRunId: run.id } });
}

const fieldsOf = (deed: BulkDeed): Array<string> =>
  deed.act === "assign"
    ? ["assignedToId"]
    : deed.act === "status"
      ? ["status"]
      : deed.act === "set_field"
        ? [deed.field]
        : deed.act === "tag" || deed.act === "untag"
          ? ["tags"]
          : ["segments"];

/** The act's values under the names of the fields they go into: what is personal among them is marked in the log, not kept. */
function valuesOf(deed: BulkDeed): Record<string, unknown> {
  if (deed.act === "set_field") return { act: deed.act, field: deed.field, [deed.field]: deed.value };
  if (deed.act === "assign") return { act: deed.act, assignedToId: deed.userId };
  return { ...deed };
}

/** One entry a run, under the name of its act: how many, what, and whom it was meant for. */
function auditDeed(ctx: CompanyCtx, run: RunRow, deed: BulkDeed) {
  const selection = run.selection as { ids?: Array<string>; filter?: string };
  const { act: _, ...values } = valuesOf(deed);
  const [only] = run.totalCount === 1 ? (selection.ids ?? []) : [];
  const whom = only ? {} : selection.ids ? { ids: selection.ids } : { filter: selection.filter };
  const action =
    deed.act === "assign"
      ? "prospect.assigned"
      : deed.act === "tag"
        ? "prospects.tagged"
        : deed.act === "untag"
          ? "prospects.untagged"
          : deed.act === "delete"
            ? "prospects.deleted"
            : deed.act === "join_segment"
              ? "segment.members_added"
              : deed.act === "leave_segment"
                ? "segment.members_removed"
                : "prospects.changed";
  const about: AuditEntry["about"] =
    deed.act === "join_segment" || deed.act === "leave_segment"
      ? { type: "segment", id: deed.segmentId }
      : { type: "prospect", ...(only && { id: only }) };
  ctx.audit({ action, about, after: { count: run.doneCount, ...values, ...whom, bulkRunId: run.id } });
}
