import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { withinReach } from "../prospect/prospect-where.server";
import type { AgencyFacts, AgencyFilter, AgencyRow, AgencySort, Competitor } from "./agency.rules";

/** Everything known of a prospect as an agency, in one statement; null when it is not (or no longer) one of the company's. */
export async function agencyFacts({ db }: CompanyCtx, prospectId: string): Promise<AgencyFacts | null> {
  const [row] = await db.$queryRaw<Array<AgencyFacts>>`
    SELECT p.id, p.first_name AS "firstName", p.last_name AS "lastName", p.organization_name AS "organizationName", p.email, p.phone, p.mobile, p.city, p.department,
      p.website_url AS "websiteUrl", p.agency_type::text AS "agencyType", a.id IS NOT NULL AS "isProfiled", a.network_name AS "networkName", a.agents_count AS "agentsCount",
      a.crm_system AS "crmSystem", coalesce(a.other_tools, '{}') AS "otherTools", a.card_number AS "cardNumber", a.card_expires_on::text AS "cardExpiresOn",
      coalesce((SELECT jsonb_agg(jsonb_build_object('portalName', o.portal_name, 'monthlyCost', o.monthly_cost::text) ORDER BY o.portal_name) FROM agency_portals o
        WHERE o.company_id = p.company_id AND o.prospect_id = p.id), '[]') AS portals,
      l.listings_count AS "listingsCount", l.counted_on::text AS "listingsOn",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'countedOn', c.counted_on, 'count', c.listings_count) ORDER BY c.counted_on) FROM
        (SELECT * FROM agency_listings c WHERE c.company_id = p.company_id AND c.prospect_id = p.id ORDER BY c.counted_on DESC LIMIT 12) c), '[]') AS listings,
      CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('address', s.address, 'score', s.score, 'points', s.points, 'readAt', s.read_at, 'triedAt', s.tried_at,
        'errorCode', s.error_code, 'askedAt', s.asked_at) END AS site
    FROM prospects p
    LEFT JOIN prospect_agencies a ON a.company_id = p.company_id AND a.prospect_id = p.id
    LEFT JOIN site_readings s ON s.company_id = p.company_id AND s.prospect_id = p.id
    LEFT JOIN LATERAL (SELECT * FROM agency_listings l WHERE l.company_id = p.company_id AND l.prospect_id = p.id ORDER BY l.counted_on DESC LIMIT 1) l ON true
    WHERE p.id = ${prospectId}::uuid AND p.deleted_at IS NULL`;
  return row ?? null;
}

const sortKeys: Record<AgencySort, Prisma.Sql> = {
  maturity: Prisma.sql`coalesce(p.digital_maturity_score, -1)`,
  listings: Prisma.sql`coalesce(l.listings_count, -1)`,
  agents: Prisma.sql`coalesce(a.agents_count, -1)`,
};
const nameSql = Prisma.sql`coalesce(p.organization_name, nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email, p.phone, p.mobile, '')`;

/**
 * A page of the agencies that have a profile, by the row before: those of whom the key is not known come last. `after` is
 * `<key>:<id>` of the last row. One statement.
 */
export async function listAgencies(
  ctx: CompanyCtx,
  { filter, sort, after, take = 50 }: { filter: AgencyFilter; sort: AgencySort; after: string | null; take?: number },
): Promise<{ agencies: Array<AgencyRow>; next: string | null }> {
  const key = sortKeys[sort];
  const [, at, id] = /^(-?\d{1,9}):([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  const { city, department, network } = filter;
  const rows = await ctx.db.$queryRaw<Array<AgencyRow & { key: number }>>`
    SELECT p.id, ${nameSql} AS name, p.city, p.department, p.agency_type::text AS "agencyType", a.network_name AS "networkName", a.agents_count AS "agentsCount",
      l.listings_count AS "listingsCount", o.cost AS "portalsCost", p.digital_maturity_score AS maturity, s.read_at AS "readAt", ${key}::int AS key
    FROM prospect_agencies a JOIN prospects p ON p.company_id = a.company_id AND p.id = a.prospect_id AND p.deleted_at IS NULL${withinReach(ctx)}
    LEFT JOIN LATERAL (SELECT c.listings_count FROM agency_listings c WHERE c.company_id = a.company_id AND c.prospect_id = a.prospect_id ORDER BY c.counted_on DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (SELECT sum(o.monthly_cost)::text AS cost FROM agency_portals o WHERE o.company_id = a.company_id AND o.prospect_id = a.prospect_id) o ON true
    LEFT JOIN site_readings s ON s.company_id = a.company_id AND s.prospect_id = a.prospect_id
    WHERE true
      ${city ? Prisma.sql`AND app.fold(p.city) = app.fold(${city})` : Prisma.empty}
      ${department ? Prisma.sql`AND p.department = ${department}` : Prisma.empty}
      ${network ? Prisma.sql`AND app.fold(a.network_name) = app.fold(${network})` : Prisma.empty}
      ${id ? Prisma.sql`AND (${key}, p.id) < (${Number(at)}::int, ${id}::uuid)` : Prisma.empty}
    ORDER BY ${key} DESC, p.id DESC LIMIT ${take + 1}::int`;
  const page = rows.slice(0, take);
  const last = page.at(-1);
  return {
    agencies: page.map(({ key: _, ...row }) => row),
    next: rows.length > take && last ? `${last.key}:${last.id}` : null,
  };
}

/** Other agencies of the same city that the reader reaches, those with most listings first. */
export async function competitorsOf(ctx: CompanyCtx, { id, city, department }: Pick<AgencyFacts, "id" | "city" | "department">) {
  if (!city) return [];
  return ctx.db.$queryRaw<Array<Competitor>>`
    SELECT p.id, ${nameSql} AS name, a.network_name AS "networkName", a.agents_count AS "agentsCount", l.listings_count AS "listingsCount", p.digital_maturity_score AS maturity
    FROM prospect_agencies a JOIN prospects p ON p.company_id = a.company_id AND p.id = a.prospect_id AND p.deleted_at IS NULL${withinReach(ctx)}
    LEFT JOIN LATERAL (SELECT c.listings_count FROM agency_listings c WHERE c.company_id = a.company_id AND c.prospect_id = a.prospect_id ORDER BY c.counted_on DESC LIMIT 1) l ON true
    WHERE p.id <> ${id}::uuid AND app.fold(p.city) = app.fold(${city}) AND p.department IS NOT DISTINCT FROM ${department}
    ORDER BY l.listings_count DESC NULLS LAST, p.id LIMIT 10`;
}

/** What the record shows of an agency; null when nobody wrote a profile. */
export async function agencySummary({ db }: CompanyCtx, prospectId: string) {
  const [row] = await db.$queryRaw<Array<{ network: string | null; listings: number | null; maturity: number | null }>>`
    SELECT a.network_name AS network, p.digital_maturity_score AS maturity, (SELECT c.listings_count FROM agency_listings c
      WHERE c.company_id = a.company_id AND c.prospect_id = a.prospect_id ORDER BY c.counted_on DESC LIMIT 1) AS listings
    FROM prospect_agencies a JOIN prospects p ON p.company_id = a.company_id AND p.id = a.prospect_id WHERE a.prospect_id = ${prospectId}::uuid`;
  return row ?? null;
}
