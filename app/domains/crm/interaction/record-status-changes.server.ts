import type { ProspectStatus } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * What timelines hold of an act on many, for the domain that does it. All lines of one act share `batch` (its id) and its beginning `at`:
 * together they find what the act wrote.
 */
export const statusTimeline = { record: recordStatusChanges, forget: forgetStatusChanges };

/** Writes into each timeline which status a prospect is about to leave, before it is set. */
async function recordStatusChanges(
  { db, companyId, actor }: CompanyCtx,
  { ids, status, batch, at }: { ids: ReadonlyArray<string>; status: ProspectStatus; batch: string; at: Date },
): Promise<number> {
  return db.$executeRaw`
    INSERT INTO interactions (id, company_id, prospect_id, user_id, type, channel, metadata, occurred_at)
    SELECT app.uuid_v7(), p.company_id, p.id, ${actor.kind === "user" ? actor.id : null}::uuid, 'stage_change', 'other',
      jsonb_build_object('from', p.status, 'to', ${status}::text, 'batch', ${batch}::text), ${at}::timestamptz
    FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${ids}::uuid[]) AND p.deleted_at IS NULL AND p.status <> ${status}::prospect_status`;
}

/** The lines of an act that was taken back leave the timelines of these. */
async function forgetStatusChanges(
  { db, companyId }: CompanyCtx,
  { ids, batch, at }: { ids: ReadonlyArray<string>; batch: string; at: Date },
): Promise<number> {
  return db.$executeRaw`
    DELETE FROM interactions i WHERE i.company_id = ${companyId}::uuid AND i.prospect_id = ANY (${ids}::uuid[]) AND i.occurred_at = ${at}::timestamptz
      AND i.type = 'stage_change' AND i.metadata ->> 'batch' = ${batch}`;
}
