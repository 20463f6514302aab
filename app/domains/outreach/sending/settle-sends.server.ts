import { recordInteractions } from "~/domains/crm/interaction/record-interaction.server";
import { giveBackEmails } from "~/domains/billing/usage/reserve-usage.server";
import { recordset } from "~/platform/bulk.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { mailTransport, mailUnitCost, type SendOutcome } from "~/platform/vendors/postmark.server";
import { messageBounced, messageSent } from "../message/message.events.server";
import { suppressAddress } from "../suppression/suppress-address.server";

export interface Settlement {
  messageId: string;
  outcome: SendOutcome;
}

/** Minutes before what the provider could not take now is tried again. */
const minutesUntil = { rate_limited: 5, unreachable: 10, not_connected: 60 } as const;

/**
 * Writes down what became of calls to the provider: one transaction, each effect once however often the same is told.
 * @returns the moment before which nothing more should be tried, when the provider cannot take mails now
 */
export async function settleSends(ctx: CompanyCtx, settlements: Settlement[]): Promise<Date | null> {
  const sent: Array<{ messageId: string; vendorMessageId: string }> = [];
  const unknown: string[] = [];
  const waits: Date[] = [];
  for (const { messageId, outcome } of settlements) {
    if (outcome.outcome === "sent") sent.push({ messageId, vendorMessageId: outcome.vendorMessageId });
    else if (outcome.outcome === "unknown") unknown.push(messageId);
    else if (outcome.outcome === "refused") await settleRefused(ctx, messageId, outcome.code);
    else {
      const at = new Date(ctx.now.getTime() + minutesUntil[outcome.code] * 60_000);
      waits.push(at);
      await putBack(ctx, { messageIds: [messageId], at, code: `outreach.sending.${outcome.code}` });
    }
  }
  await settleSent(ctx, sent);
  if (unknown.length > 0) {
    const data = { status: "unknown", errorCode: "outreach.sending.unknown" } as const;
    await ctx.db.message.updateMany({ where: { id: { in: unknown }, status: "sending" }, data });
  }
  return waits.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
}

interface SentRow {
  id: string;
  campaignId: string;
  prospectId: string;
  subject: string | null;
  content: string;
}

/**
 * These mails are at the provider. Whatever we believed of them before, from now on they are sent: a mail that was given up and
 * is heard of all the same must not leave again.
 */
export async function settleSent(ctx: CompanyCtx, sent: Array<{ messageId: string; vendorMessageId: string | null }>) {
  if (sent.length === 0) return;
  const { db, companyId, now, emit } = ctx;
  const service = mailTransport() === "postmark" ? "postmark" : "mailbox";
  const rows = await db.$queryRaw<SentRow[]>`
    WITH sent AS (
      UPDATE messages m SET status = 'sent', vendor_message_id = coalesce(r.vendor, m.vendor_message_id), sent_at = ${now}::timestamptz, error_code = NULL, scheduled_at = NULL
      FROM ${recordset(
        sent.map(({ messageId, vendorMessageId }) => ({ id: messageId, vendor: vendorMessageId })),
        "id uuid, vendor text",
      )}
      WHERE m.company_id = ${companyId}::uuid AND m.id = r.id AND m.sent_at IS NULL
      RETURNING m.id, m.campaign_id, m.recipient_id, m.prospect_id, m.subject, m.content),
    recipients AS (
      UPDATE campaign_recipients c SET state = 'sent' FROM sent
      WHERE c.company_id = ${companyId}::uuid AND c.id = sent.recipient_id AND c.state IN ('enrolled', 'drafted', 'waiting')),
    contacted AS (
      UPDATE prospects p SET last_contacted_at = greatest(p.last_contacted_at, ${now}::timestamptz),
        status = CASE WHEN p.status IN ('new', 'to_contact', 'enriched', 'scoring') THEN 'contacted'::prospect_status ELSE p.status END
      FROM sent WHERE p.company_id = ${companyId}::uuid AND p.id = sent.prospect_id),
    costs AS (
      INSERT INTO cost_trackings (id, company_id, service, resource_type, quantity, unit_cost, total_cost, subject_id, period_start, period_end)
      SELECT app.uuid_v7(), c.id, ${service}, 'email_sent', 1, ${mailUnitCost()}::numeric, ${mailUnitCost()}::numeric, sent.id, today.date, today.date
      FROM sent CROSS JOIN companies c CROSS JOIN LATERAL (SELECT (${now}::timestamptz AT TIME ZONE c.timezone)::date AS date) today
      WHERE c.id = ${companyId}::uuid)
    SELECT id, campaign_id AS "campaignId", prospect_id AS "prospectId", subject, content FROM sent`;
  await recordInteractions(
    ctx,
    rows.map(({ id, prospectId, subject, content }) => ({
      prospectId,
      messageId: id,
      type: "sent",
      channel: "email",
      subject,
      content,
      occurredAt: now,
    })),
  );
  for (const { id, campaignId, prospectId } of rows) emit(messageSent.create({ companyId, campaignId, messageId: id, prospectId }), id);
}

