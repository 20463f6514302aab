import type { ActionFunctionArgs } from "@remix-run/node";
import { launchCampaign } from "~/domains/outreach/campaign/launch-campaign.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "campaign:change");
  const campaignId = idFrom(params.campaignId);
  const page = `/campaigns/${campaignId}`;
  return redirectWithRefusal(page, async () => {
    const { recipients } = await inCompany(company, (ctx) => launchCampaign(ctx, { campaignId }), { bulk: true });
    return redirectWithNotice(page, { code: "outreach:notice.launched", values: { count: recipients } });
  });
}
