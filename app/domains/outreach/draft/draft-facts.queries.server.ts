import { priceOn } from "~/domains/catalogue/price/price.rules";
import { dayOfCompany, listPrices } from "~/domains/catalogue/price/prices.queries.server";
import { openTenderSql } from "~/domains/prospecting/tender/tender.queries.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { DraftLanguage, Tone } from "../campaign/campaign.rules";
import { plausible } from "./check-draft.rules";
import { activityOf, type DraftFacts } from "./facts.rules";
import { priceInWords } from "./price-phrases.rules";

// Statements on named messages ask for their ids alone, and cast what else they ask for: while a large campaign is fresh, the planner
// believes that its company, campaign and status hold one row, and would read all of them for each hundred. Row security adds the company.

interface Row {
  messageId: string;
  revision: number;
  prospectId: string;
  language: DraftLanguage;
  remark: string | null;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  organizationName: string | null;
  city: string | null;
  websiteUrl: string | null;
  tags: Array<string>;
  customFields: Record<string, unknown>;
  tender: string | null;
}

/** What the drafts of these messages may say, for those that still want one. Five statements whatever their number. */
export async function readDraftFacts(
  ctx: CompanyCtx,
  { campaignId, messageIds }: { campaignId: string; messageIds: Array<string> },
): Promise<Array<DraftFacts>> {
  const { db, companyId } = ctx;
  const rows = await db.$queryRaw<Array<Row>>`
    SELECT m.id AS "messageId", m.revision, m.prospect_id AS "prospectId", m.language, m.remark, p.first_name AS "firstName", p.last_name AS "lastName",
      p.job_title AS "jobTitle", p.organization_name AS "organizationName", p.city, p.website_url AS "websiteUrl", p.tags, p.custom_fields AS "customFields",
      ${openTenderSql(ctx.now)} AS tender
    FROM messages m JOIN prospects p ON p.id = m.prospect_id
    WHERE m.id = ANY (${messageIds}::uuid[]) AND m.campaign_id::text = ${campaignId} AND m.status::text = 'drafting'
      AND p.deleted_at IS NULL
    ORDER BY m.id`;
  if (rows.length === 0) return [];
  const campaign = await db.campaign.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: campaignId } },
    select: {
      tone: true,
      goal: true,
      product: {
        select: {
          id: true,
          name: true,
          description: true,
          websiteUrl: true,
          currency: true,
          benefits: { orderBy: { priority: "asc" }, select: { text: true } },
        },
      },
    },
  });
  const company = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { name: true, senderName: true, senderEmail: true, websiteUrl: true },
  });

  const { product, goal } = campaign;
  const price = priceOn(await listPrices(ctx, product.id), await dayOfCompany(ctx), product.currency);
  const shared = {
    tone: campaign.tone as Tone,
    goal,
    product: {
      name: product.name,
      description: product.description,
      websiteUrl: product.websiteUrl,
      benefits: product.benefits.map(({ text }) => text),
    },
    sender: { name: company.senderName, company: company.name, websiteUrl: company.websiteUrl, email: company.senderEmail },
  };
  return rows.map(({ messageId, revision, prospectId, language, remark, tags, customFields, tender, websiteUrl, ...who }) => ({
    ...shared,
    product: { ...shared.product, price: price && priceInWords(price, language) },
    messageId,
    revision,
    prospectId,
    language,
    remark,
    prospect: {
      firstName: plausible(who.firstName, 60),
      lastName: plausible(who.lastName, 60),
      jobTitle: plausible(who.jobTitle),
      organizationName: plausible(who.organizationName),
      city: plausible(who.city, 60),
      websiteUrl,
      activity: activityOf(tags, customFields ?? {}),
      tender: plausible(tender),
    },
  }));
}

/** Drafts of people who were deleted since the launch are not written: their messages are cancelled. @returns how many */
export async function cancelOrphans({ db, now }: CompanyCtx, { messageIds }: { messageIds: Array<string> }): Promise<number> {
  const orphans = await db.$queryRaw<Array<{ recipientId: string }>>`
    UPDATE messages m SET status = 'cancelled' FROM prospects p
    WHERE m.id = ANY (${messageIds}::uuid[]) AND m.status::text = 'drafting' AND p.id = m.prospect_id AND p.deleted_at IS NOT NULL
    RETURNING m.recipient_id AS "recipientId"`;
  if (orphans.length === 0) return 0;
  await db.campaignRecipient.updateMany({
    where: { id: { in: orphans.map(({ recipientId }) => recipientId) } },
    data: { state: "stopped", stopReason: "prospect_deleted", stoppedAt: now },
  });
  return orphans.length;
}
