import { Prisma } from "~/generated/prisma/client";
import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { getSender } from "../sending/sender.queries.server";
import { audience, planForMany } from "./audience.queries.server";
import { campaignLaunched } from "./campaign.events.server";
import { draftLanguages, mayLaunch } from "./campaign.rules";
import { lockCampaign } from "./lock-campaign.server";

/** The language of a message to alias `p`: his own where the campaign says so and drafts can be written in it, else the campaign's. */
export const languageOf = ({ language, languageOfContact }: { language: string; languageOfContact: boolean }): Prisma.Sql =>
  languageOfContact
    ? Prisma.sql`CASE WHEN p.language = ANY (${[...draftLanguages]}::text[]) THEN p.language ELSE ${language} END`
    : Prisma.sql`${language}`;

/**
 * Fixes the audience and begins drafting: each contactable prospect of the filter becomes a recipient with an empty message, in two
 * statements whatever their number. Nothing leaves: messages wait for their draft, drafts for a person.
 * Of a hundred thousand it takes some seconds: call it in a bulk transaction.
 * @throws AppError 'outreach.campaign.already_launched' · 'outreach.campaign.address_missing' the law wants the sender's postal address in each message · 'outreach.campaign.audience_empty'
 */
export async function launchCampaign(ctx: CompanyCtx, { campaignId }: { campaignId: string }): Promise<{ recipients: number }> {
  const { db, companyId, now, emit } = ctx;
  const campaign = await lockCampaign(ctx, campaignId);
  if (!mayLaunch(campaign.status)) throw new AppError("outreach.campaign.already_launched");
  if (!(await getSender(ctx)).address) throw new AppError("outreach.campaign.address_missing");
  // Two launches at once could both take the same person: in one company they come one after the other.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`launch ${companyId}`}, 0))`;

  await planForMany(ctx);
  const recipients = await db.$executeRaw`
    INSERT INTO campaign_recipients (id, company_id, campaign_id, prospect_id, state)
    SELECT gen_random_uuid(), ${companyId}::uuid, ${campaignId}::uuid, a.id, 'enrolled'
    FROM (${await audience(ctx, { filter: campaign.filter, exceptCampaignId: campaignId })}) a
    WHERE a.excluded IS NULL
    ON CONFLICT (company_id, campaign_id, prospect_id) DO NOTHING`;
  if (recipients === 0) throw new AppError("outreach.campaign.audience_empty");
  // Ids (version 7) in the order of the score, the best first, as the queue of drafts reads them in their order: the place stands in the
  // twelve bits after the time, and each 4,096 in the next millisecond.
  await db.$executeRaw`
    INSERT INTO messages (id, company_id, campaign_id, step_id, recipient_id, prospect_id, status, language)
    SELECT (lpad(to_hex(${now.getTime()}::bigint + ranked.place / 4096), 12, '0') || '7' || lpad(to_hex(ranked.place % 4096), 3, '0')
        || substr(gen_random_uuid()::text, 20))::uuid,
      ranked.company_id, ranked.campaign_id, s.id, ranked.id, ranked.prospect_id, 'drafting', ranked.language
    FROM (
      SELECT r.id, r.company_id, r.campaign_id, r.prospect_id, ${languageOf(campaign)} AS language, row_number() OVER (ORDER BY p.lead_score DESC, p.id) AS place
      FROM campaign_recipients r JOIN prospects p ON p.id = r.prospect_id
      WHERE r.campaign_id = ${campaignId}::uuid) ranked
    JOIN campaign_steps s ON s.campaign_id = ranked.campaign_id AND s.position = 1`;

  await db.campaign.update({
    where: { companyId_id: { companyId, id: campaignId } },
    data: { status: "active", startedAt: now, totalRecipients: recipients },
  });
  emit(campaignLaunched.create({ companyId, campaignId }), campaignId);
  ctx.audit({ action: "campaign.launched", about: { type: "campaign", id: campaignId }, after: { recipients } });
  return { recipients };
}
