import type { CompanyCtx } from "~/platform/tenancy.server";

const pageSize = 50;

export interface NoticeRow {
  id: string;
  prospectId: string;
  name: string | null;
  email: string | null;
  heardAt: Date;
  dueAt: Date;
  choice: "keep" | "erase" | null;
  reason: string | null;
}

/** Who will be erased, soonest first; those that somebody decided to keep come last. `after` goes on after a row. */
export async function listNotices({ db, companyId }: CompanyCtx, { after }: { after?: string }) {
  const rows = await db.$queryRaw<Array<NoticeRow>>`
    SELECT n.id, n.prospect_id AS "prospectId", coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.organization_name) AS name, p.email,
      n.heard_at AS "heardAt", n.due_at AS "dueAt", n.choice::text AS choice, n.reason
    FROM retention_notices n JOIN prospects p ON p.company_id = n.company_id AND p.id = n.prospect_id
    WHERE n.company_id = ${companyId}::uuid AND n.done_at IS NULL
      AND (${after ?? null}::uuid IS NULL OR (n.choice IS NOT DISTINCT FROM 'keep', n.due_at, n.id) >
        (SELECT a.choice IS NOT DISTINCT FROM 'keep', a.due_at, a.id FROM retention_notices a WHERE a.company_id = ${companyId}::uuid AND a.id = ${after ?? null}::uuid))
    ORDER BY n.choice IS NOT DISTINCT FROM 'keep', n.due_at, n.id LIMIT ${pageSize + 1}::int`;
  return { rows: rows.slice(0, pageSize), next: rows.length > pageSize ? rows[pageSize - 1]!.id : null };
}
