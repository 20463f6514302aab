import { createHash } from "node:crypto";
import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { lockDraft } from "./lock-draft.server";
import { messagesApproved } from "./message.events.server";

/** Most drafts one act may approve, and most ids one fact may carry. */
export const approveAtMost = 5000;
const idsOfFact = 500;

/**
 * Lets one message leave. `revision` is the text the person saw.
 * @throws AppError 'outreach.message.changed_since' when the draft was changed in between · 'outreach.message.not_pending' · 'platform.record.unknown'
 */
export async function approveMessage(ctx: CompanyCtx, { messageId, revision }: { messageId: string; revision: number }) {
  const { db, companyId } = ctx;
  const message = await lockDraft(ctx, { messageId, revision });
  await settleApproved(ctx, [messageId]);
  await db.campaignRecipient.updateMany({
    where: { companyId, id: message.recipientId, state: { in: ["enrolled", "drafted"] } },
    data: { state: "waiting" },
  });
  announce(ctx, [{ id: messageId, campaignId: message.campaignId }]);
  ctx.audit({ action: "message.approved", about: { type: "message", id: messageId }, after: { revision } });
}

interface Pending {
  id: string;
  revision: number;
  campaignId: string;
}

/** What "approve all" means right now: how many drafts wait, and a mark of exactly those texts. At most 5,000, the oldest first. */
export async function whatApproveAllMeans(ctx: CompanyCtx, input: { campaignId?: string }): Promise<{ count: number; mark: string }> {
  const pending = await listPending(ctx, input);
  return { count: pending.length, mark: markOf(pending) };
}

/**
 * Approves exactly the texts that `mark` was made of: if one was added, changed or decided since it was shown, none is approved.
 * @returns how many
 * @throws AppError 'outreach.message.queue_changed' · 'outreach.message.queue_empty'
 */
export async function approveAll(
  ctx: CompanyCtx,
  { campaignId, mark }: { campaignId?: string; mark: string },
): Promise<{ approved: number }> {
  const { db } = ctx;
  const pending = await listPending(ctx, { campaignId, hold: true });
  if (pending.length === 0) throw new AppError("outreach.message.queue_empty");
  if (markOf(pending) !== mark) throw new AppError("outreach.message.queue_changed", { values: { count: pending.length } });
  const ids = pending.map(({ id }) => id);
  await settleApproved(ctx, ids);
  await db.$executeRaw`
    UPDATE campaign_recipients r SET state = 'waiting' FROM messages m
    WHERE m.id = ANY (${ids}::uuid[]) AND r.id = m.recipient_id AND r.state::text IN ('enrolled', 'drafted')`;
  announce(ctx, pending);
  ctx.audit({
    action: "messages.approved",
    about: campaignId ? { type: "campaign", id: campaignId } : undefined,
    after: { count: ids.length, mark },
  });
  return { approved: ids.length };
}

async function settleApproved({ db, actor, now }: CompanyCtx, ids: Array<string>) {
  await db.$executeRaw`
    UPDATE messages SET status = 'approved', approved_at = ${now}, approved_by_id = ${actor.kind === "user" ? actor.id : null}::uuid
    WHERE id = ANY (${ids}::uuid[]) AND status::text = 'pending_approval'`;
}

/** In the order of the queue. Held until the end of the transaction when it is about to be approved. */
async function listPending(
  { db, companyId }: CompanyCtx,
  { campaignId, hold = false }: { campaignId?: string; hold?: boolean },
): Promise<Array<Pending>> {
  const where = { companyId, status: "pending_approval" as const, deletedAt: null, ...(campaignId && { campaignId }) };
  const select = { id: true, revision: true, campaignId: true } as const;
  if (!hold) return db.message.findMany({ where, select, orderBy: [{ campaignId: "asc" }, { id: "asc" }], take: approveAtMost });
  return db.$queryRaw`
    SELECT id, revision, campaign_id AS "campaignId" FROM messages
    WHERE company_id = ${companyId}::uuid AND status = 'pending_approval' AND deleted_at IS NULL AND (${campaignId ?? null}::uuid IS NULL OR campaign_id = ${campaignId ?? null}::uuid)
    ORDER BY campaign_id, id LIMIT ${approveAtMost}::int FOR UPDATE`;
}

const markOf = (pending: Array<Pending>) =>
  createHash("sha256")
    .update(pending.map(({ id, revision }) => `${id}:${revision}`).join("\n"))
    .digest("base64url");

/** One fact a campaign and 500 messages. */
function announce({ companyId, emit }: CompanyCtx, messages: Array<{ id: string; campaignId: string }>) {
  const byCampaign = new Map<string, Array<string>>();
  for (const { id, campaignId } of messages) {
    if (!byCampaign.has(campaignId)) byCampaign.set(campaignId, []);
    byCampaign.get(campaignId)!.push(id);
  }
  for (const [campaignId, ids] of byCampaign)
    for (let at = 0; at < ids.length; at += idsOfFact)
      emit(messagesApproved.create({ companyId, campaignId, messageIds: ids.slice(at, at + idsOfFact) }), campaignId);
}
