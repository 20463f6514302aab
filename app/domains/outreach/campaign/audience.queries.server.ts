import { Prisma } from "~/generated/prisma/client";
import type { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { prospectWhere } from "~/domains/prospecting/prospect/prospect-where.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type AudienceCount, exclusions, frequencyDays } from "./campaign.rules";

/**
 * Prospects of a filter, each with why it is left out of a campaign, or null: the one reading that counts an audience and launches it.
 * too_soon: enrolled in another campaign that runs, or written to by any, within 30 days.
 */
export function audience(
  { companyId, now }: CompanyCtx,
  { filter, exceptCampaignId }: { filter: ProspectFilter; exceptCampaignId?: string },
): Prisma.Sql {
  const since = new Date(now.getTime() - frequencyDays * 24 * 3_600_000);
  return Prisma.sql`
    SELECT p.id, p.lead_score, CASE
        WHEN p.email IS NULL THEN 'no_email'
        WHEN s.address IS NOT NULL THEN 'suppressed'
        WHEN recent.prospect_id IS NOT NULL THEN 'too_soon' END AS excluded
    FROM prospects p
    LEFT JOIN suppressions s ON s.company_id = p.company_id AND s.channel = 'email' AND s.address = p.email
    LEFT JOIN (
      SELECT DISTINCT r.prospect_id
      FROM campaign_recipients r
      JOIN campaigns c ON c.company_id = r.company_id AND c.id = r.campaign_id
      LEFT JOIN messages m ON m.company_id = r.company_id AND m.recipient_id = r.id AND m.sent_at >= ${since}
      WHERE r.company_id = ${companyId}::uuid AND r.campaign_id IS DISTINCT FROM ${exceptCampaignId ?? null}::uuid
        AND (m.id IS NOT NULL
          OR (r.created_at >= ${since} AND c.status IN ('active', 'paused') AND r.state IN ('enrolled', 'drafted', 'waiting', 'sent')))
    ) recent ON recent.prospect_id = p.id
    WHERE p.company_id = ${companyId}::uuid AND ${prospectWhere(filter)}`;
}

/** How many prospects a filter finds, how many would be written to, and how many are left out, by reason. One statement. */
export async function countAudience(ctx: CompanyCtx, input: { filter: ProspectFilter; exceptCampaignId?: string }): Promise<AudienceCount> {
  const rows = await ctx.db.$queryRaw<Array<{ excluded: string | null; count: number }>>`
    SELECT a.excluded, count(*)::int AS count FROM (${audience(ctx, input)}) a GROUP BY a.excluded`;
  const of = (reason: string | null) => rows.find(({ excluded }) => excluded === reason)?.count ?? 0;
  return {
    matching: rows.reduce((sum, { count }) => sum + count, 0),
    contactable: of(null),
    excluded: { no_email: of(exclusions[0]), suppressed: of(exclusions[1]), too_soon: of(exclusions[2]) },
  };
}

export interface ExcludedProspect {
  id: string;
  organizationName: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  city: string | null;
  excluded: (typeof exclusions)[number];
}

/** Who is left out and why, best score first; `afterId` goes on after a row. */
export function listExcluded(
  ctx: CompanyCtx,
  {
    reason,
    take,
    after,
    ...input
  }: {
    filter: ProspectFilter;
    exceptCampaignId?: string;
    reason: string | null;
    take: number;
    after: { score: number; id: string } | null;
  },
): Promise<Array<ExcludedProspect & { leadScore: number }>> {
  return ctx.db.$queryRaw`
    SELECT p.id, p.organization_name AS "organizationName", p.first_name AS "firstName", p.last_name AS "lastName", p.email, p.city, a.excluded, p.lead_score AS "leadScore"
    FROM (${audience(ctx, input)}) a JOIN prospects p ON p.company_id = ${ctx.companyId}::uuid AND p.id = a.id
    WHERE a.excluded IS NOT NULL ${reason ? Prisma.sql`AND a.excluded = ${reason}` : Prisma.empty}
      ${after ? Prisma.sql`AND (p.lead_score, p.id) < (${after.score}::int, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY p.lead_score DESC, p.id DESC LIMIT ${take}::int`;
}
