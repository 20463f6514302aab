import { mayContactEach } from "~/domains/privacy/contact/may-contact.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** All that one mail is made of, read in the transaction that begins it. */
export interface Begun {
  messageId: string;
  campaignId: string;
  prospectId: string;
  language: string;
  subject: string;
  previewText: string | null;
  content: string;
  toEmail: string;
  mayTrackOpens: boolean;
  /** Nothing has left to this prospect before: the law wants to hear where his data comes from. */
  isFirst: boolean;
  source: "import_csv" | "manual" | "api" | "enrichment";
  sourceDetail: string | null;
}

/**
 * Begins the next mails of a reservation. A message is begun once: only while it bears the reservation's token, which this replaces,
 * and only while the campaign runs, the company says its postal address and is not closing its account, and the person has not opposed since: the ledger is asked here, in the last transaction before the mail leaves. The call to the provider follows at once.
 */
export async function beginSends(
  ctx: CompanyCtx,
  { messageIds: reserved, reservedAt }: { messageIds: string[]; reservedAt: string },
): Promise<Begun[]> {
  const { db, companyId, now } = ctx;
  const messageIds = await withoutOpposed(ctx, reserved);
  const stamp = new Date(Math.max(now.getTime(), Date.parse(reservedAt) + 1));
  return db.$queryRaw<Begun[]>`
    WITH begun AS (
      UPDATE messages m SET reserved_at = ${stamp}::timestamptz
      FROM campaigns c, companies o, prospects p, campaign_recipients r
      WHERE m.company_id = ${companyId}::uuid AND m.id = ANY (${messageIds}::uuid[]) AND m.status = 'sending' AND m.reserved_at = ${reservedAt}::timestamptz
        AND c.company_id = m.company_id AND c.id = m.campaign_id AND c.status = 'active'
        AND o.id = m.company_id AND o.postal_address ~ '\\S' AND o.closes_at IS NULL
        AND p.company_id = m.company_id AND p.id = m.prospect_id AND p.deleted_at IS NULL
        AND r.company_id = m.company_id AND r.id = m.recipient_id AND r.state NOT IN ('replied', 'stopped')
        AND NOT EXISTS (SELECT 1 FROM suppressions s WHERE s.company_id = m.company_id AND s.channel = 'email' AND s.address IN (m.to_email, p.email))
      RETURNING m.id AS "messageId", m.campaign_id AS "campaignId", m.prospect_id AS "prospectId", m.language, m.subject, m.preview_text AS "previewText", m.content,
        m.to_email AS "toEmail", p.tracking_consent_at IS NOT NULL AS "mayTrackOpens", p.source::text, p.source_detail AS "sourceDetail")
    SELECT b.*, NOT EXISTS (
      SELECT 1 FROM messages o WHERE o.company_id = ${companyId}::uuid AND o.prospect_id = b."prospectId" AND o.id <> b."messageId" AND o.sent_at IS NOT NULL) AS "isFirst"
    FROM begun b`;
}

interface Addressed {
  id: string;
  prospectId: string;
  emails: Array<string | null>;
  phones: Array<string | null>;
}

/** Those of the messages whose person may be written to, as far as this transaction knows. */
async function withoutOpposed(ctx: CompanyCtx, messageIds: string[]): Promise<string[]> {
  const people = await ctx.db.$queryRaw<Addressed[]>`
    SELECT m.id, m.prospect_id AS "prospectId", ARRAY[m.to_email, p.email] AS emails, ARRAY[p.phone, p.mobile] AS phones
    FROM messages m JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
    WHERE m.company_id = ${ctx.companyId}::uuid AND m.id = ANY (${messageIds}::uuid[])`;
  const verdicts = await mayContactEach(ctx, { people, channel: "email", purpose: "prospecting" });
  return people.filter((_, at) => verdicts[at]!.may).map(({ id }) => id);
}
