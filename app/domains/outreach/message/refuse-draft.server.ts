import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { completeIfDone } from "../campaign/complete-campaign.server";
import { lockDraft, lockMessage } from "./lock-draft.server";
import { messageRefused } from "./message.events.server";

/**
 * This message will not leave, and its campaign does not write to this person. Can be taken back: restoreDraft.
 * @throws AppError 'outreach.message.not_pending' · 'outreach.message.changed_since' · 'platform.record.unknown'
 */
export async function refuseDraft(ctx: CompanyCtx, { messageId, revision }: { messageId: string; revision: number }) {
  const { db, companyId, actor, now, emit } = ctx;
  const { campaignId, recipientId, prospectId } = await lockDraft(ctx, { messageId, revision });
  await db.message.update({
    where: { companyId_id: { companyId, id: messageId } },
    data: { status: "rejected", rejectedAt: now, rejectedById: actor.kind === "user" ? actor.id : null },
  });
  await db.campaignRecipient.update({
    where: { companyId_id: { companyId, id: recipientId } },
    data: { state: "stopped", stopReason: "rejected", stoppedAt: now },
  });
  emit(messageRefused.create({ companyId, campaignId, messageId, prospectId }), messageId);
  ctx.audit({ action: "message.refused", about: { type: "message", id: messageId }, after: { revision } });
  await completeIfDone(ctx, campaignId);
}

/**
 * Takes a refusal back: the draft waits again as it was, and a campaign that ended by it runs again.
 * @throws AppError 'outreach.message.not_refused' · 'outreach.campaign.not_running' when it was stopped since · 'platform.record.unknown'
 */
export async function restoreDraft(ctx: CompanyCtx, { messageId }: { messageId: string }) {
  const { db, companyId } = ctx;
  const message = await lockMessage(ctx, messageId);
  if (message.status !== "rejected") throw new AppError("outreach.message.not_refused");
  const campaign = await db.campaign.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: message.campaignId } },
    select: { status: true },
  });
  if (campaign.status === "stopped" || campaign.status === "archived") throw new AppError("outreach.campaign.not_running");
  if (campaign.status === "completed")
    await db.campaign.update({
      where: { companyId_id: { companyId, id: message.campaignId } },
      data: { status: "active", completedAt: null },
    });
  await db.message.update({
    where: { companyId_id: { companyId, id: messageId } },
    data: { status: "pending_approval", rejectedAt: null, rejectedById: null, rejectReason: null },
  });
  await db.campaignRecipient.updateMany({
    where: { companyId, id: message.recipientId, state: "stopped", stopReason: "rejected" },
    data: { state: "drafted", stopReason: null, stoppedAt: null },
  });
  ctx.audit({ action: "message.restored", about: { type: "message", id: messageId } });
}
