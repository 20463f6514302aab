import type { ActionFunctionArgs } from "@remix-run/node";
import { pauseCampaign } from "~/domains/outreach/campaign/pause-campaign.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "campaign:change");
  const campaignId = idFrom(params.campaignId);
  const page = `/campaigns/${campaignId}`;
  return redirectWithRefusal(page, async () => {
    await inCompany(company, (ctx) => pauseCampaign(ctx, { campaignId }));
    return redirectWithNotice(page, { code: "outreach:notice.paused", undo: { action: `/campaigns/${campaignId}/resume`, fields: {} } });
  });
}
