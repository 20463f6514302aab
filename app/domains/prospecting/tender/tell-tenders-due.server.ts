import type { CompanyCtx } from "~/platform/tenancy.server";
import { daysAfter, warningDays } from "./tender.rules";

/**
 * Tells whoever is in charge of a prospect, else whoever wrote the tender down, that a week is left to answer it. Told once a deadline: one
 * that is moved is told again.
 */
export async function tellTendersDue({ db, companyId, notify }: CompanyCtx, day: Date) {
  const today = day.toISOString().slice(0, 10);
  const rows = await db.$queryRaw<Array<{ id: string; title: string; deadline: string; days: number; prospectId: string; userId: string }>>`
    SELECT t.id, t.title, t.deadline::text AS deadline, t.deadline - ${today}::date AS days, t.prospect_id AS "prospectId",
      coalesce(p.assigned_to_id, t.created_by_id) AS "userId"
    FROM tenders t JOIN prospects p ON p.company_id = t.company_id AND p.id = t.prospect_id AND p.deleted_at IS NULL
    WHERE t.company_id = ${companyId}::uuid AND t.deadline BETWEEN ${today}::date AND ${daysAfter(today, warningDays)}::date
      AND coalesce(p.assigned_to_id, t.created_by_id) IS NOT NULL`;
  for (const { id, title, deadline, days, prospectId, userId } of rows)
    notify({
      to: [userId],
      type: "tender.due",
      about: { type: "prospect", id: prospectId },
      occasion: `tender ${id} ${deadline}`,
      values: { title: title.slice(0, 100), count: days },
    });
}
