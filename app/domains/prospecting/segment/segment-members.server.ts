import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ProspectSelection } from "../prospect/prospect-selection.schema";
import { selectionWhere, whomOf } from "../prospect/prospect-where.server";

/**
 * Puts many into a fixed segment, or takes them out, in one statement.
 * @returns how many came or went; `ids` the first 50 of them, enough to undo what a page can show
 * @throws AppError 'prospecting.filter.segment_unknown' (422), 'prospecting.segment.not_fixed' (422): the members of a dynamic one are whoever meets its conditions
 */
export async function changeMembers(
  ctx: CompanyCtx,
  { selection, segmentId, remove }: { selection: ProspectSelection; segmentId: string; remove: boolean },
): Promise<{ count: number; ids: Array<string>; name: string }> {
  const { db, companyId, now } = ctx;
  const segment = await db.segment.findFirst({ where: { companyId, id: segmentId }, select: { name: true, type: true } });
  if (!segment) throw new AppError("prospecting.filter.segment_unknown", { status: 422, field: "segmentId" });
  if (segment.type !== "fixed") throw new AppError("prospecting.segment.not_fixed", { status: 422, field: "segmentId" });
  const where = await selectionWhere(ctx, selection);
  const [done] = remove
    ? await db.$queryRaw<Array<{ count: number; ids: Array<string> }>>`
        WITH done AS (DELETE FROM segment_members g USING prospects p
          WHERE g.segment_id = ${segmentId}::uuid AND p.company_id = g.company_id AND p.id = g.prospect_id AND ${where} RETURNING g.prospect_id)
        SELECT count(*)::int AS count, coalesce((array_agg(prospect_id))[1:50], '{}') AS ids FROM done`
    : await db.$queryRaw<Array<{ count: number; ids: Array<string> }>>`
        WITH done AS (INSERT INTO segment_members (company_id, segment_id, prospect_id, created_at)
          SELECT p.company_id, ${segmentId}::uuid, p.id, ${now}::timestamptz FROM prospects p WHERE ${where} ON CONFLICT DO NOTHING RETURNING prospect_id)
        SELECT count(*)::int AS count, coalesce((array_agg(prospect_id))[1:50], '{}') AS ids FROM done`;
  const { count, ids } = done!;
  if (count > 0) {
    const { whom } = whomOf(selection);
    ctx.audit({
      action: remove ? "segment.members_removed" : "segment.members_added",
      about: { type: "segment", id: segmentId },
      after: { count, ...whom },
    });
  }
  return { count, ids, name: segment.name };
}
