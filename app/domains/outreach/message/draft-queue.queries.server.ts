import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { frequencyDays } from "../campaign/campaign.rules";
import { checksOf } from "./draft-checks.rules";
import type { DraftRow, QueueDraft, QueueItem } from "./queued-draft.rules";

const pending = Prisma.sql`m.status = 'pending_approval' AND m.deleted_at IS NULL`;
const itemColumns = Prisma.sql`m.id, m.campaign_id AS "campaignId", c.name AS "campaignName", concat_ws(' ', p.first_name, p.last_name) AS person,
  p.organization_name AS "organizationName", p.email, p.lead_score AS "leadScore", m.origin::text AS origin`;
const itemTables = Prisma.sql`messages m JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
  JOIN campaigns c ON c.company_id = m.company_id AND c.id = m.campaign_id`;

const railBefore = 4;
const railLength = 40;

/**
 * The queue of drafts at one of them: the wished one if it still waits, else the one after its place, else the first.
 * Order: by campaign, then by message, which is by score at the launch. Null when nothing waits.
 */
export async function readDraftQueue(
  ctx: CompanyCtx,
  { campaignId = null, wanted = null }: { campaignId?: string | null; wanted?: string | null },
) {
  const { db, companyId } = ctx;
  const within = Prisma.sql`m.company_id = ${companyId}::uuid AND ${pending} AND (${campaignId}::uuid IS NULL OR m.campaign_id = ${campaignId}::uuid)`;
  const [place] = await db.$queryRaw<Array<{ id: string; campaignId: string }>>`
    SELECT m.id, m.campaign_id AS "campaignId" FROM messages m
    WHERE ${within}
    ORDER BY coalesce((m.campaign_id, m.id) < (SELECT w.campaign_id, w.id FROM messages w WHERE w.company_id = ${companyId}::uuid AND w.id = ${wanted}::uuid), false),
      m.campaign_id, m.id
    LIMIT 1`;
  if (!place) return null;
  const here = Prisma.sql`(${place.campaignId}::uuid, ${place.id}::uuid)`;
  const [count] = await db.$queryRaw<Array<{ total: number; before: number }>>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE (m.campaign_id, m.id) < ${here}))::int AS before FROM messages m WHERE ${within}`;
  const before = await db.$queryRaw<Array<QueueItem>>`
    SELECT ${itemColumns} FROM ${itemTables} WHERE ${within} AND (m.campaign_id, m.id) < ${here} ORDER BY m.campaign_id DESC, m.id DESC LIMIT ${railBefore}::int`;
  const from = await db.$queryRaw<Array<QueueItem>>`
    SELECT ${itemColumns} FROM ${itemTables} WHERE ${within} AND (m.campaign_id, m.id) >= ${here} ORDER BY m.campaign_id, m.id LIMIT ${railLength}::int`;
  const draft = await readDraft(ctx, place.id);
  return {
    draft: draft!,
    at: count!.before + 1,
    total: count!.total,
    rail: [...before.reverse(), ...from],
    previousId: before.at(-1)?.id ?? null,
    nextId: from[1]?.id ?? null,
  };
}

/** One draft with what it rests on and what is checked before it leaves; null when there is none of that id. */
export async function readDraft({ db, companyId, now }: CompanyCtx, messageId: string): Promise<QueueDraft | null> {
  const since = new Date(now.getTime() - frequencyDays * 24 * 3_600_000);
  const [row] = await db.$queryRaw<Array<DraftRow>>`
    SELECT ${itemColumns}, m.status::text AS status, m.language, co.language AS "companyLanguage", m.revision, coalesce(m.subject, '') AS subject, coalesce(m.preview_text, '') AS "previewText", m.content, m.evidence, m.remark,
      m.draft_error AS "draftError", m.prospect_id AS "prospectId", p.source_detail AS "sourceDetail", p.legal_basis::text AS "legalBasis", p.score_reasons AS "scoreReasons",
      c.product_id AS "productId", pr.name AS "productName", co.name AS "companyName", co.sender_name AS "senderName", co.sender_email AS "senderEmail",
      co.postal_address AS "postalAddress",
      EXISTS (SELECT 1 FROM suppressions s WHERE s.company_id = m.company_id AND s.channel = 'email' AND s.address = p.email) AS suppressed,
      (SELECT count(*)::int FROM campaign_recipients r JOIN prospects o ON o.company_id = r.company_id AND o.id = r.prospect_id
        WHERE r.company_id = m.company_id AND r.campaign_id = m.campaign_id AND r.prospect_id <> m.prospect_id AND o.organization_name = p.organization_name) AS "sameFirm",
      (SELECT max(x.sent_at) FROM messages x WHERE x.company_id = m.company_id AND x.prospect_id = m.prospect_id AND x.campaign_id <> m.campaign_id AND x.sent_at >= ${since}) AS "otherSentAt",
      CASE WHEN u.daily_window < (${now}::timestamptz AT TIME ZONE co.timezone)::date THEN 0 ELSE u.emails_sent_today END AS "emailsSentToday", u.emails_limit_daily AS "emailsLimitDaily"
    FROM ${itemTables}
    JOIN products pr ON pr.company_id = c.company_id AND pr.id = c.product_id
    JOIN companies co ON co.id = m.company_id
    JOIN usage_limits u ON u.company_id = m.company_id
    WHERE m.company_id = ${companyId}::uuid AND m.id = ${messageId}::uuid AND m.deleted_at IS NULL`;
  if (!row) return null;
  const { companyLanguage, suppressed, sameFirm, otherSentAt, emailsSentToday, emailsLimitDaily, postalAddress, legalBasis, ...draft } =
    row;
  const checks = checksOf({ ...row, suppressed, sameFirm, otherSentAt, emailsSentToday, emailsLimitDaily, postalAddress, legalBasis });
  return { ...draft, checks };
}

/** How many drafts wait in each campaign, oldest first, and how many are still being written. */
export const countQueue = ({ db, companyId }: CompanyCtx) =>
  db.$queryRaw<Array<{ id: string; name: string; pending: number; drafting: number; approved: number }>>`
    SELECT c.id, c.name, (count(*) FILTER (WHERE m.status = 'pending_approval'))::int AS pending, (count(*) FILTER (WHERE m.status = 'drafting'))::int AS drafting,
      (count(*) FILTER (WHERE m.approved_at IS NOT NULL))::int AS approved
    FROM campaigns c JOIN messages m ON m.company_id = c.company_id AND m.campaign_id = c.id AND m.deleted_at IS NULL
    WHERE c.company_id = ${companyId}::uuid AND c.status IN ('active', 'paused')
    GROUP BY c.id, c.name ORDER BY c.id`;
