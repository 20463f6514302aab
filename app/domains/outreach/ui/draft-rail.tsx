import { useTranslation } from "react-i18next";
import { RailGroup, RailItem } from "~/ui/pages/queue-page";
import type { QueueItem } from "../message/queued-draft.rules";

interface Props {
  rail: Array<QueueItem>;
  currentId: string;
  campaigns: Array<{ id: string; pending: number }>;
  toMessage: (id: string) => string;
}

/** The drafts around this one, under their campaigns. */
export function DraftRail({ rail, currentId, campaigns, toMessage }: Props) {
  const { t } = useTranslation("outreach");
  const groups = [...new Set(rail.map(({ campaignId }) => campaignId))].map((id) => rail.filter(({ campaignId }) => campaignId === id));
  return groups.map((items) => {
    const { campaignId, campaignName } = items[0]!;
    return (
      <RailGroup key={campaignId} title={campaignName} count={campaigns.find(({ id }) => id === campaignId)?.pending ?? items.length}>
        {items.map((item) => (
          <RailItem
            key={item.id}
            to={toMessage(item.id)}
            name={item.person || item.organizationName || item.email || ""}
            note={item.organizationName ?? item.email ?? ""}
            mark={item.origin === "person" ? t("origin.person") : item.leadScore}
            current={item.id === currentId}
          />
        ))}
      </RailGroup>
    );
  });
}
