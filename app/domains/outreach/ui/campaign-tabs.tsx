import { useTranslation } from "react-i18next";
import { Tabs } from "~/ui/controls/tabs";
import { useFormat } from "~/ui/words";

interface Props {
  campaignId: string;
  /** Null before the launch: there are none. */
  messages: number | null;
  excluded: number;
  isLaunched: boolean;
}

/** The places of one campaign. Who is left out is told until the launch, as the list of today can say no more about the day it was launched. */
export function CampaignTabs({ campaignId, messages, excluded, isLaunched }: Props) {
  const { t } = useTranslation("outreach");
  const { number } = useFormat();
  const tabs = [
    { label: t("campaign.overview"), to: `/campaigns/${campaignId}` },
    ...(messages === null ? [] : [{ label: t("campaign.messages"), to: `/campaigns/${campaignId}/messages`, count: number(messages) }]),
    ...(isLaunched ? [] : [{ label: t("campaign.excluded"), to: `/campaigns/${campaignId}/excluded`, count: number(excluded) }]),
  ];
  return <Tabs label={t("campaigns.title")} tabs={tabs} />;
}
