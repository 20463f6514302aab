import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { countAudience } from "~/domains/outreach/campaign/audience.queries.server";
import { findCampaign, listSold } from "~/domains/outreach/campaign/campaign.queries.server";
import { mayChange } from "~/domains/outreach/campaign/campaign.rules";
import { CampaignForm } from "~/domains/outreach/campaign/campaign.schema";
import { changeCampaign } from "~/domains/outreach/campaign/change-campaign.server";
import { CampaignEditor } from "~/domains/outreach/ui/campaign-editor";
import { filterFromUrl } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { segmentNames } from "~/domains/prospecting/segment/segment.queries.server";
import { AppError } from "~/platform/errors";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export const handle = { words: ["outreach"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "campaign:change");
  const { searchParams } = new URL(request.url);
  return inCompany(company, async (ctx) => {
    const campaign = found(await findCampaign(ctx, idFrom(params.campaignId)));
    if (!mayChange(campaign.status)) throw new AppError("outreach.campaign.already_launched", { status: 409 });
    const filter = searchParams.size > 0 ? filterFromUrl(searchParams) : campaign.filter;
    return {
      campaign,
      filter,
      count: await countAudience(ctx, { filter, exceptCampaignId: campaign.id }),
      products: await listSold(ctx),
      segments: await segmentNames(ctx),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "campaign:change");
  const campaignId = idFrom(params.campaignId);
  const form = await readForm(request, CampaignForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => changeCampaign(ctx, { campaignId, ...form.value }));
    return redirectWithNotice(`/campaigns/${campaignId}`, { code: "outreach:campaign.changed" });
  });
}

export default function EditCampaign() {
  const { campaign, filter, count, products, segments } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const { name, productId, tone, language, languageOfContact, goal, dailyLimit, bantThreshold } = campaign;
  return (
    <CampaignEditor
      title={t("campaign.change")}
      path={`/campaigns/${campaign.id}/edit`}
      products={products}
      segments={segments}
      filter={filter}
      count={count}
      values={{
        name,
        productId,
        tone,
        language,
        ...(languageOfContact && { languageOfContact: "on" }),
        goal: goal ?? undefined,
        dailyLimit: dailyLimit?.toString(),
        bantThreshold: String(bantThreshold),
      }}
      lastResult={useActionData<typeof action>()}
    />
  );
}
