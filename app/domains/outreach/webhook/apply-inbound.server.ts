import { recordInteractions } from "~/domains/crm/interaction/record-interaction.server";
import { openTask } from "~/domains/crm/task/open-task.server";
import { isLanguage } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { messageReplied } from "../message/message.events.server";
import { stopRecipients } from "../message/stop-recipients.server";
import { addressOf } from "../sending/letter.rules";
import { recordOpposition } from "../suppression/record-opposition.server";
import type { Inbound } from "./mail-webhook.schema";
import { advance, earliest } from "./message-progress.rules";
import { asksToStop, isAutoReply, textOfHtml, visibleReply } from "./reply-text.rules";
import { noteEvent, type Outcome, type ToldMessage } from "./told-message.server";

/**
 * A mail came back. A person's reply stops the sequence, shows in the timeline and opens one task; a machine's is kept in the timeline
 * and counts for nothing. A reply that asks us to stop is an opposition: no task asks anybody to write to him again.
 */
export async function applyInbound(
  ctx: CompanyCtx,
  { messageId, vendorKey, at, inbound }: { messageId: string; vendorKey: string; at: Date; inbound: Inbound },
): Promise<Outcome> {
  const isAuto = isAutoReply(inbound.Headers, inbound.Subject);
  const message = await noteEvent(ctx, { messageId, vendorKey, type: isAuto ? "auto_reply" : "reply", at });
  if (!message) return "processed";
  const text = visibleReply(inbound.TextBody) || inbound.StrippedTextReply.trim() || visibleReply(textOfHtml(inbound.HtmlBody));
  const from = (inbound.FromFull?.Email ?? addressOf(inbound.From)).toLowerCase();
  const isOpposition = !isAuto && asksToStop(text);
  await recordInteractions(ctx, [
    {
      prospectId: message.prospectId,
      messageId,
      type: "received",
      channel: "email",
      subject: inbound.Subject,
      content: text,
      metadata: { from, autoReply: isAuto, opposition: isOpposition, attachments: inbound.Attachments.map(({ Name }) => Name) },
      occurredAt: at,
    },
  ]);
  if (isAuto) return "processed";
  await markReplied(ctx, message, at);
  if (isOpposition) await recordOpposition(ctx, { messageId, addresses: [from], at });
  else await askFollowUp(ctx, message, text);
  return "processed";
}

async function markReplied(ctx: CompanyCtx, message: ToldMessage, at: Date) {
  const { db, companyId, emit } = ctx;
  await db.message.updateMany({
    where: { id: message.id },
    data: { status: advance(message.status, "replied"), repliedAt: earliest(message.repliedAt, at) },
  });
  await stopRecipients(ctx, { recipientId: message.recipientId, reason: "replied", at });
  await db.$executeRaw`
    UPDATE prospects SET last_activity_at = greatest(last_activity_at, ${at}::timestamptz),
      status = CASE WHEN status IN ('new', 'to_contact', 'enriched', 'scoring', 'contacted') THEN 'engaged'::prospect_status ELSE status END
    WHERE company_id = ${companyId}::uuid AND id = ${message.prospectId}::uuid`;
  if (!message.repliedAt)
    emit(
      messageReplied.create({ companyId, campaignId: message.campaignId, messageId: message.id, prospectId: message.prospectId }),
      message.id,
    );
}

/** For whoever is free, in the company's language, today. */
async function askFollowUp(ctx: CompanyCtx, { id, prospectId, subject }: ToldMessage, text: string) {
  const company = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { language: true } });
  const prospect = await ctx.db.prospect.findFirst({
    where: { id: prospectId },
    select: { firstName: true, lastName: true, organizationName: true, email: true, assignedToId: true },
  });
  const language = isLanguage(company.language) ? company.language : "fr";
  const t = (await voiceFor(language, ["outreach"])).getFixedT(language, "outreach");
  const name = [prospect?.firstName, prospect?.lastName].filter(Boolean).join(" ") || prospect?.organizationName || prospect?.email || "";
  await openTask(ctx, {
    prospectId,
    messageId: id,
    type: "follow_up",
    title: t("webhook.task.title", { name }),
    description: [subject ? t("webhook.task.about", { subject }) : "", text.slice(0, 2000)].filter(Boolean).join("\n\n"),
    priority: "high",
    assignedToId: null,
  });
  const whose = prospect?.assignedToId;
  ctx.notify({
    to: whose ? [whose] : { permission: "message:edit" },
    type: "reply.received",
    about: { type: "prospect", id: prospectId },
    occasion: id,
  });
}
