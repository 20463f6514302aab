import type { Owner } from "./stage-figures.server";

export interface Settled {
  added: number;
  changed: number;
  unchanged: number;
}
export interface SettledQuarters extends Settled {
  /** Sales that stood in the files more than once. */
  repeatedSales: number;
  repeatedQuarters: number;
  /** Quarters that two rows tell differently: the first holds. */
  contradictedQuarters: number;
}

/** Days at either end of a quarter within which every department has a sale: without one the files do not reach that end. */
const slackDays = 10;

/** A quarter that is known whole is never replaced by a part of it. */
const intoQuarters = `
  INSERT INTO market_quarters (id, department, commune_code, dwelling, quarter, median_price_sqm, median_price, sales_count, priced_sales_count, is_whole, as_of, data_source)
  SELECT app.uuid_v7(), department, commune_code, dwelling::market_dwelling, quarter, round(median_price_sqm, 2), round(median_price, 2), sales_count,
    priced_sales_count, is_whole, as_of, 'dvf' FROM figure
  ON CONFLICT (department, commune_code, dwelling, quarter) DO UPDATE SET median_price_sqm = excluded.median_price_sqm, median_price = excluded.median_price,
    sales_count = excluded.sales_count, priced_sales_count = excluded.priced_sales_count, is_whole = excluded.is_whole, as_of = excluded.as_of, data_source = excluded.data_source
  WHERE (excluded.is_whole OR NOT market_quarters.is_whole)
    AND (market_quarters.median_price_sqm, market_quarters.median_price, market_quarters.sales_count, market_quarters.priced_sales_count, market_quarters.is_whole, market_quarters.as_of)
      IS DISTINCT FROM (excluded.median_price_sqm, excluded.median_price, excluded.sales_count, excluded.priced_sales_count, excluded.is_whole, excluded.as_of)
  RETURNING (xmax = 0) AS is_new`;

const counted = `SELECT (SELECT count(*) FROM figure)::int AS given, count(*) FILTER (WHERE is_new)::int AS added, count(*) FILTER (WHERE NOT is_new)::int AS changed FROM written`;

const ofDepartments = `
  WITH given AS (
    SELECT *, (quarter + interval '3 months')::date - 1 AS last_day, row_number() OVER (PARTITION BY department, dwelling, quarter ORDER BY place) AS turn FROM given_quarters
  ), figure AS (
    SELECT department, '' AS commune_code, dwelling, quarter, median_price_sqm, median_price, sales_count, sales_count AS priced_sales_count,
      last_day <= $1::date AS is_whole, least(last_day, $1::date) AS as_of FROM given WHERE turn = 1
  ), written AS (${intoQuarters}) ${counted}`;

/** What two files or two places of a file tell of one deed is one sale, without a price where they tell of different dwellings. It counts for its commune and, in an arrondissement, for the whole city too. */
const ofCommunes = `
  WITH sale AS (
    SELECT min(department) AS department, min(commune_code) AS commune_code, min(city_code) AS city_code, min(day) AS day, date_trunc('quarter', min(day)::timestamp)::date AS quarter,
      CASE WHEN count(dwelling) = count(*) AND min(dwelling) = max(dwelling) THEN min(dwelling) END AS dwelling,
      CASE WHEN min(dwellings) = max(dwellings) THEN min(price) END AS price, CASE WHEN min(dwellings) = max(dwellings) THEN min(price_sqm) END AS price_sqm
    FROM given_sales GROUP BY deed
  ), reach AS (
    SELECT department, quarter, max(day) AS last_sale, (quarter + interval '3 months')::date - 1 AS last_day,
      min(day) < quarter + $1::int AND max(day) > (quarter + interval '3 months')::date - 1 - $1::int AS is_whole
    FROM sale GROUP BY department, quarter
  ), placed AS (
    SELECT department, commune_code AS code, dwelling, quarter, price, price_sqm FROM sale
    UNION ALL SELECT department, city_code, dwelling, quarter, price, price_sqm FROM sale WHERE city_code IS NOT NULL
  ), grouped AS (
    SELECT department, code, quarter, CASE WHEN grouping(dwelling) = 1 THEN 'all' ELSE dwelling END AS dwelling,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY price_sqm) AS median_price_sqm, percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS median_price,
      count(*) AS sales_count, count(price_sqm) AS priced_sales_count
    FROM placed GROUP BY GROUPING SETS ((department, code, quarter), (department, code, quarter, dwelling))
    HAVING grouping(dwelling) = 1 OR dwelling IS NOT NULL
  ), figure AS (
    SELECT department, code AS commune_code, dwelling, quarter, median_price_sqm::numeric, median_price::numeric, sales_count, priced_sales_count, is_whole,
      CASE WHEN is_whole THEN last_day ELSE last_sale END AS as_of
    FROM grouped JOIN reach USING (department, quarter)
  ), written AS (${intoQuarters}) ${counted}`;

/** Brings the quarters of departments and communes up to what the files gave. `today` as `2026-01-31`. */
export async function settleQuarters(owner: Owner, today: string): Promise<SettledQuarters> {
  const departments = await settle(owner, ofDepartments, today);
  const communes = await settle(owner, ofCommunes, slackDays);
  const { rows } = await owner.query<{ repeatedSales: number; repeatedQuarters: number; contradictedQuarters: number }>(`
    SELECT (SELECT count(*) - count(DISTINCT deed) FROM given_sales)::int AS "repeatedSales",
      count(*) FILTER (WHERE NOT differs)::int AS "repeatedQuarters", count(*) FILTER (WHERE differs)::int AS "contradictedQuarters"
    FROM (SELECT row_number() OVER turn AS turn, (median_price_sqm, median_price, sales_count)
        IS DISTINCT FROM (first_value(median_price_sqm) OVER turn, first_value(median_price) OVER turn, first_value(sales_count) OVER turn) AS differs
      FROM given_quarters WINDOW turn AS (PARTITION BY department, dwelling, quarter ORDER BY place)) given WHERE turn > 1`);
  return {
    added: departments.added + communes.added,
    changed: departments.changed + communes.changed,
    unchanged: departments.unchanged + communes.unchanged,
    ...rows[0]!,
  };
}

async function settle(owner: Owner, sql: string, value: string | number): Promise<Settled> {
  const { rows } = await owner.query<{ given: number; added: number; changed: number }>(sql, [value]);
  const { given, added, changed } = rows[0]!;
  return { added, changed, unchanged: given - added - changed };
}
