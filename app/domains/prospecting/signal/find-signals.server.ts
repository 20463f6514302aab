import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import { signalLimits as limit } from "./signal.rules";

/**
 * Sets the prices of a city against the listings of its agencies, all at once: what holds is written with the two quarters and the two
 * counts it rests on, what holds no more goes. Prices are those of the arrondissement, else of the city, else of the department, whichever
 * has both quarters. Twice on one day changes nothing. `which`: these prospects; without, everybody.
 * @returns prospects whose signal is new or gone
 */
export async function findSignals(ctx: CompanyCtx, which?: ReadonlyArray<string>): Promise<Array<string>> {
  const { db, companyId, now, emit } = ctx;
  const today = Prisma.sql`${now.toISOString().slice(0, 10)}::date`;
  const among = (column: Prisma.Sql) => (which ? Prisma.sql`AND ${column} = ANY (${[...which]}::uuid[])` : Prisma.empty);
  const rows = await db.$queryRaw<Array<{ prospectId: string }>>`
    WITH late AS (
      SELECT DISTINCT ON (prospect_id) prospect_id, id, counted_on, listings_count FROM agency_listings
      WHERE company_id = ${companyId}::uuid AND counted_on > ${today} - ${limit.countAge}::int ${among(Prisma.sql`prospect_id`)} ORDER BY prospect_id, counted_on DESC
    ), early AS (
      SELECT DISTINCT ON (b.prospect_id) b.prospect_id, b.id, b.listings_count FROM late JOIN agency_listings b ON b.company_id = ${companyId}::uuid AND b.prospect_id = late.prospect_id
        AND b.counted_on BETWEEN late.counted_on - ${limit.apart.most}::int AND late.counted_on - ${limit.apart.least}::int ORDER BY b.prospect_id, b.counted_on
    ), moved AS (
      SELECT late.prospect_id, late.id AS listing_id, early.id AS listing_before_id, late.counted_on,
        CASE WHEN late.listings_count >= greatest(early.listings_count * (1 + ${limit.listings}::numeric / 100), early.listings_count + ${limit.listingsCount}::int) THEN 'grow'
          WHEN late.listings_count <= least(early.listings_count * (1 - ${limit.listings}::numeric / 100), early.listings_count - ${limit.listingsCount}::int) THEN 'shrink' END AS way
      FROM late JOIN early USING (prospect_id)
    ), placed AS (
      SELECT m.*, p.department, v.code, v.turn FROM moved m
      JOIN prospects p ON p.company_id = ${companyId}::uuid AND p.id = m.prospect_id AND p.deleted_at IS NULL AND p.department IS NOT NULL
      CROSS JOIN LATERAL (VALUES (app.arrondissement_of(p.postal_code), 1), ((SELECT i.commune_code FROM market_intelligence i
        WHERE i.department = p.department AND app.fold(i.city) = app.fold(p.city) AND i.district = '' AND i.city <> '' LIMIT 1), 2), ('', 3)) v (code, turn)
      WHERE m.way IS NOT NULL AND v.code IS NOT NULL
    ), priced AS (
      SELECT DISTINCT ON (c.prospect_id) c.*, q.quarter, b.quarter AS quarter_before, q.median_price_sqm AS price_now, b.median_price_sqm AS price_before, q.as_of
      FROM placed c
      JOIN market_quarters q ON (q.department, q.commune_code, q.dwelling) = (c.department, c.code, 'all'::market_dwelling) AND q.median_price_sqm > 0
        AND q.priced_sales_count >= ${limit.sales}::int AND q.as_of > ${today} - ${limit.priceAge}::int
      JOIN market_quarters b ON (b.department, b.commune_code, b.dwelling) = (q.department, q.commune_code, q.dwelling) AND b.quarter = (q.quarter - interval '12 months')::date
        AND b.median_price_sqm > 0 AND b.priced_sales_count >= ${limit.sales}::int
      ORDER BY c.prospect_id, c.turn, q.quarter DESC
    ), holds AS (
      SELECT *, (CASE way WHEN 'grow' THEN 'prices_fall_listings_grow' ELSE 'prices_rise_listings_shrink' END)::market_signal_kind AS kind,
        least(counted_on + ${limit.countAge}::int, as_of + ${limit.priceAge}::int) AS valid_until FROM priced
      WHERE CASE way WHEN 'grow' THEN price_now <= price_before * (1 - ${limit.price}::numeric / 100) ELSE price_now >= price_before * (1 + ${limit.price}::numeric / 100) END
    ), gone AS (
      DELETE FROM market_signals s WHERE s.company_id = ${companyId}::uuid ${among(Prisma.sql`s.prospect_id`)}
        AND NOT EXISTS (SELECT 1 FROM holds h WHERE (h.prospect_id, h.kind) = (s.prospect_id, s.kind)) RETURNING s.prospect_id
    ), written AS (
      INSERT INTO market_signals AS s (id, company_id, prospect_id, kind, department, commune_code, quarter, quarter_before, price_now, price_before, listing_id, listing_before_id, found_at, valid_until)
      SELECT app.uuid_v7(), ${companyId}::uuid, prospect_id, kind, department, code, quarter, quarter_before, price_now, price_before, listing_id, listing_before_id, ${now}::timestamptz, valid_until FROM holds
      ON CONFLICT (company_id, prospect_id, kind) DO UPDATE SET department = excluded.department, commune_code = excluded.commune_code, quarter = excluded.quarter,
        quarter_before = excluded.quarter_before, price_now = excluded.price_now, price_before = excluded.price_before, listing_id = excluded.listing_id,
        listing_before_id = excluded.listing_before_id, valid_until = excluded.valid_until
      WHERE (s.quarter, s.commune_code, s.price_now, s.price_before, s.listing_id, s.listing_before_id, s.valid_until)
        IS DISTINCT FROM (excluded.quarter, excluded.commune_code, excluded.price_now, excluded.price_before, excluded.listing_id, excluded.listing_before_id, excluded.valid_until)
      RETURNING s.prospect_id, (s.xmax = 0) AS is_new
    )
    SELECT prospect_id AS "prospectId" FROM gone UNION SELECT prospect_id FROM written WHERE is_new`;
  for (const { prospectId } of rows) emit(prospectChanged.create({ companyId, prospectId, fields: ["marketSignal"] }), prospectId);
  return rows.map(({ prospectId }) => prospectId);
}
