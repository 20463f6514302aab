import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ProspectFilter } from "../prospect/prospect-filter.schema";
import type { DepartmentFigures } from "./department-line.rules";
import { prospectWhere, withinReach } from "../prospect/prospect-where.server";

/** Every department with prospects of this filter or with market figures. One grouped statement, and row security counts what the reader reaches. */
export async function departmentFigures(ctx: CompanyCtx, filter: ProspectFilter): Promise<Array<DepartmentFigures>> {
  return ctx.db.$queryRaw<Array<DepartmentFigures>>`
    WITH counted AS (
      SELECT coalesce(p.department, '') AS department, count(*)::int AS prospects FROM prospects p WHERE ${await prospectWhere(ctx, filter)}${withinReach(ctx)} GROUP BY 1
    )
    SELECT coalesce(c.department, m.department) AS department, coalesce(c.prospects, 0) AS prospects, m.avg_price_sqm_sale::float8 AS price,
      m.price_trend_12m::float8 AS trend, m.as_of AS "asOf"
    FROM counted c FULL JOIN (SELECT * FROM market_intelligence WHERE city = '' AND commune_code IS NULL) m ON m.department = c.department
    ORDER BY 2 DESC, 1`;
}
