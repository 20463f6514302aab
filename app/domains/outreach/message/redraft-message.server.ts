import type { CompanyCtx } from "~/platform/tenancy.server";
import { lockDraft } from "./lock-draft.server";
import { draftsRequested } from "./message.events.server";

/**
 * Asks for another draft with a person's remark. The text of now stays on the message until the new one takes its place.
 * @throws AppError 'outreach.message.not_pending' · 'outreach.message.changed_since' · 'platform.record.unknown'
 */
export async function redraftMessage(
  ctx: CompanyCtx,
  { messageId, revision, remark }: { messageId: string; revision: number; remark: string },
) {
  const { db, companyId, emit } = ctx;
  const { campaignId } = await lockDraft(ctx, { messageId, revision });
  await db.message.update({ where: { companyId_id: { companyId, id: messageId } }, data: { status: "drafting", remark } });
  emit(draftsRequested.create({ companyId, campaignId, messageIds: [messageId] }), campaignId);
  ctx.audit({ action: "message.redraft_asked", about: { type: "message", id: messageId }, after: { revision } });
}
