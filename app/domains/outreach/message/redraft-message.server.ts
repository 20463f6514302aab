import type { CompanyCtx } from "~/platform/tenancy.server";
import { languageOf } from "../campaign/launch-campaign.server";
import { lockDraft } from "./lock-draft.server";
import { draftsRequested } from "./message.events.server";

/**
 * Asks for another draft with a person's remark. The text of now stays on the message until the new one takes its place. Where the
 * campaign writes to each in his own language, the new one is in the contact's language of now.
 * @throws AppError 'outreach.message.not_pending' · 'outreach.message.changed_since' · 'platform.record.unknown'
 */
export async function redraftMessage(
  ctx: CompanyCtx,
  { messageId, revision, remark }: { messageId: string; revision: number; remark: string },
) {
  const { db, companyId, emit } = ctx;
  const { campaignId } = await lockDraft(ctx, { messageId, revision });
  const { language, languageOfContact } = await db.campaign.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: campaignId } },
    select: { language: true, languageOfContact: true },
  });
  await db.$executeRaw`
    UPDATE messages m SET status = 'drafting', remark = ${remark}, language = ${languageOf({ language, languageOfContact })}, updated_at = ${ctx.now}
    FROM prospects p WHERE m.company_id = ${companyId}::uuid AND m.id = ${messageId}::uuid AND p.company_id = m.company_id AND p.id = m.prospect_id`;
  emit(draftsRequested.create({ companyId, campaignId, messageIds: [messageId] }), campaignId);
  ctx.audit({ action: "message.redraft_asked", about: { type: "message", id: messageId }, after: { revision } });
}
