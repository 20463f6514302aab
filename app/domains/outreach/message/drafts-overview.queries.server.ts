import type { CompanyCtx } from "~/platform/tenancy.server";

/** Drafts that wait for a yes, by campaign, the oldest wait first. One statement. */
export const draftsByCampaign = ({ db }: CompanyCtx) =>
  db.$queryRaw<Array<{ campaignId: string; campaign: string; count: number }>>`
    SELECT c.id AS "campaignId", c.name AS campaign, count(*)::int AS count
    FROM messages m JOIN campaigns c ON c.company_id = m.company_id AND c.id = m.campaign_id
    WHERE m.status = 'pending_approval' AND m.deleted_at IS NULL
    GROUP BY c.id, c.name ORDER BY min(m.created_at)`;

/** How far a newcomer has come: whether there is a campaign, and whether a message was ever approved. One statement. */
export async function outreachProgress({ db }: CompanyCtx) {
  const [row] = await db.$queryRaw<Array<{ hasCampaign: boolean; hasApproved: boolean }>>`
    SELECT EXISTS (SELECT 1 FROM campaigns) AS "hasCampaign", EXISTS (SELECT 1 FROM messages m WHERE m.approved_at IS NOT NULL) AS "hasApproved"`;
  return row!;
}
