import { Prisma } from "~/generated/prisma/client";
import type { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { isDeadEmailSql } from "~/domains/prospecting/email-check/email-state.server";
import { prospectWhere } from "~/domains/prospecting/prospect/prospect-where.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type AudienceCount, exclusions, frequencyDays } from "./campaign.rules";

/**
 * Prospects of a filter, each with why it is left out of a campaign, or null: the one reading that counts an audience and launches it.
 * too_soon: enrolled in another campaign that runs, or written to by any, within 30 days.
 */
export async function audience(
  ctx: CompanyCtx,
  { filter, exceptCampaignId }: { filter: ProspectFilter; exceptCampaignId?: string },
): Promise<Prisma.Sql> {
  const { companyId, now } = ctx;
  const since = new Date(now.getTime() - frequencyDays * 24 * 3_600_000);
  // Each list is IN of a query of its own, so that it is read once into a hash whatever the planner believes their size to be.
  return Prisma.sql`
    SELECT p.id, p.lead_score, CASE
        WHEN p.email IS NULL THEN 'no_email'
        WHEN p.email IN (SELECT s.address FROM suppressions s WHERE s.company_id = ${companyId}::uuid AND s.channel = 'email') THEN 'suppressed'
        WHEN ${isDeadEmailSql} THEN 'invalid_email'
        WHEN p.id IN (
          SELECT m.prospect_id FROM messages m
          WHERE m.company_id = ${companyId}::uuid AND m.sent_at >= ${since} AND m.campaign_id IS DISTINCT FROM ${exceptCampaignId ?? null}::uuid
        ) OR p.id IN (
          SELECT r.prospect_id FROM campaign_recipients r
          WHERE r.company_id = ${companyId}::uuid AND r.campaign_id IS DISTINCT FROM ${exceptCampaignId ?? null}::uuid AND r.created_at >= ${since}
            AND r.state IN ('enrolled', 'drafted', 'waiting', 'sent')
            AND r.campaign_id IN (SELECT c.id FROM app.running_campaigns() c)
        ) THEN 'too_soon' END AS excluded
    FROM prospects p
    WHERE p.company_id = ${companyId}::uuid AND ${await prospectWhere(ctx, filter)}`;
}

/**
 * For the rest of this transaction: hashes of a few hundred thousand people stay in memory, and no loop looks each of them up. Of a
 * company that has just come the planner believes that it has one row of everything; a loop over such a guess never ends.
 */
export const planForMany = ({ db }: CompanyCtx) =>
  db.$executeRaw`SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)`;

/** How many prospects a filter finds, how many would be written to, and how many are left out, by reason. */
export async function countAudience(ctx: CompanyCtx, input: { filter: ProspectFilter; exceptCampaignId?: string }): Promise<AudienceCount> {
  await planForMany(ctx);
  const rows = await ctx.db.$queryRaw<Array<{ excluded: string | null; count: number }>>`
    SELECT a.excluded, count(*)::int AS count FROM (${await audience(ctx, input)}) a GROUP BY a.excluded`;
  const of = (reason: string | null) => rows.find(({ excluded }) => excluded === reason)?.count ?? 0;
  return {
    matching: rows.reduce((sum, { count }) => sum + count, 0),
    contactable: of(null),
    excluded: Object.fromEntries(exclusions.map((reason) => [reason, of(reason)])) as AudienceCount["excluded"],
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
export async function listExcluded(
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
    FROM (${await audience(ctx, input)}) a JOIN prospects p ON p.company_id = ${ctx.companyId}::uuid AND p.id = a.id
    WHERE a.excluded IS NOT NULL ${reason ? Prisma.sql`AND a.excluded = ${reason}` : Prisma.empty}
      ${after ? Prisma.sql`AND (p.lead_score, p.id) < (${after.score}::int, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY p.lead_score DESC, p.id DESC LIMIT ${take}::int`;
}
