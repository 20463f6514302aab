import { Prisma } from "~/generated/prisma/client";
import type { CampaignStatus, DraftOrigin, MessageStatus } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Campaign, DraftLanguage, MessageCounts, MessageGroup, Tone } from "./campaign.rules";
import { storedFilter } from "./lock-campaign.server";

/** What each group of messages means: the figure of a page and the list it opens are counted by the same words. On alias `m`. */
const groupWhere: Record<MessageGroup, Prisma.Sql> = {
  drafting: Prisma.sql`m.status IN ('drafting', 'draft')`,
  pending: Prisma.sql`m.status = 'pending_approval'`,
  approved: Prisma.sql`m.status IN ('approved', 'scheduled', 'sending', 'unknown')`,
  sent: Prisma.sql`m.sent_at IS NOT NULL`,
  delivered: Prisma.sql`m.delivered_at IS NOT NULL`,
  replied: Prisma.sql`m.replied_at IS NOT NULL`,
  bounced: Prisma.sql`m.bounced_at IS NOT NULL`,
  rejected: Prisma.sql`m.status = 'rejected'`,
  cancelled: Prisma.sql`m.status = 'cancelled'`,
  failed: Prisma.sql`m.status = 'failed'`,
};

const counts = (groups: Array<MessageGroup>) =>
  Prisma.join(groups.map((group) => Prisma.sql`(count(*) FILTER (WHERE ${groupWhere[group]}))::int AS ${Prisma.raw(`"${group}"`)}`));

export interface CampaignRow {
  id: string;
  name: string;
  status: CampaignStatus;
  productName: string;
  totalRecipients: number;
  createdAt: Date;
  startedAt: Date | null;
  pending: number;
  sent: number;
  delivered: number;
  replied: number;
}

/** Campaigns, newest first, a page by the row before it. */
export function listCampaigns(
  { db, companyId }: CompanyCtx,
  { after, take }: { after: string | null; take: number },
): Promise<Array<CampaignRow>> {
  return db.$queryRaw`
    SELECT c.id, c.name, c.status::text AS status, p.name AS "productName", c.total_recipients AS "totalRecipients", c.created_at AS "createdAt", c.started_at AS "startedAt", n.*
    FROM (SELECT * FROM campaigns WHERE company_id = ${companyId}::uuid ${after ? Prisma.sql`AND id < ${after}::uuid` : Prisma.empty} ORDER BY id DESC LIMIT ${take}::int) c
    JOIN products p ON p.company_id = c.company_id AND p.id = c.product_id
    CROSS JOIN LATERAL (
      SELECT ${counts(["pending", "sent", "delivered", "replied"])}
      FROM messages m WHERE m.company_id = c.company_id AND m.campaign_id = c.id AND m.deleted_at IS NULL) n
    ORDER BY c.id DESC`;
}

/** A campaign with its product and whom it writes to; null when it is none of the company's. */
export async function findCampaign({ db, companyId }: CompanyCtx, campaignId: string): Promise<Campaign | null> {
  const campaign = await db.campaign.findUnique({
    where: { companyId_id: { companyId, id: campaignId } },
    select: {
      id: true,
      name: true,
      status: true,
      tone: true,
      language: true,
      languageOfContact: true,
      goal: true,
      dailyLimit: true,
      bantThreshold: true,
      targetFilters: true,
      totalRecipients: true,
      startedAt: true,
      pausedAt: true,
      completedAt: true,
      createdAt: true,
      productId: true,
      product: { select: { name: true } },
    },
  });
  if (!campaign) return null;
  const { targetFilters, tone, language, ...rest } = campaign;
  return { ...rest, tone: tone as Tone, language: language as DraftLanguage, filter: storedFilter(targetFilters) };
}

/** Messages of a campaign by group, and the drafts that wait or went by who wrote them. */
export async function countMessages({ db, companyId }: CompanyCtx, campaignId: string) {
  const [row] = await db.$queryRaw<Array<MessageCounts>>`
    SELECT ${counts(Object.keys(groupWhere) as Array<MessageGroup>)}, (count(*) FILTER (WHERE m.origin = 'ai'))::int AS ai,
      (count(*) FILTER (WHERE m.origin = 'rules'))::int AS rules, (count(*) FILTER (WHERE m.origin = 'person'))::int AS person
    FROM messages m WHERE m.company_id = ${companyId}::uuid AND m.campaign_id = ${campaignId}::uuid AND m.deleted_at IS NULL`;
  return row!;
}

export interface MessageRow {
  id: string;
  prospectId: string;
  person: string;
  organizationName: string | null;
  email: string | null;
  subject: string | null;
  status: MessageStatus;
  origin: DraftOrigin | null;
  updatedAt: Date;
}

/** Messages of a campaign, in the order of the queue, a page by the row before it. */
export function listMessages(
  { db, companyId }: CompanyCtx,
  { campaignId, group, after, take }: { campaignId: string; group: MessageGroup | null; after: string | null; take: number },
): Promise<Array<MessageRow>> {
  return db.$queryRaw`
    SELECT m.id, m.prospect_id AS "prospectId", concat_ws(' ', p.first_name, p.last_name) AS person, p.organization_name AS "organizationName",
      coalesce(m.to_email, p.email) AS email, m.subject, m.status::text AS status, m.origin::text AS origin, m.updated_at AS "updatedAt"
    FROM messages m JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
    WHERE m.company_id = ${companyId}::uuid AND m.campaign_id = ${campaignId}::uuid AND m.deleted_at IS NULL
      ${group ? Prisma.sql`AND ${groupWhere[group]}` : Prisma.empty} ${after ? Prisma.sql`AND m.id > ${after}::uuid` : Prisma.empty}
    ORDER BY m.id LIMIT ${take}::int`;
}

/** Products a campaign can be for. */
export const listSold = ({ db, companyId }: CompanyCtx) =>
  db.product.findMany({ where: { companyId, isActive: true }, orderBy: { name: "asc" }, select: { id: true, name: true } });
