import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { audience } from "./audience.queries.server";
import { campaignLaunched } from "./campaign.events.server";
import { mayLaunch } from "./campaign.rules";
import { lockCampaign } from "./lock-campaign.server";

/**
 * Fixes the audience and begins drafting: each contactable prospect of the filter becomes a recipient with an empty message, in two
 * statements whatever their number. Nothing leaves: messages wait for their draft, drafts for a person.
 * @throws AppError 'outreach.campaign.already_launched' · 'outreach.campaign.audience_empty'
 */
export async function launchCampaign(ctx: CompanyCtx, { campaignId }: { campaignId: string }): Promise<{ recipients: number }> {
  const { db, companyId, now, emit } = ctx;
  const campaign = await lockCampaign(ctx, campaignId);
  if (!mayLaunch(campaign.status)) throw new AppError("outreach.campaign.already_launched");
  // Two launches at once could both take the same person: in one company they come one after the other.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`launch ${companyId}`}, 0))`;

  const recipients = await db.$executeRaw`
    INSERT INTO campaign_recipients (id, company_id, campaign_id, prospect_id, state)
    SELECT app.uuid_v7(), ${companyId}::uuid, ${campaignId}::uuid, a.id, 'enrolled'
    FROM (${audience(ctx, { filter: campaign.filter, exceptCampaignId: campaignId })}) a
    WHERE a.excluded IS NULL
    ON CONFLICT (company_id, campaign_id, prospect_id) DO NOTHING`;
  if (recipients === 0) throw new AppError("outreach.campaign.audience_empty");
  // Ids in the order of the score, the best first: the queue of drafts reads them in their order.
  await db.$executeRaw`
    WITH ids AS MATERIALIZED (
      SELECT g.id, row_number() OVER (ORDER BY g.id) AS place FROM (SELECT app.uuid_v7() AS id FROM generate_series(1, ${recipients}::int)) g),
    ranked AS (
      SELECT r.id, r.company_id, r.campaign_id, r.prospect_id, row_number() OVER (ORDER BY p.lead_score DESC, p.id) AS place
      FROM campaign_recipients r JOIN prospects p ON p.company_id = r.company_id AND p.id = r.prospect_id
      WHERE r.company_id = ${companyId}::uuid AND r.campaign_id = ${campaignId}::uuid)
    INSERT INTO messages (id, company_id, campaign_id, step_id, recipient_id, prospect_id, status, language)
    SELECT ids.id, ranked.company_id, ranked.campaign_id, s.id, ranked.id, ranked.prospect_id, 'drafting', ${campaign.language}
    FROM ranked JOIN ids USING (place)
    JOIN campaign_steps s ON s.company_id = ranked.company_id AND s.campaign_id = ranked.campaign_id AND s.position = 1`;

  await db.campaign.update({
    where: { companyId_id: { companyId, id: campaignId } },
    data: { status: "active", startedAt: now, totalRecipients: recipients },
  });
  emit(campaignLaunched.create({ companyId, campaignId }), campaignId);
  return { recipients };
}