/** The provider said no: the address is dead, or the mail itself was wrong. It did not leave and does not count. */
async function settleRefused(ctx: CompanyCtx, messageId: string, code: "inactive_recipient" | "invalid") {
  const { db, companyId, now, emit } = ctx;
  const isDead = code === "inactive_recipient";
  const [row] = await db.$queryRaw<
    Array<{ campaignId: string; prospectId: string; recipientId: string; toEmail: string | null; reservedAt: Date | null }>
  >`
    UPDATE messages SET status = ${isDead ? "bounced" : "failed"}::message_status, error_code = ${`outreach.sending.${code}`},
      bounced_at = CASE WHEN ${isDead} THEN ${now}::timestamptz END, bounce_type = CASE WHEN ${isDead} THEN 'InactiveRecipient' END,
      failed_at = CASE WHEN ${isDead} THEN NULL ELSE ${now}::timestamptz END
    WHERE company_id = ${companyId}::uuid AND id = ${messageId}::uuid AND status IN ('sending', 'unknown') AND sent_at IS NULL
    RETURNING campaign_id AS "campaignId", prospect_id AS "prospectId", recipient_id AS "recipientId", to_email AS "toEmail", reserved_at AS "reservedAt"`;
  if (!row) return;
  await db.campaignRecipient.updateMany({
    where: { id: row.recipientId, state: { notIn: ["replied", "stopped"] } },
    data: { state: "stopped", stopReason: isDead ? "bounced" : "rejected", stoppedAt: now },
  });
  if (row.reservedAt) await giveBackEmails(ctx, { count: 1, reservedAt: row.reservedAt });
  if (!isDead) return;
  if (row.toEmail) await suppressAddress(ctx, { address: row.toEmail, reason: "hard_bounce", messageId });
  emit(messageBounced.create({ companyId, campaignId: row.campaignId, messageId, prospectId: row.prospectId, hard: true }), messageId);
}

/**
 * Puts mails that certainly did not leave back among the approved ones, where their next reservation judges them anew; those of a
 * stopped campaign are cancelled. What they took out of the day's limit is given back. `reservedAt`: only while they still bear it.
 * @returns how many
 */
export async function putBack(
  ctx: CompanyCtx,
  { messageIds, reservedAt, at, code }: { messageIds: string[]; reservedAt?: string; at?: Date; code?: string },
): Promise<number> {
  const back = await ctx.db.$queryRaw<Array<{ reservedAt: Date }>>`
    UPDATE messages m SET status = CASE WHEN c.status IN ('active', 'paused') THEN 'approved'::message_status ELSE 'cancelled'::message_status END,
      scheduled_at = ${at ?? null}::timestamptz, error_code = ${code ?? null}, reserved_at = NULL
    FROM campaigns c, messages before
    WHERE m.company_id = ${ctx.companyId}::uuid AND m.id = ANY (${messageIds}::uuid[]) AND m.status IN ('sending', 'unknown') AND m.sent_at IS NULL
      AND (${reservedAt ?? null}::timestamptz IS NULL OR m.reserved_at = ${reservedAt ?? null}::timestamptz)
      AND c.company_id = m.company_id AND c.id = m.campaign_id AND before.company_id = m.company_id AND before.id = m.id
    RETURNING before.reserved_at AS "reservedAt"`;
  const [first] = back;
  if (first) await giveBackEmails(ctx, { count: back.length, reservedAt: first.reservedAt });
  return back.length;
}
