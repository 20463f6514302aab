import { reserveEmails } from "~/domains/billing/usage/reserve-usage.server";
import { mayContactEach } from "~/domains/privacy/contact/may-contact.server";
import { recordset } from "~/platform/bulk.server";
import { localDate, momentOf } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { type Candidate, judgeSend } from "./judge-send.rules";
import { nextDay, nextSlot, type SendingHours, zoneOf } from "./sending-hours.rules";

/** What one reservation takes at most. */
export const batchSize = 50;
/** Candidates judged before a reservation is content with what it has: the rest of a sleeping time zone waits for the next one. */
const mostJudged = 1000;

export interface Reservation {
  messageIds: string[];
  /** The token of this reservation: a message is begun only while it still bears it. */
  reservedAt: string;
  /** When to ask again; null: nothing is left to send, or the campaign does not run. */
  nextAt: string | null;
}

/**
 * Takes approved messages of a campaign that may leave now out of the limits of the company and the campaign, all in this
 * transaction. What may never leave is cancelled with the reason, what may leave later gets its moment.
 * A company that does not say where it can be reached by post sends nothing: all stays approved, and the sweep asks again within
 * minutes of its address being known.
 * The campaign's row is locked, so that reservations of one campaign queue up and a pause waits for none of them to begin.
 */
export async function reserveSends(
  ctx: CompanyCtx,
  { campaignId, atMost = batchSize }: { campaignId: string; atMost?: number },
): Promise<Reservation> {
  const { db, now } = ctx;
  const none = { messageIds: [], reservedAt: now.toISOString(), nextAt: null };
  const campaign = await lockCampaign(ctx, campaignId);
  if (campaign?.status !== "active" || campaign.isClosing) return none;
  if (!campaign.hasAddress) {
    const day = localDate(now, campaign.timezone).toISOString().slice(0, 10);
    const about = { type: "campaign", id: campaignId };
    ctx.notify({ to: { permission: "campaign:change" }, type: "campaign.held", about, occasion: `${campaignId} ${day}` });
    return none;
  }

  const hours = { fromHour: campaign.sendFromHour, untilHour: campaign.sendUntilHour };
  const ready = await judgeApproved(ctx, campaignId, campaign, atMost);
  const room = campaign.dailyLimit === null ? ready.length : Math.min(ready.length, await roomToday(ctx, campaignId, campaign));
  const granted = room > 0 ? await reserveEmails(ctx, room) : 0;
  const taken = ready.slice(0, granted);
  if (taken.length > 0) await markReserved(ctx, taken);
  if (granted < ready.length) {
    const at = nextDay(now, campaign.timezone);
    const code = granted < room ? "outreach.sending.daily_limit" : "outreach.sending.campaign_limit";
    await postponeDue(ctx, campaignId, ready.slice(granted), { at, code, zone: campaign.timezone, hours });
  }
  const [next] = await db.$queryRaw<Array<{ at: Date | null }>>`
    SELECT min(coalesce(scheduled_at, ${now}::timestamptz)) AS at FROM messages
    WHERE campaign_id = ${campaignId}::uuid AND status = 'approved' AND deleted_at IS NULL`;
  return {
    messageIds: taken.map(({ messageId }) => messageId),
    reservedAt: now.toISOString(),
    nextAt: nextTry(next?.at ?? null, taken.length, now),
  };
}

interface Frame {
  status: string;
  dailyLimit: number | null;
  timezone: string;
  sendFromHour: number;
  sendUntilHour: number;
  hasAddress: boolean;
  /** The company's account is on its way to its end: nothing is sent any more, and all stays as it is should the end be taken back. */
  isClosing: boolean;
}

async function lockCampaign({ db, companyId }: CompanyCtx, campaignId: string): Promise<Frame | undefined> {
  const [campaign] = await db.$queryRaw<Array<Frame>>`
    SELECT c.status::text, c.daily_limit AS "dailyLimit", o.timezone, o.send_from_hour AS "sendFromHour", o.send_until_hour AS "sendUntilHour",
      coalesce(o.postal_address, '') ~ '\\S' AS "hasAddress", o.closes_at IS NOT NULL AS "isClosing"
    FROM campaigns c JOIN companies o ON o.id = c.company_id
    WHERE c.company_id = ${companyId}::uuid AND c.id = ${campaignId}::uuid FOR UPDATE OF c`;
  return campaign;
}

