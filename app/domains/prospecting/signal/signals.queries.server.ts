import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { withinReach } from "../prospect/prospect-where.server";
import type { SignalLine } from "./signal.rules";

const line = Prisma.sql`
  s.id, s.prospect_id AS "prospectId", coalesce(p.organization_name, nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email, '') AS name, p.city, s.kind::text AS kind,
  s.department, coalesce(m.city, '') AS "placeCity", coalesce(m.district, '') AS "placeDistrict", s.quarter::text AS quarter, s.quarter_before::text AS "quarterBefore",
  s.price_now::float8 AS "priceNow", s.price_before::float8 AS "priceBefore", l.listings_count AS listings, l.counted_on::text AS "listingsOn",
  b.listings_count AS "listingsBefore", b.counted_on::text AS "listingsBeforeOn", s.found_at AS "foundAt", s.valid_until::text AS "validUntil"`;
const from = Prisma.sql`
  JOIN agency_listings l ON l.company_id = s.company_id AND l.id = s.listing_id JOIN agency_listings b ON b.company_id = s.company_id AND b.id = s.listing_before_id
  LEFT JOIN market_intelligence m ON s.commune_code <> '' AND m.commune_code = s.commune_code`;

/** The signals that count today, the youngest first; `after` is the id of the last one shown. One statement. */
export async function listSignals(ctx: CompanyCtx, { after, take = 50 }: { after: string | null; take?: number }) {
  const rows = await ctx.db.$queryRaw<Array<SignalLine>>`
    SELECT ${line} FROM market_signals s JOIN prospects p ON p.company_id = s.company_id AND p.id = s.prospect_id AND p.deleted_at IS NULL${withinReach(ctx)} ${from}
    WHERE s.valid_until >= ${ctx.now.toISOString().slice(0, 10)}::date
      ${after ? Prisma.sql`AND (s.found_at, s.id) < (SELECT found_at, id FROM market_signals WHERE id = ${after}::uuid)` : Prisma.empty}
    ORDER BY s.found_at DESC, s.id DESC LIMIT ${take + 1}::int`;
  return { signals: rows.slice(0, take), next: rows.length > take ? rows[take - 1]!.id : null };
}

/** What counts today of one prospect. */
export const signalsOf = ({ db, now }: CompanyCtx, prospectId: string) => db.$queryRaw<Array<SignalLine>>`
  SELECT ${line} FROM market_signals s JOIN prospects p ON p.company_id = s.company_id AND p.id = s.prospect_id ${from}
  WHERE s.prospect_id = ${prospectId}::uuid AND s.valid_until >= ${now.toISOString().slice(0, 10)}::date ORDER BY s.found_at DESC`;
