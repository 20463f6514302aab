import type { CompanyCtx } from "~/platform/tenancy.server";

/** Open tasks that are due today or late, on the company's own calendar, for the badge in the menu. One statement: each page asks. */
export async function countTasksDue({ db, companyId, now }: CompanyCtx): Promise<number> {
  const [row] = await db.$queryRaw<Array<{ count: number }>>`
    SELECT count(*)::int AS count FROM tasks t JOIN companies c ON c.id = t.company_id
    WHERE t.company_id = ${companyId}::uuid AND t.status IN ('pending', 'in_progress')
      AND (t.due_date IS NULL OR t.due_date <= (${now}::timestamptz AT TIME ZONE c.timezone)::date)`;
  return row!.count;
}
