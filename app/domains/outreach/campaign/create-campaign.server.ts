import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { audienceOf } from "./audience-of.server";
import type { CampaignForm } from "./campaign.schema";

/**
 * A campaign of one e-mail step, not launched: nothing is written to anybody yet.
 * @throws AppError 'outreach.campaign.product_missing' when the product is not the company's or is no longer sold
 */
export async function createCampaign(ctx: CompanyCtx, { filter, ...input }: CampaignForm): Promise<{ campaignId: string }> {
  const { db, companyId, actor, now } = ctx;
  await requireProduct(ctx, input.productId);
  const campaignId = uuidv7(now);
  await db.campaign.create({
    data: {
      ...input,
      id: campaignId,
      companyId,
      ...audienceOf(filter),
      createdById: actor.kind === "user" ? actor.id : null,
    },
  });
  await db.campaignStep.create({ data: { companyId, campaignId, position: 1 } });
  ctx.audit({ action: "campaign.created", about: { type: "campaign", id: campaignId }, after: { ...input, filter } });
  return { campaignId };
}

/** @throws AppError 'outreach.campaign.product_missing' */
export async function requireProduct({ db, companyId }: CompanyCtx, productId: string) {
  const product = await db.product.findFirst({ where: { id: productId, companyId, isActive: true }, select: { id: true } });
  if (!product) throw new AppError("outreach.campaign.product_missing", { status: 422, field: "productId" });
}
