import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { mayChange } from "./campaign.rules";
import { audienceOf } from "./audience-of.server";
import type { CampaignForm } from "./campaign.schema";
import { requireProduct } from "./create-campaign.server";
import { lockCampaign } from "./lock-campaign.server";

/** @throws AppError 'outreach.campaign.already_launched': its audience and its drafts rest on what it was */
export async function changeCampaign(ctx: CompanyCtx, { campaignId, filter, ...input }: CampaignForm & { campaignId: string }) {
  const { db, companyId } = ctx;
  const campaign = await lockCampaign(ctx, campaignId);
  if (!mayChange(campaign.status)) throw new AppError("outreach.campaign.already_launched");
  await requireProduct(ctx, input.productId);
  const before = await db.campaign.findUniqueOrThrow({ where: { companyId_id: { companyId, id: campaignId } } });
  const after = await db.campaign.update({
    where: { companyId_id: { companyId, id: campaignId } },
    data: { ...input, ...audienceOf(filter) },
  });
  ctx.audit({ action: "campaign.changed", about: { type: "campaign", id: campaignId }, before, after });
}
