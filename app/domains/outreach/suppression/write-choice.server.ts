import { type Channel, channels as allChannels } from "~/domains/privacy/contact/channel.rules";
import { recordChoice } from "~/domains/privacy/contact/record-choice.server";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { stopRecipients } from "../message/stop-recipients.server";
import { suppressAddress } from "./suppress-address.server";

export interface ProspectChoice {
  prospectId: string;
  channels: ReadonlyArray<Channel> | "all";
  isGranted: boolean;
  basis?: "legitimate_interest" | "consent" | "contract";
  source: string;
  evidence?: Record<string, string>;
  messageId?: string;
  at: Date;
}

/**
 * A prospect said yes or no, and somebody or a page of ours writes it down. A no to mails also ends his sequences and puts his address
 * on the list; a yes given with its proof takes off what he himself had asked for, never a complaint or a dead address.
 * @throws AppError 'platform.record.unknown' (404)
 */
export async function writeChoice(ctx: CompanyCtx, { prospectId, channels: asked, ...choice }: ProspectChoice): Promise<void> {
  const { db, companyId } = ctx;
  const { email, phone, mobile } = found(
    await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null }, select: { email: true, phone: true, mobile: true } }),
  );
  const channels = asked === "all" ? allChannels : asked;
  await recordChoice(ctx, { ...choice, person: { emails: [email], phones: [phone, mobile] }, prospectId, channels });
  if (channels.includes("tracking"))
    await db.prospect.updateMany({ where: { id: prospectId }, data: { trackingConsentAt: choice.isGranted ? choice.at : null } });
  if (!channels.includes("email")) return;
  if (choice.isGranted) {
    if (email)
      await db.suppression.deleteMany({
        where: { companyId, channel: "email", address: email, reason: { in: ["unsubscribed", "manual"] } },
      });
    return;
  }
  if (email) await suppressAddress(ctx, { address: email, reason: "unsubscribed", messageId: choice.messageId });
  await stopRecipients(ctx, { prospectId, reason: "unsubscribed", at: choice.at });
}
