import type pg from "pg";

/** A later page of a company's contacted prospects, best first: a filter, a sort, and the row after which it begins. Bare SQL, for the limits. */
export const pageStatement = `
  SELECT p.id, p.organization_name, p.first_name, p.last_name, p.email, p.phone, p.city, p.department, p.status, p.lead_score, p.score_reasons -> 0, p.last_activity_at
  FROM prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL AND p.status = ANY ($2::prospect_status[]) AND p.lead_score <= $3 AND (p.lead_score, p.id) < ($3, $4)
  ORDER BY p.lead_score DESC, p.id DESC LIMIT 51`;

export const wantedStatuses = ["contacted" as const, "qualified" as const];

/** Where the third page of each company begins, or the list where it has no such page. */
export async function thirdPages(owner: pg.ClientBase, companyIds: Array<string>) {
  const places: Array<{ companyId: string; leadScore: number; id: string }> = [];
  for (const companyId of companyIds) {
    const { rows } = await owner.query<{ leadScore: number; id: string }>(
      `SELECT p.lead_score AS "leadScore", p.id FROM prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL AND p.status = ANY ($2::prospect_status[])
       ORDER BY p.lead_score DESC, p.id DESC OFFSET 100 LIMIT 1`,
      [companyId, wantedStatuses],
    );
    places.push({ companyId, ...(rows[0] ?? { leadScore: 100, id: "ffffffff-ffff-ffff-ffff-ffffffffffff" }) });
  }
  return places;
}
