import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { campaignPaused } from "./campaign.events.server";
import { mayPause } from "./campaign.rules";
import { lockCampaign } from "./lock-campaign.server";

/** Sending stops at once; what is being drafted is drafted on, so that the queue is ready when it resumes. @throws AppError 'outreach.campaign.not_running' */
export async function pauseCampaign(ctx: CompanyCtx, { campaignId }: { campaignId: string }) {
  const { db, companyId, now, emit, notify, actor } = ctx;
  const campaign = await lockCampaign(ctx, campaignId);
  if (!mayPause(campaign.status)) throw new AppError("outreach.campaign.not_running");
  await db.campaign.update({ where: { companyId_id: { companyId, id: campaignId } }, data: { status: "paused", pausedAt: now } });
  emit(campaignPaused.create({ companyId, campaignId }), campaignId);
  ctx.audit({ action: "campaign.paused", about: { type: "campaign", id: campaignId } });
  notify({
    to: { permission: "campaign:change" },
    type: "campaign.paused",
    about: { type: "campaign", id: campaignId },
    occasion: `${campaignId} ${now.toISOString()}`,
    except: actor.kind === "user" ? actor.id : undefined,
  });
}
