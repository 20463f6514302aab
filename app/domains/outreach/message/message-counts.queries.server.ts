import type { CompanyCtx } from "~/platform/tenancy.server";

/** Drafts that wait for a person. */
export async function countDraftsWaiting({ db, companyId }: CompanyCtx): Promise<number> {
  const [row] = await db.$queryRaw<Array<{ count: number }>>`
    SELECT count(*)::int AS count FROM messages m
    WHERE m.company_id = ${companyId}::uuid AND m.status = 'pending_approval' AND m.deleted_at IS NULL`;
  return row!.count;
}