/** Judges what is due, oldest approval first, until enough may leave or nothing is left. */
async function judgeApproved(
  ctx: CompanyCtx,
  campaignId: string,
  { timezone, sendFromHour, sendUntilHour }: Frame,
  atMost: number,
): Promise<Candidate[]> {
  const ready: Candidate[] = [];
  const slots = new Map<string, Date>();
  for (let judged = 0; ready.length < atMost && judged < mostJudged;) {
    const wanted = atMost - ready.length;
    const candidates = await pickDue(
      ctx,
      campaignId,
      wanted,
      ready.map(({ messageId }) => messageId),
    );
    const verdicts = candidates.map((candidate) => ({
      candidate,
      ...judgeSend(candidate, ctx.now, timezone, { fromHour: sendFromHour, untilHour: sendUntilHour }, slots),
    }));
    ready.push(...verdicts.filter(({ verdict }) => verdict === "send").map(({ candidate }) => candidate));
    const refused = verdicts.flatMap((one) =>
      one.verdict === "refuse" ? [{ id: one.candidate.messageId, code: one.code, stop: one.stop }] : [],
    );
    const later = verdicts.flatMap((one) => (one.verdict === "later" ? [{ id: one.candidate.messageId, code: one.code, at: one.at }] : []));
    if (refused.length > 0) await cancelRefused(ctx, refused);
    if (later.length > 0) await postpone(ctx, later);
    judged += candidates.length;
    if (candidates.length < wanted) break;
  }
  return ready;
}

/**
 * Locked first, looked at in a statement of its own, which sees all that was committed until the locks were held. The prospect's row
 * is locked too: two campaigns never reserve a mail to the same person at once.
 */
async function pickDue(ctx: CompanyCtx, campaignId: string, wanted: number, besides: string[]): Promise<Candidate[]> {
  const { db, companyId, now } = ctx;
  const due = await db.$queryRaw<Array<{ id: string }>>`
    SELECT m.id FROM messages m JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
    WHERE m.company_id = ${companyId}::uuid AND m.campaign_id = ${campaignId}::uuid AND m.status = 'approved' AND m.deleted_at IS NULL
      AND m.channel = 'email' AND (m.scheduled_at IS NULL OR m.scheduled_at <= ${now}::timestamptz) AND NOT m.id = ANY (${besides}::uuid[])
    ORDER BY m.approved_at LIMIT ${wanted}::int
    FOR NO KEY UPDATE OF m, p SKIP LOCKED`;
  if (due.length === 0) return [];
  const candidates = await db.$queryRaw<
    Array<Omit<Candidate, "isSuppressed" | "isDead"> & { prospectId: string; phones: Array<string | null> }>
  >`
    SELECT m.id AS "messageId", m.prospect_id AS "prospectId", ARRAY[p.phone, p.mobile] AS phones, coalesce(m.subject, '') = '' OR m.content = '' AS "isEmpty", p.email, p.deleted_at IS NOT NULL AS "isDeleted",
      r.state IN ('replied', 'stopped') AS "hasStopped", p.legal_basis::text AS "legalBasis",
      coalesce(p.organization_name, p.siret, p.job_title) IS NOT NULL AS "isProfessional",
      (SELECT max(coalesce(o.sent_at, o.reserved_at)) FROM messages o
        WHERE o.company_id = m.company_id AND o.prospect_id = m.prospect_id AND o.campaign_id <> m.campaign_id) AS "lastOtherAt",
      p.country_code AS "countryCode", p.postal_code AS "postalCode", p.department
    FROM messages m
    JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
    JOIN campaign_recipients r ON r.company_id = m.company_id AND r.id = m.recipient_id
    WHERE m.company_id = ${companyId}::uuid AND m.id = ANY (${due.map(({ id }) => id)}::uuid[])
    ORDER BY m.approved_at, m.id`;
  const people = candidates.map(({ email, phones, prospectId, isProfessional }) => ({
    emails: [email],
    phones,
    prospectId,
    isProfessional,
  }));
  const verdicts = await mayContactEach(ctx, { people, channel: "email", purpose: "prospecting" });
  return candidates.map((candidate, at) => {
    const verdict = verdicts[at]!;
    const isDead = !verdict.may && verdict.reason === "invalid";
    return { ...candidate, isDead, isSuppressed: !verdict.may && !isDead };
  });
}

