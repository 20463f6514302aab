import type { MessageStatus } from "~/generated/prisma/enums";
import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface LockedDraft {
  id: string;
  campaignId: string;
  recipientId: string;
  prospectId: string;
  status: MessageStatus;
  revision: number;
  subject: string | null;
  content: string;
  evidence: Array<{ key: string; value: string; text: string }>;
}

/** A message, held until the transaction ends. @throws AppError 'platform.record.unknown' */
export async function lockMessage({ db, companyId }: CompanyCtx, messageId: string): Promise<LockedDraft> {
  const [row] = await db.$queryRaw<Array<LockedDraft>>`
    SELECT id, campaign_id AS "campaignId", recipient_id AS "recipientId", prospect_id AS "prospectId", status::text AS status, revision, subject, content, evidence
    FROM messages WHERE company_id = ${companyId}::uuid AND id = ${messageId}::uuid AND deleted_at IS NULL FOR UPDATE`;
  return found(row);
}

/**
 * A draft that waits for a person, as that person saw it.
 * @throws AppError 'outreach.message.not_pending' · 'outreach.message.changed_since' · 'platform.record.unknown'
 */
export async function lockDraft(ctx: CompanyCtx, { messageId, revision }: { messageId: string; revision: number }): Promise<LockedDraft> {
  const message = await lockMessage(ctx, messageId);
  if (message.status !== "pending_approval") throw new AppError("outreach.message.not_pending");
  if (message.revision !== revision) throw new AppError("outreach.message.changed_since");
  return message;
}
