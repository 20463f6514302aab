import type { CompanyCtx } from "~/platform/tenancy.server";
import { settleSent } from "../sending/settle-sends.server";
import { applyBounce, applyComplaint, applyDelivery, applySubscriptionChange, applyTracked } from "./apply-mail-event.server";
import { applyInbound } from "./apply-inbound.server";
import { keyOf, type MailWebhook, readWebhook } from "./mail-webhook.schema";
import { lockMessage, type Outcome } from "./told-message.server";

/**
 * Understands one call that was kept: once, however often the job runs, and in any order with the others of its message.
 * A call about a mail we had not settled proves that it left: it is settled as sent first.
 */
export async function processMailWebhook(
  ctx: CompanyCtx,
  { webhookEventId, messageId }: { webhookEventId: string; messageId: string },
): Promise<Outcome> {
  const { db, companyId, now } = ctx;
  const message = await lockMessage(ctx, messageId);
  const kept = await db.webhookEvent.findFirst({
    where: { id: webhookEventId },
    select: { payload: true, processedAt: true, outcome: true, receivedAt: true },
  });
  if (!kept) return "ignored";
  if (kept.processedAt) return kept.outcome as Outcome;

  const webhook = readWebhook(kept.payload);
  let outcome: Outcome = "ignored";
  if (webhook && message) {
    const vendorMessageId = webhook.RecordType === "Inbound" ? null : webhook.MessageID;
    if (!message.sentAt) await settleSent(ctx, [{ messageId, vendorMessageId }]);
    outcome = await apply(ctx, { messageId, webhook, receivedAt: kept.receivedAt });
  }
  await db.webhookEvent.updateMany({
    where: { id: webhookEventId, companyId },
    data: { processedAt: now, outcome, error: null, nextTryAt: null },
  });
  return outcome;
}

async function apply(
  ctx: CompanyCtx,
  { messageId, webhook, receivedAt }: { messageId: string; webhook: MailWebhook; receivedAt: Date },
): Promise<Outcome> {
  const about = { messageId, vendorKey: keyOf(webhook) };
  switch (webhook.RecordType) {
    case "Delivery":
      return applyDelivery(ctx, { ...about, at: new Date(webhook.DeliveredAt) });
    case "Bounce":
      return applyBounce(ctx, {
        ...about,
        at: new Date(webhook.BouncedAt),
        type: webhook.Type,
        address: webhook.Email,
        description: webhook.Description,
      });
    case "SpamComplaint":
      return applyComplaint(ctx, { ...about, at: new Date(webhook.BouncedAt), address: webhook.Email });
    case "Open":
      return applyTracked(ctx, { ...about, kind: "open", at: new Date(webhook.ReceivedAt) });
    case "Click":
      return applyTracked(ctx, { ...about, kind: "click", at: new Date(webhook.ReceivedAt), link: webhook.OriginalLink });
    case "SubscriptionChange":
      return applySubscriptionChange(ctx, {
        ...about,
        at: new Date(webhook.ChangedAt),
        address: webhook.Recipient,
        isSuppressed: webhook.SuppressSending,
        reason: webhook.SuppressionReason ?? null,
        origin: webhook.Origin ?? null,
      });
    case "Inbound":
      return applyInbound(ctx, { ...about, at: receivedAt, inbound: webhook });
  }
}