/** Never over the campaign's own daily limit: counted under the campaign's lock, in the company's local day. */
async function roomToday({ db, now }: CompanyCtx, campaignId: string, { dailyLimit, timezone }: Frame): Promise<number> {
  const dayStart = momentOf(localDate(now, timezone), timezone);
  const used = await db.message.count({ where: { campaignId, reservedAt: { gte: dayStart } } });
  return Math.max(0, dailyLimit! - used);
}

async function markReserved({ db, companyId, now }: CompanyCtx, taken: Candidate[]) {
  const rows = taken.map(({ messageId, email }) => ({ id: messageId, email, hash: digest(linkToken("unsubscribe", messageId)) }));
  await db.$executeRaw`
    UPDATE messages m SET status = 'sending', reserved_at = ${now}::timestamptz, to_email = r.email, unsubscribe_hash = r.hash, scheduled_at = NULL, error_code = NULL
    FROM ${recordset(rows, "id uuid, email text, hash text")} WHERE m.company_id = ${companyId}::uuid AND m.id = r.id`;
}

async function cancelRefused({ db, companyId, now }: CompanyCtx, refused: Array<{ id: string; code: string; stop: string }>) {
  await db.$executeRaw`
    WITH cancelled AS (
      UPDATE messages m SET status = 'cancelled', error_code = r.code, scheduled_at = NULL
      FROM ${recordset(refused, "id uuid, code text, stop text")} WHERE m.company_id = ${companyId}::uuid AND m.id = r.id
      RETURNING m.recipient_id, r.stop)
    UPDATE campaign_recipients c SET state = 'stopped', stop_reason = cancelled.stop, stopped_at = ${now}::timestamptz
    FROM cancelled WHERE c.company_id = ${companyId}::uuid AND c.id = cancelled.recipient_id AND c.state NOT IN ('replied', 'stopped')`;
}

async function postpone({ db, companyId }: CompanyCtx, later: Array<{ id: string; code: string; at: Date }>) {
  await db.$executeRaw`
    UPDATE messages m SET scheduled_at = r.at, error_code = r.code
    FROM ${recordset(later, "id uuid, code text, at timestamptz")} WHERE m.company_id = ${companyId}::uuid AND m.id = r.id`;
}

/** The limit is reached: what was judged waits for its own first slot of the new day, the rest for the day itself, where it is judged again. */
async function postponeDue(
  ctx: CompanyCtx,
  campaignId: string,
  judged: Candidate[],
  { at, code, zone, hours }: { at: Date; code: string; zone: string; hours: SendingHours },
) {
  await postpone(
    ctx,
    judged.map((candidate) => ({ id: candidate.messageId, code, at: nextSlot(at, zoneOf(candidate, zone), hours) })),
  );
  await ctx.db.$executeRaw`
    UPDATE messages SET scheduled_at = ${at}::timestamptz, error_code = ${code}
    WHERE company_id = ${ctx.companyId}::uuid AND campaign_id = ${campaignId}::uuid AND status = 'approved' AND (scheduled_at IS NULL OR scheduled_at <= ${ctx.now}::timestamptz)`;
}

/** At once while there is more; half a minute later when what is due was held by somebody else just now. */
function nextTry(at: Date | null, taken: number, now: Date): string | null {
  if (!at) return null;
  if (at > now) return at.toISOString();
  return new Date(now.getTime() + (taken > 0 ? 0 : 30_000)).toISOString();
}
