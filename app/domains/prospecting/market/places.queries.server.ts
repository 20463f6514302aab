import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { withinReach } from "../prospect/prospect-where.server";
import type { PlaceName, PlaceProspect, PlaceQuarter, PlaceRow, PlaceView } from "./place-figures.rules";

const figures = Prisma.sql`m.avg_price_sqm_sale::float8 AS sale, m.avg_price_sqm_rent::float8 AS rent, m.price_trend_3m::float8 AS "trend3m", m.price_trend_12m::float8 AS "trend12m",
  m.transactions_count_monthly AS sales, m.avg_days_on_market AS "daysOnMarket", m.inventory_months::float8 AS stock, m.total_agencies AS agencies,
  m.data_source AS source, m.as_of AS "asOf", m.rent_source AS "rentSource", m.rent_as_of AS "rentAsOf"`;

/**
 * A page of places, those with most prospects first, then by name; a city of a prospect that no file names stands there without figures.
 * Of all cities of France only those with prospects stand there until a department or the beginning of a name is asked for.
 * `after` is `<prospects>:<department>:<folded name>` of the last row. One statement.
 */
export async function listPlaces(
  ctx: CompanyCtx,
  { view, department, q, after, take = 50 }: { view: PlaceView; department?: string; q?: string; after: string | null; take?: number },
): Promise<{ places: Array<PlaceRow>; next: string | null }> {
  const [, count, inside, name] = /^(\d{1,9}):(\w{2,3}):([\s\S]{0,220})$/.exec(after ?? "") ?? [];
  const isCities = view === "cities";
  const rows = await ctx.db.$queryRaw<Array<PlaceRow & { key: string }>>`
    WITH mine AS (
      SELECT p.department, ${isCities ? Prisma.sql`p.city` : Prisma.sql`''`} AS city, count(*)::int AS prospects FROM prospects p
      WHERE p.deleted_at IS NULL AND p.department IS NOT NULL ${isCities ? Prisma.sql`AND p.city IS NOT NULL` : Prisma.empty}
        ${department ? Prisma.sql`AND p.department = ${department}` : Prisma.empty}${withinReach(ctx)}
      GROUP BY 1, 2
    ), counted AS (
      SELECT department, app.fold(city) AS folded, min(city) AS city, sum(prospects)::int AS prospects FROM mine GROUP BY 1, 2
    ), known AS (
      SELECT m.*, ${isCities ? Prisma.sql`app.fold(m.city)` : Prisma.sql`''`} AS folded FROM market_intelligence m WHERE ${isCities ? Prisma.sql`m.city <> ''` : Prisma.sql`m.city = ''`}
        ${department ? Prisma.sql`AND m.department = ${department}` : Prisma.empty}
        ${isCities && !department && !q ? Prisma.sql`AND (m.department, app.fold(m.city)) IN (SELECT department, folded FROM counted)` : Prisma.empty}
    ), places AS (
      SELECT coalesce(m.department, c.department) AS department, coalesce(m.city, c.city) AS city, coalesce(m.district, '') AS district,
        CASE WHEN coalesce(m.district, '') = '' THEN coalesce(c.prospects, 0) ELSE 0 END AS prospects, app.fold(coalesce(m.city, c.city) || ' ' || coalesce(m.district, '')) AS key, m.id,
        ${figures}
      FROM known m FULL JOIN counted c ON c.department = m.department AND c.folded = m.folded
    )
    SELECT * FROM places
    WHERE true ${q ? Prisma.sql`AND starts_with(key, app.fold(${q}))` : Prisma.empty}
      ${name !== undefined ? Prisma.sql`AND (-prospects, department, key) > (${-Number(count)}::int, ${inside}, ${name})` : Prisma.empty}
    ORDER BY -prospects, department, key LIMIT ${take + 1}::int`;
  const last = rows[take - 1];
  return {
    places: rows.slice(0, take).map(({ key: _, ...row }) => row),
    next: rows.length > take && last ? `${last.prospects}:${last.department}:${last.key}` : null,
  };
}

/**
 * What is known of a place, its last twenty quarters of prices, and who is there, those with the highest score first; null for a
 * city that no file names and where nobody is. One statement.
 */
export async function placePage(ctx: CompanyCtx, { department, city, district }: PlaceName) {
  const [row] = await ctx.db.$queryRaw<Array<PlaceRow & { quarters: Array<PlaceQuarter>; top: Array<PlaceProspect> }>>`
    WITH m AS (SELECT * FROM market_intelligence m WHERE m.department = ${department} AND app.fold(m.city) = app.fold(${city}) AND app.fold(m.district) = app.fold(${district}) LIMIT 1),
    here AS (
      SELECT p.id, coalesce(p.organization_name, nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email, p.phone, p.mobile, '') AS name, p.lead_score, p.digital_maturity_score
      FROM prospects p WHERE p.deleted_at IS NULL AND p.department = ${department}${withinReach(ctx)}
        ${city ? Prisma.sql`AND app.fold(p.city) = app.fold(${city})` : Prisma.empty}
        ${district ? Prisma.sql`AND app.arrondissement_of(p.postal_code) = (SELECT commune_code FROM m)` : Prisma.empty}
    )
    SELECT (SELECT id FROM m) AS id, ${department} AS department, coalesce((SELECT city FROM m), ${city}) AS city, coalesce((SELECT district FROM m), ${district}) AS district, ${figures},
      (SELECT count(*)::int FROM here) AS prospects,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'leadScore', h.lead_score, 'maturity', h.digital_maturity_score) ORDER BY h.lead_score DESC, h.id)
        FROM (SELECT * FROM here ORDER BY lead_score DESC, id LIMIT 15) h), '[]') AS top,
      coalesce((SELECT jsonb_agg(jsonb_build_object('quarter', q.quarter, 'price', q.median_price_sqm::float8, 'sales', q.sales_count, 'isWhole', q.is_whole) ORDER BY q.quarter)
        FROM (SELECT q.* FROM market_quarters q, m WHERE q.department = m.department AND q.commune_code = coalesce(m.commune_code, '') AND q.dwelling = 'all' ORDER BY q.quarter DESC LIMIT 20) q), '[]') AS quarters
    FROM (SELECT 1) one LEFT JOIN m ON true`;
  return row && (row.id !== null || row.prospects > 0 || city === "") ? row : null;
}

/** The market of an address: its arrondissement where that is priced, else its city, else its department; null where no file names any. */
export const placeOfProspect = (of: string): Prisma.Sql => Prisma.sql`
  (SELECT to_jsonb(f) FROM (SELECT m.id, m.department, m.city, m.district, ${figures} FROM market_intelligence m
    WHERE m.department = ${Prisma.raw(of)}.department AND (m.commune_code = app.arrondissement_of(${Prisma.raw(of)}.postal_code)
      OR (m.district = '' AND m.city <> '' AND app.fold(m.city) = app.fold(${Prisma.raw(of)}.city)) OR (m.city = '' AND m.commune_code IS NULL))
    ORDER BY m.avg_price_sqm_sale IS NULL AND m.avg_price_sqm_rent IS NULL, m.district = '', m.city = '' LIMIT 1) f)`;
