import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { campaignStopped } from "./campaign.events.server";
import { mayStop, stoppable } from "./campaign.rules";
import { lockCampaign } from "./lock-campaign.server";

/**
 * For good: what has not begun to leave is cancelled, what left stays and its answers still come in. Cannot be undone.
 * @returns how many messages will not leave
 * @throws AppError 'outreach.campaign.not_running'
 */
export async function stopCampaign(ctx: CompanyCtx, { campaignId }: { campaignId: string }): Promise<{ cancelled: number }> {
  const { db, companyId, now, emit } = ctx;
  const campaign = await lockCampaign(ctx, campaignId);
  if (!mayStop(campaign.status)) throw new AppError("outreach.campaign.not_running");
  const { count } = await db.message.updateMany({
    where: { companyId, campaignId, status: { in: [...stoppable] } },
    data: { status: "cancelled" },
  });
  await db.campaignRecipient.updateMany({
    where: { companyId, campaignId, state: { in: ["enrolled", "drafted", "waiting"] } },
    data: { state: "stopped", stopReason: "campaign_stopped", stoppedAt: now },
  });
  await db.campaign.update({ where: { companyId_id: { companyId, id: campaignId } }, data: { status: "stopped", completedAt: now } });
  emit(campaignStopped.create({ companyId, campaignId }), campaignId);
  ctx.audit({ action: "campaign.stopped", about: { type: "campaign", id: campaignId }, after: { cancelled: count } });
  return { cancelled: count };
}
