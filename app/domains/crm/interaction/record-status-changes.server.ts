import type { ProspectStatus } from "~/generated/prisma/enums";
import type { ProspectSelection } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { selectionWhere } from "~/domains/prospecting/prospect/prospect-where.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * Writes into each timeline which status a prospect is about to leave, before it is set. All of one act share `batch` (a fresh id)
 * and its moment: together they find what each prospect had before.
 */
export async function recordStatusChanges(
  ctx: CompanyCtx,
  { selection, status, batch }: { selection: ProspectSelection; status: ProspectStatus; batch: string },
): Promise<number> {
  const { db, actor, now } = ctx;
  return db.$executeRaw`
    INSERT INTO interactions (id, company_id, prospect_id, user_id, type, channel, metadata, occurred_at)
    SELECT app.uuid_v7(), p.company_id, p.id, ${actor.kind === "user" ? actor.id : null}::uuid, 'stage_change', 'other',
      jsonb_build_object('from', p.status, 'to', ${status}::text, 'batch', ${batch}::text), ${now}::timestamptz
    FROM prospects p WHERE ${await selectionWhere(ctx, selection)} AND p.status <> ${status}::prospect_status`;
}

/**
 * Takes one act of status back: who still has the status it gave gets the former one, and its lines leave the timelines.
 * @returns how many prospects went back
 */
export async function undoStatusChanges({ db }: CompanyCtx, { batch, at }: { batch: string; at: string }): Promise<number> {
  const [done] = await db.$queryRaw<Array<{ count: number }>>`
    WITH act AS (
      DELETE FROM interactions i WHERE i.occurred_at = ${at}::timestamptz AND i.type = 'stage_change' AND i.metadata ->> 'batch' = ${batch}
      RETURNING i.prospect_id, i.metadata ->> 'from' AS former, i.metadata ->> 'to' AS given),
    back AS (
      UPDATE prospects p SET status = act.former::prospect_status FROM act WHERE p.id = act.prospect_id AND p.status = act.given::prospect_status RETURNING 1)
    SELECT count(*)::int AS count FROM back`;
  return done!.count;
}
