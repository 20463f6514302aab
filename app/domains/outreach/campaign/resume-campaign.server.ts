import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { campaignResumed } from "./campaign.events.server";
import { mayResume } from "./campaign.rules";
import { lockCampaign } from "./lock-campaign.server";

/** What was approved in the meantime leaves from now on. @throws AppError 'outreach.campaign.not_paused' */
export async function resumeCampaign(ctx: CompanyCtx, { campaignId }: { campaignId: string }) {
  const { db, companyId, emit } = ctx;
  const campaign = await lockCampaign(ctx, campaignId);
  if (!mayResume(campaign.status)) throw new AppError("outreach.campaign.not_paused");
  await db.campaign.update({ where: { companyId_id: { companyId, id: campaignId } }, data: { status: "active", pausedAt: null } });
  emit(campaignResumed.create({ companyId, campaignId }), campaignId);
  ctx.audit({ action: "campaign.resumed", about: { type: "campaign", id: campaignId } });
}
