import { fewestForTrend } from "./market-figure.rules";
import type { Settled } from "./settle-quarters.server";
import type { Owner } from "./stage-figures.server";

/** A name that another commune of the department bears already gets its code beside it. A known place keeps its name rather than take one in capitals. */
const named = `
  WITH wanted AS (
    SELECT g.commune_code, g.department, CASE WHEN m.id IS NOT NULL AND NOT g.is_spelled_out THEN m.city ELSE g.city END AS city,
      CASE WHEN m.id IS NOT NULL AND NOT g.is_spelled_out THEN m.district ELSE g.district END AS district
    FROM given_places g LEFT JOIN market_intelligence m USING (commune_code)
  ), own AS (
    SELECT w.*, row_number() OVER (PARTITION BY department, city, district ORDER BY commune_code) > 1 OR EXISTS (SELECT FROM market_intelligence o
      WHERE (o.department, o.city, o.district) = (w.department, w.city, w.district) AND o.commune_code IS DISTINCT FROM w.commune_code) AS is_taken
    FROM wanted w
  )
  INSERT INTO market_intelligence (id, department, city, district, commune_code)
  SELECT app.uuid_v7(), department, CASE WHEN is_taken THEN left(city, 92) || ' (' || commune_code || ')' ELSE city END, district, commune_code FROM own
  ON CONFLICT (commune_code) DO UPDATE SET city = excluded.city, district = excluded.district
  WHERE (market_intelligence.city, market_intelligence.district) IS DISTINCT FROM (excluded.city, excluded.district)
  RETURNING id, (xmax = 0) AS is_new`;

const departments = `
  INSERT INTO market_intelligence (id, department, city, district) SELECT app.uuid_v7(), department, '', '' FROM market_quarters WHERE commune_code = '' GROUP BY department
  ON CONFLICT (department, city, district) DO NOTHING RETURNING id, true AS is_new`;

/** The last quarter with a price, and what it moved since the quarters 3 and 12 months before: those, or no trend. */
const prices = `
  WITH latest AS (
    SELECT DISTINCT ON (department, commune_code) * FROM market_quarters WHERE dwelling = 'all' AND median_price_sqm IS NOT NULL
    ORDER BY department, commune_code, quarter DESC
  ), figure AS (
    SELECT q.department, q.commune_code, q.median_price_sqm, q.as_of, q.data_source, CASE WHEN q.is_whole THEN round(q.sales_count / 3.0)::int END AS monthly,
      CASE WHEN least(q.priced_sales_count, q3.priced_sales_count) >= $1 THEN round((q.median_price_sqm / q3.median_price_sqm - 1) * 100, 2) END AS trend_3m,
      CASE WHEN least(q.priced_sales_count, q12.priced_sales_count) >= $1 THEN round((q.median_price_sqm / q12.median_price_sqm - 1) * 100, 2) END AS trend_12m
    FROM latest q
    LEFT JOIN market_quarters q3 ON (q3.department, q3.commune_code, q3.dwelling, q3.quarter) = (q.department, q.commune_code, q.dwelling, (q.quarter - interval '3 months')::date)
      AND q3.median_price_sqm IS NOT NULL
    LEFT JOIN market_quarters q12 ON (q12.department, q12.commune_code, q12.dwelling, q12.quarter) = (q.department, q.commune_code, q.dwelling, (q.quarter - interval '12 months')::date)
      AND q12.median_price_sqm IS NOT NULL
  )
  UPDATE market_intelligence m SET avg_price_sqm_sale = f.median_price_sqm, price_trend_3m = f.trend_3m, price_trend_12m = f.trend_12m,
    transactions_count_monthly = f.monthly, as_of = f.as_of, data_source = f.data_source
  FROM figure f WHERE (m.commune_code = f.commune_code OR (m.commune_code IS NULL AND m.city = '' AND f.commune_code = '' AND m.department = f.department))
    AND (m.avg_price_sqm_sale, m.price_trend_3m, m.price_trend_12m, m.transactions_count_monthly, m.as_of, m.data_source)
      IS DISTINCT FROM (f.median_price_sqm, f.trend_3m, f.trend_12m, f.monthly, f.as_of, f.data_source)
  RETURNING m.id, false AS is_new`;

/** The youngest of the files' rents, and no older one than is known. */
const rents = `
  WITH given AS (SELECT DISTINCT ON (commune_code) commune_code, round(rent, 2) AS rent, as_of FROM given_rents ORDER BY commune_code, as_of DESC NULLS LAST, place)
  UPDATE market_intelligence m SET avg_price_sqm_rent = g.rent, rent_as_of = g.as_of, rent_source = 'carte_des_loyers'
  FROM given g WHERE m.commune_code = g.commune_code AND (m.rent_as_of IS NULL OR m.rent_as_of <= g.as_of)
    AND (m.avg_price_sqm_rent, m.rent_as_of, m.rent_source) IS DISTINCT FROM (g.rent, g.as_of, 'carte_des_loyers')
  RETURNING m.id, false AS is_new`;

/** Brings the places up to their quarters and rents. What no file gives stays empty. */
export async function settlePlaces(owner: Owner): Promise<Settled & { repeatedRents: number }> {
  const added = new Set<string>();
  const changed = new Set<string>();
  for (const [sql, values] of [
    [named, []],
    [departments, []],
    [prices, [fewestForTrend]],
    [rents, []],
  ] as Array<[string, Array<number>]>) {
    const { rows } = await owner.query<{ id: string; is_new: boolean }>(sql, values);
    for (const { id, is_new } of rows) (is_new ? added : changed).add(id);
  }
  const { rows } = await owner.query<{ total: number; repeatedRents: number }>(`
    SELECT (SELECT count(*) FROM given_places)::int + (SELECT count(DISTINCT department) FROM given_quarters)::int AS total,
      (SELECT count(*) - count(DISTINCT commune_code) FROM given_rents)::int AS "repeatedRents"`);
  const touched = new Set([...added, ...changed]).size;
  const { total, repeatedRents } = rows[0]!;
  return { added: added.size, changed: touched - added.size, unchanged: Math.max(0, total - touched), repeatedRents };
}
