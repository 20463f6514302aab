import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Pause, Pencil, Play, Rocket } from "lucide-react";
import { useTranslation } from "react-i18next";
import { countAudience } from "~/domains/outreach/campaign/audience.queries.server";
import { countMessages, findCampaign } from "~/domains/outreach/campaign/campaign.queries.server";
import { mayLaunch, mayPause, mayResume, mayStop } from "~/domains/outreach/campaign/campaign.rules";
import { unseenAnswers } from "~/domains/outreach/sending/answer-place.server";
import { getSender } from "~/domains/outreach/sending/sender.queries.server";
import { AudienceCount } from "~/domains/outreach/ui/audience-count";
import { useAudienceWords } from "~/domains/outreach/ui/audience-words";
import { CampaignFunnel, CampaignLive } from "~/domains/outreach/ui/campaign-figures";
import { CampaignPath } from "~/domains/outreach/ui/campaign-path";
import { SenderNotes } from "~/domains/outreach/ui/sender-notes";
import { CampaignTabs } from "~/domains/outreach/ui/campaign-tabs";
import { CampaignBadge } from "~/domains/outreach/ui/state-badges";
import { useLive } from "~/ui/data/use-live";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { DangerZone } from "~/ui/forms/form-parts";
import { FlowPage } from "~/ui/pages/flow-page";
import { Callout } from "~/ui/surfaces/card";

export const handle = { words: ["outreach", "prospecting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "campaign:read");
  return inCompany(company, async (ctx) => {
    const campaign = found(await findCampaign(ctx, idFrom(params.campaignId)));
    const sender = await getSender(ctx);
    return {
      campaign,
      counts: await countMessages(ctx, campaign.id),
      audience: await countAudience(ctx, { filter: campaign.filter, exceptCampaignId: campaign.id }),
      hasAddress: sender.address !== null,
      answersTo: unseenAnswers(sender),
      mayChange: company.may("campaign:change"),
      maySettle: company.may("company:change"),
    };
  });
}

export default function Campaign() {
  const { campaign, counts, audience, hasAddress, answersTo, mayChange, maySettle } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const audienceWords = useAudienceWords(campaign.filter);
  const busy = useNavigation().formAction?.startsWith(`/campaigns/${campaign.id}/`);
  const { id, status } = campaign;
  const isLaunched = campaign.startedAt !== null;
  useLive(counts.drafting > 0 || (status === "active" && counts.approved > 0 && hasAddress));
  const canLaunch = mayLaunch(status) && audience.contactable > 0 && hasAddress;

  const verb = (path: string, label: string, icon: typeof Pause, kind: "primary" | "secondary" = "secondary") => (
    <Form method="post" action={`/campaigns/${id}/${path}`}>
      <Button kind={kind} size="sm" icon={icon} busy={busy}>
        {label}
      </Button>
    </Form>
  );
  const actions = mayChange && (
    <>
      {mayLaunch(status) && (
        <ButtonLink kind="secondary" size="sm" icon={Pencil} to={`/campaigns/${id}/edit`}>
          {t("campaign.edit")}
        </ButtonLink>
      )}
      {canLaunch && verb("launch", t("campaign.launch"), Rocket, "primary")}
      {mayPause(status) && verb("pause", t("campaign.pause"), Pause)}
      {mayResume(status) && verb("resume", t("campaign.resume"), Play, "primary")}
    </>
  );
  return (
    <FlowPage
      title={campaign.name}
      crumbs={[{ label: t("campaigns.title"), to: "/campaigns" }]}
      aside={<CampaignBadge status={status} />}
      actions={actions}
      tabs={
        <CampaignTabs
          campaignId={id}
          messages={isLaunched ? campaign.totalRecipients : null}
          excluded={audience.matching - audience.contactable}
          isLaunched={isLaunched}
        />
      }
      side={
        <>
          <CampaignLive status={status} recipients={campaign.totalRecipients} counts={counts} />
          {isLaunched ? (
            <CampaignFunnel campaignId={id} recipients={campaign.totalRecipients} counts={counts} />
          ) : (
            <AudienceCount count={audience} toExcluded={(reason) => `/campaigns/${id}/excluded?reason=${reason}`} />
          )}
          {mayChange && mayStop(status) && (
            <DangerZone
              title={t("campaign.stop_title")}
              purpose={t("campaign.stop_purpose")}
              verb={t("campaign.stop")}
              word={t("campaign.stop_word")}
              form={{ action: `/campaigns/${id}/stop`, fields: {} }}
            />
          )}
        </>
      }
    >
      <h2 className="lead strong">{t("campaign.path")}</h2>
      <SenderNotes
        isLaunched={isLaunched}
        isOver={!mayLaunch(status) && !mayStop(status)}
        held={counts.approved}
        hasAddress={hasAddress}
        answersTo={answersTo}
        maySettle={maySettle}
      />
      {canLaunch && <Callout>{t("campaign.launch_note", { count: audience.contactable })}</Callout>}
      <CampaignPath campaign={{ ...campaign, audienceWords }} counts={counts} contactable={audience.contactable} />
    </FlowPage>
  );
}
