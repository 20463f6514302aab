import type { MessageStatus } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** ignored: understood, and nothing may or need be kept of it. */
export type Outcome = "processed" | "ignored";

export interface ToldMessage {
  id: string;
  campaignId: string;
  recipientId: string;
  prospectId: string;
  status: MessageStatus;
  toEmail: string | null;
  subject: string | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  openedAt: Date | null;
  clickedAt: Date | null;
  repliedAt: Date | null;
  bouncedAt: Date | null;
  bounceType: string | null;
}

/** The message, held until the transaction ends: what is told of one message is applied one after the other. */
export async function lockMessage({ db, companyId }: CompanyCtx, messageId: string): Promise<ToldMessage | null> {
  const [row] = await db.$queryRaw<ToldMessage[]>`
    SELECT id, campaign_id AS "campaignId", recipient_id AS "recipientId", prospect_id AS "prospectId", status::text, to_email AS "toEmail", subject,
      sent_at AS "sentAt", delivered_at AS "deliveredAt", opened_at AS "openedAt", clicked_at AS "clickedAt", replied_at AS "repliedAt",
      bounced_at AS "bouncedAt", bounce_type AS "bounceType"
    FROM messages WHERE company_id = ${companyId}::uuid AND id = ${messageId}::uuid FOR UPDATE`;
  return row ?? null;
}

export interface ToldEvent {
  messageId: string;
  vendorKey: string;
  /** delivery, bounce, spam_complaint, click, open, reply, auto_reply, subscription_change */
  type: string;
  at: Date;
  detail?: Record<string, unknown>;
}

/** Notes what was told, and gives the message as it is now. Null when it was noted before: then there is nothing more to do. */
export async function noteEvent(ctx: CompanyCtx, { messageId, vendorKey, type, at, detail = {} }: ToldEvent): Promise<ToldMessage | null> {
  const { count } = await ctx.db.messageEvent.createMany({
    data: [{ companyId: ctx.companyId, messageId, vendorKey, type, detail: detail as never, occurredAt: at }],
    skipDuplicates: true,
  });
  return count > 0 ? lockMessage(ctx, messageId) : null;
}
