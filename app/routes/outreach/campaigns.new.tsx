import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { countAudience } from "~/domains/outreach/campaign/audience.queries.server";
import { listSold } from "~/domains/outreach/campaign/campaign.queries.server";
import { CampaignForm } from "~/domains/outreach/campaign/campaign.schema";
import { createCampaign } from "~/domains/outreach/campaign/create-campaign.server";
import { CampaignEditor } from "~/domains/outreach/ui/campaign-editor";
import { filterFromUrl } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { segmentNames } from "~/domains/prospecting/segment/segment.queries.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

export const handle = { words: ["outreach"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "campaign:change");
  const filter = filterFromUrl(new URL(request.url).searchParams);
  return inCompany(company, async (ctx) => ({
    filter,
    count: await countAudience(ctx, { filter }),
    products: await listSold(ctx),
    segments: await segmentNames(ctx),
  }));
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "campaign:change");
  const form = await readForm(request, CampaignForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { campaignId } = await inCompany(company, (ctx) => createCampaign(ctx, form.value));
    return redirectWithNotice(`/campaigns/${campaignId}`, { code: "outreach:campaign.created" });
  });
}

export default function NewCampaign() {
  const { filter, count, products, segments } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  return (
    <CampaignEditor
      title={t("campaign.new")}
      path="/campaigns/new"
      products={products}
      segments={segments}
      filter={filter}
      count={count}
      values={{ languageOfContact: "on" }}
      lastResult={useActionData<typeof action>()}
    />
  );
}
