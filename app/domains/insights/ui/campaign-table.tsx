import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Table } from "~/ui/data/table";
import { Drawing } from "~/ui/pages/report-page";
import { useFormat } from "~/ui/words";
import { type Metric, responseRate } from "../report/figures.rules";
import type { KeyMetrics } from "../report/report.schema";

const columns: Array<Metric> = ["contacted", "delivered", "replies", "bounces", "unsubscribes"];

/** The week by campaign; each figure opens its rows. */
export function CampaignTable({
  campaigns,
  names,
  base,
}: {
  campaigns: KeyMetrics["campaigns"];
  names: Record<string, string>;
  base: string;
}) {
  const { t } = useTranslation("insights");
  const { number, percent } = useFormat();
  const active = campaigns.filter(({ week }) => columns.some((metric) => week[metric] > 0));
  if (active.length === 0) return <Drawing title={t("report.by_campaign")} note={t("report.no_campaign")} children={null} />;
  return (
    <Drawing title={t("report.by_campaign")} note={t("report.by_campaign_note")}>
      <div className="chart-table">
        <Table
          label={t("report.by_campaign")}
          heads={[
            { label: t("report.campaign") },
            ...columns.map((metric) => ({ label: t(`figure.${metric}`), num: true })),
            { label: t("figure.rate"), num: true },
          ]}
        >
          {active.map(({ campaignId, week }) => {
            const rate = responseRate(week);
            return (
              <tr key={campaignId}>
                <td>
                  <Link className="linked" to={`/campaigns/${campaignId}`}>
                    {names[campaignId] ?? t("report.campaign_gone")}
                  </Link>
                </td>
                {columns.map((metric) => (
                  <td key={metric} className="num">
                    <Link className="linked" to={`${base}/rows?metric=${metric}&campaign=${campaignId}`}>
                      {number(week[metric])}
                    </Link>
                  </td>
                ))}
                <td className="num strong">{rate === null ? t("figure.none") : percent(rate)}</td>
              </tr>
            );
          })}
        </Table>
      </div>
    </Drawing>
  );
}
