import { recordChoice } from "~/domains/privacy/contact/record-choice.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { stopRecipients } from "../message/stop-recipients.server";
import { prospectUnsubscribed } from "../message/message.events.server";
import { suppressAddress } from "./suppress-address.server";

/**
 * The person asked not to be written to any more, by link, by one click, by the provider or by a reply. Holds at once for every
 * campaign of the company, also for what is approved or queued; said twice it is said once.
 */
export async function recordOpposition(
  ctx: CompanyCtx,
  { messageId, addresses, at }: { messageId: string; addresses: Array<string | null>; at: Date },
): Promise<boolean> {
  const { db, companyId, emit } = ctx;
  const message = await db.message.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: messageId } },
    select: { campaignId: true, prospectId: true, toEmail: true, prospect: { select: { email: true } } },
  });
  const all = [message.toEmail, message.prospect.email, ...addresses]
    .filter((address) => !!address)
    .map((address) => address!.toLowerCase());
  let isNews = false;
  if (
    all.length > 0 &&
    !(await db.suppression.findFirst({ where: { channel: "email", reason: "unsubscribed", messageId }, select: { id: true } }))
  )
    await recordChoice(ctx, {
      person: { emails: all, phones: [] },
      prospectId: message.prospectId,
      channels: ["email"],
      isGranted: false,
      source: "unsubscribe",
      messageId,
      at,
    });
  for (const address of new Set(all)) if (await suppressAddress(ctx, { address, reason: "unsubscribed", messageId })) isNews = true;
  await stopRecipients(ctx, { prospectId: message.prospectId, reason: "unsubscribed", at });
  if (isNews)
    emit(prospectUnsubscribed.create({ companyId, campaignId: message.campaignId, messageId, prospectId: message.prospectId }), messageId);
  return isNews;
}
