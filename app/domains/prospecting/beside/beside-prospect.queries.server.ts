import type { CompanyCtx } from "~/platform/tenancy.server";
import { placeOfProspect } from "../market/places.queries.server";
import { withinReach } from "../prospect/prospect-where.server";
import { type BesideProspect, likeness } from "./likeness.rules";

/**
 * What stands around a prospect: the market of its city, and who is most like it among those of its department, with the reasons. Who
 * has less than two reasons beside the department is not like it. One statement; null when he is not (or no longer) there.
 */
export async function besideProspect(ctx: CompanyCtx, prospectId: string): Promise<BesideProspect | null> {
  const [row] = await ctx.db.$queryRaw<Array<BesideProspect>>`
    WITH me AS MATERIALIZED (SELECT *, app.fold(city) AS town FROM prospects WHERE id = ${prospectId}::uuid AND deleted_at IS NULL),
    near AS MATERIALIZED (
      SELECT p.id, p.city, p.lead_score, coalesce(p.organization_name, nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email, p.phone, p.mobile, '') AS name,
        array_remove(ARRAY['department', CASE WHEN me.town <> '' AND (p.city = me.city OR app.fold(p.city) = me.town) THEN 'city' END, CASE WHEN p.industry_id = me.industry_id THEN 'industry' END,
          CASE WHEN p.company_size_id = me.company_size_id THEN 'size' END, CASE WHEN p.agency_type = me.agency_type THEN 'kind' END,
          CASE WHEN abs(p.fit_score - me.fit_score) <= 10 AND abs(p.lead_score - me.lead_score) <= 10 THEN 'score' END], NULL) AS reasons
      FROM me JOIN prospects p ON p.company_id = me.company_id AND p.department = me.department AND p.deleted_at IS NULL AND p.id <> me.id${withinReach(ctx)}
    ), weighed AS (
      SELECT n.*, (SELECT sum((${JSON.stringify(likeness)}::jsonb ->> r)::int)::int FROM unnest(n.reasons) r) AS alike FROM near n WHERE cardinality(n.reasons) >= 3
    )
    SELECT me.city, me.department, ${placeOfProspect("me")} AS place, (SELECT count(*)::int FROM near WHERE 'city' = ANY (reasons)) AS neighbours,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'city', w.city, 'leadScore', w.lead_score, 'alike', w.alike, 'reasons', w.reasons) ORDER BY w.alike DESC, w.lead_score DESC, w.id)
        FROM (SELECT * FROM weighed ORDER BY alike DESC, lead_score DESC, id LIMIT 5) w), '[]') AS alike
    FROM me`;
  return row ?? null;
}
