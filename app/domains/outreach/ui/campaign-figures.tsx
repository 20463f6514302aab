import { useTranslation } from "react-i18next";
import type { CampaignStatus } from "~/generated/prisma/enums";
import { Funnel } from "~/ui/charts/funnel";
import { Progress } from "~/ui/charts/progress";
import { Badge } from "~/ui/controls/badge";
import { Card } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import type { MessageCounts, MessageGroup } from "../campaign/campaign.rules";

interface Props {
  campaignId: string;
  status: CampaignStatus;
  recipients: number;
  counts: MessageCounts;
}

/** What is under way, with its share. Nothing when nothing moves. */
export function CampaignLive({ status, recipients, counts }: Omit<Props, "campaignId">) {
  const { t } = useTranslation("outreach");
  const { number, list } = useFormat();
  const leaving = counts.approved + counts.sent + counts.failed;
  const work =
    counts.drafting > 0
      ? { what: "drafting", done: recipients - counts.drafting - counts.cancelled, all: recipients - counts.cancelled }
      : status === "active" && counts.approved > 0
        ? { what: "sending", done: leaving - counts.approved, all: leaving }
        : null;
  if (!work || !["active", "paused"].includes(status)) return null;
  const done = t("campaign.live.done", { done: number(work.done), all: number(work.all) });
  return (
    <Card>
      <div className="row between mb-3">
        <Badge tone="accent" live>
          {t(`campaign.live.${work.what}`)}
        </Badge>
        <span className="num muted">{done}</span>
      </div>
      <Progress label={list([t(`campaign.live.${work.what}`), done])} ratio={work.all > 0 ? work.done / work.all : 0} />
    </Card>
  );
}

/** From recipients to replies; each figure opens its rows. */
export function CampaignFunnel({ campaignId, recipients, counts }: Omit<Props, "status">) {
  const { t } = useTranslation("outreach");
  const { number, percent } = useFormat();
  const steps: Array<{ key: string; count: number; of: number; group: MessageGroup | null }> = [
    { key: "recipients", count: recipients, of: 0, group: null },
    { key: "sent", count: counts.sent, of: recipients, group: "sent" },
    { key: "delivered", count: counts.delivered, of: counts.sent, group: "delivered" },
    { key: "replied", count: counts.replied, of: counts.delivered, group: "replied" },
  ];
  return (
    <section className="stack g3">
      <header>
        <h2 className="lead strong">{t("campaign.funnel.title")}</h2>
        <p className="muted">{t("campaign.funnel.hint")}</p>
      </header>
      <Funnel
        label={t("campaign.funnel.title")}
        steps={steps.map(({ key, count, of, group }) => ({
          label: t(`campaign.funnel.${key}`),
          ratio: recipients > 0 ? count / recipients : 0,
          figure: number(count),
          note: of > 0 ? percent(count / of) : undefined,
          to: `/campaigns/${campaignId}/messages${group ? `?group=${group}` : ""}`,
        }))}
      />
    </section>
  );
}
