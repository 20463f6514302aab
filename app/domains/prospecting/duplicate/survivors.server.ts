import type { CompanyCtx } from "~/platform/tenancy.server";

/** For each prospect the one it was merged into in the end; itself when it was not. One statement. */
export async function survivors({ db, companyId }: Pick<CompanyCtx, "db" | "companyId">, ids: Array<string>): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<Array<{ from: string; id: string }>>`
    WITH RECURSIVE up AS (
      SELECT p.id AS origin, p.id, p.merged_into_id FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${ids}::uuid[])
      UNION ALL
      SELECT u.origin, p.id, p.merged_into_id FROM up u JOIN prospects p ON p.company_id = ${companyId}::uuid AND p.id = u.merged_into_id)
    SELECT origin AS "from", id FROM up WHERE merged_into_id IS NULL`;
  return new Map(rows.map(({ from, id }) => [from, id]));
}
