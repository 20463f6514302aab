import type { CompanyCtx } from "~/platform/tenancy.server";
import { messageBounced, messageClicked, messageComplained, messageDelivered, messageOpened } from "../message/message.events.server";
import { stopRecipients } from "../message/stop-recipients.server";
import { recordOpposition } from "../suppression/record-opposition.server";
import { suppressAddress } from "../suppression/suppress-address.server";
import { advance, bounceKind, earliest, harder } from "./message-progress.rules";
import { noteEvent, type Outcome, type ToldMessage } from "./told-message.server";

interface About {
  messageId: string;
  vendorKey: string;
  at: Date;
}

const factOf = ({ companyId }: CompanyCtx, { id, campaignId, prospectId }: ToldMessage) => ({
  companyId,
  campaignId,
  messageId: id,
  prospectId,
});

export async function applyDelivery(ctx: CompanyCtx, { at, ...about }: About): Promise<Outcome> {
  const message = await noteEvent(ctx, { ...about, type: "delivery", at });
  if (!message) return "processed";
  await ctx.db.message.updateMany({
    where: { id: message.id },
    data: { status: advance(message.status, "delivered"), deliveredAt: earliest(message.deliveredAt, at) },
  });
  if (!message.deliveredAt) ctx.emit(messageDelivered.create(factOf(ctx, message)), message.id);
  return "processed";
}

/** A dead address is suppressed for good; a full mailbox or a refusal of this mail ends this sequence only. */
export async function applyBounce(
  ctx: CompanyCtx,
  { at, type, address, description, ...about }: About & { type: string; address: string; description: string },
): Promise<Outcome> {
  const kind = bounceKind(type);
  if (kind === "complaint") return applyComplaint(ctx, { ...about, at, address });
  const message = await noteEvent(ctx, {
    ...about,
    type: "bounce",
    at,
    detail: { bounce: type, kind, description: description.slice(0, 500) },
  });
  if (!message || kind === "note") return "processed";
  if (kind === "opposition") {
    await recordOpposition(ctx, { messageId: message.id, addresses: [address], at });
    return "processed";
  }
  const isHard = kind === "hard";
  const wasHard = message.bounceType !== null && bounceKind(message.bounceType) === "hard";
  await ctx.db.message.updateMany({
    where: { id: message.id },
    data: {
      status: advance(message.status, "bounced"),
      bouncedAt: earliest(message.bouncedAt, at),
      bounceType: harder(message.bounceType, type),
    },
  });
  if (isHard) await suppressAddress(ctx, { address: message.toEmail ?? address, reason: "hard_bounce", messageId: message.id });
  await stopRecipients(ctx, {
    ...(isHard ? { prospectId: message.prospectId } : { recipientId: message.recipientId }),
    reason: "bounced",
    at,
  });
  if (!message.bouncedAt || (isHard && !wasHard)) ctx.emit(messageBounced.create({ ...factOf(ctx, message), hard: isHard }), message.id);
  return "processed";
}

/** "This is spam": suppressed at once, and the mail was delivered, or nobody could have said so. */
export async function applyComplaint(ctx: CompanyCtx, { at, address, ...about }: About & { address: string }): Promise<Outcome> {
  const message = await noteEvent(ctx, { ...about, type: "spam_complaint", at });
  if (!message) return "processed";
  await ctx.db.message.updateMany({ where: { id: message.id }, data: { status: advance(message.status, "delivered") } });
  const isNews = await suppressAddress(ctx, { address: message.toEmail ?? address, reason: "spam_complaint", messageId: message.id });
  await stopRecipients(ctx, { prospectId: message.prospectId, reason: "complained", at });
  if (isNews) ctx.emit(messageComplained.create(factOf(ctx, message)), message.id);
  return "processed";
}

/** Opens and clicks of a person are recorded with his own consent only. A click is an activity, an open never: machines open mails. */
export async function applyTracked(
  ctx: CompanyCtx,
  { kind, at, link, ...about }: About & { kind: "open" | "click"; link?: string },
): Promise<Outcome> {
  const { db, companyId } = ctx;
  const consent = await db.message.findFirst({
    where: { id: about.messageId, prospect: { trackingConsentAt: { not: null } } },
    select: { id: true },
  });
  if (!consent) return "ignored";
  const message = await noteEvent(ctx, { ...about, type: kind, at, detail: link ? { link: link.slice(0, 1000) } : {} });
  if (!message) return "processed";
  if (kind === "open") {
    const data = { status: advance(message.status, "opened"), openedAt: earliest(message.openedAt, at), openCount: { increment: 1 } };
    await db.message.updateMany({ where: { id: message.id }, data });
    if (!message.openedAt) ctx.emit(messageOpened.create(factOf(ctx, message)), message.id);
    return "processed";
  }
  const data = { status: advance(message.status, "clicked"), clickedAt: earliest(message.clickedAt, at), clickCount: { increment: 1 } };
  await db.message.updateMany({ where: { id: message.id }, data });
  await db.$executeRaw`
    UPDATE prospects SET last_activity_at = greatest(last_activity_at, ${at}::timestamptz) WHERE company_id = ${companyId}::uuid AND id = ${message.prospectId}::uuid`;
  if (!message.clickedAt) ctx.emit(messageClicked.create(factOf(ctx, message)), message.id);
  return "processed";
}

/** The provider's own list changed. What it lifts there stays suppressed here: an opposition is taken back by the person alone. */
export async function applySubscriptionChange(
  ctx: CompanyCtx,
  {
    at,
    address,
    isSuppressed,
    reason,
    origin,
    ...about
  }: About & { address: string; isSuppressed: boolean; reason: string | null; origin: string | null },
): Promise<Outcome> {
  const message = await noteEvent(ctx, { ...about, type: "subscription_change", at, detail: { isSuppressed, reason, origin } });
  if (!message || !isSuppressed) return "processed";
  const target = message.toEmail ?? address;
  if (reason === "HardBounce") await suppressAddress(ctx, { address: target, reason: "hard_bounce", messageId: message.id });
  else if (reason === "SpamComplaint") await suppressAddress(ctx, { address: target, reason: "spam_complaint", messageId: message.id });
  else if (origin === "Customer" || origin === "Admin")
    await suppressAddress(ctx, { address: target, reason: "manual", messageId: message.id });
  else await recordOpposition(ctx, { messageId: message.id, addresses: [address], at });
  return "processed";
}
