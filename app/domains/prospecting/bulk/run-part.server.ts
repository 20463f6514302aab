import type { ProspectStatus } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectsSet } from "../prospect/prospect.events.server";
import { type Applied, applyColumns, takeBackColumns } from "./apply-columns.server";
import { applyMembers, takeBackMembers } from "./apply-members.server";
import type { BulkDeed } from "./bulk.schema";
import { columnChange } from "./column-changes.server";

/** Timelines, which another domain keeps: told before a status is set, and taken back with it. All lines of a run share its id and its beginning. */
export interface StatusTimeline {
  record(ctx: CompanyCtx, change: { ids: ReadonlyArray<string>; status: ProspectStatus; batch: string; at: Date }): Promise<unknown>;
  forget(ctx: CompanyCtx, change: { ids: ReadonlyArray<string>; batch: string; at: Date }): Promise<unknown>;
}

interface Part {
  bulkRunId: string;
  deed: BulkDeed;
  /** When the run began. */
  at: Date;
  ids: ReadonlyArray<string>;
  timeline: StatusTimeline;
}

/** Does the act to some, and keeps what they had. */
export async function applyDeed(ctx: CompanyCtx, { bulkRunId, deed, at, ids, timeline }: Part): Promise<Applied> {
  if (deed.act === "join_segment" || deed.act === "leave_segment")
    return applyMembers(ctx, { bulkRunId, ids, segmentId: deed.segmentId, leaves: deed.act === "leave_segment" });
  if (deed.act === "status") await timeline.record(ctx, { ids, status: deed.status, batch: bulkRunId, at });
  const applied = await applyColumns(ctx, { bulkRunId, ids, change: await columnChange(ctx, deed, { at, ids }) });
  if (deed.act === "set_field") tellSet(ctx, applied.ids, deed.field);
  return applied;
}

/** Takes the act back from some, where what it gave still stands. @returns whom */
export async function takeBackDeed(ctx: CompanyCtx, { bulkRunId, deed, at, ids, timeline }: Part): Promise<Array<string>> {
  if (deed.act === "join_segment" || deed.act === "leave_segment")
    return takeBackMembers(ctx, { bulkRunId, ids, segmentId: deed.segmentId, leaves: deed.act === "leave_segment" });
  const back = await takeBackColumns(ctx, { bulkRunId, ids, change: await columnChange(ctx, deed, { at, ids }) });
  if (deed.act === "status") await timeline.forget(ctx, { ids: back, batch: bulkRunId, at });
  if (deed.act === "set_field") tellSet(ctx, back, deed.field);
  return back;
}

function tellSet({ emit, companyId }: CompanyCtx, prospectIds: Array<string>, field: string) {
  if (prospectIds.length > 0) emit(prospectsSet.create({ companyId, prospectIds, fields: [field] }), companyId);
}
