import { useTranslation } from "react-i18next";
import { Funnel } from "~/ui/charts/funnel";
import { LineChart } from "~/ui/charts/line-chart";
import { Drawing } from "~/ui/pages/report-page";
import { useFormat } from "~/ui/words";
import { type Figures, type Metric, rateOf } from "../report/figures.rules";
import { weekNumber } from "../report/period-words.rules";
import type { KeyMetrics } from "../report/report.schema";

/** The response rate of eight weeks. A week without contacts is a gap, not a zero. */
export function TrendDrawing({ trend }: Pick<KeyMetrics, "trend">) {
  const { t } = useTranslation("insights");
  const { percent } = useFormat();
  const rates = trend.map(({ replies, contacted }) => rateOf(replies, contacted));
  if (rates.every((rate) => rate === null)) return <Drawing title={t("report.trend")} note={t("report.trend_none")} children={null} />;
  return (
    <Drawing title={t("report.trend")} note={t("report.trend_note")}>
      <LineChart
        label={t("report.trend_label")}
        heads={trend.map(({ period }) => t("report.week_short", { week: weekNumber(period) }))}
        write={(value) => percent(value)}
        series={[{ name: t("figure.rate"), values: rates }]}
      />
    </Drawing>
  );
}

const steps: Array<Metric> = ["sent", "delivered", "replies"];

/** From what was sent to what came back, each step a share of what was sent. */
export function FunnelDrawing({ week, base }: { week: Figures; base: string }) {
  const { t } = useTranslation("insights");
  const { number, percent } = useFormat();
  const most = Math.max(1, ...steps.map((metric) => week[metric]));
  return (
    <Drawing title={t("report.funnel")} note={t("report.funnel_note")}>
      <Funnel
        label={t("report.funnel")}
        steps={steps.map((metric) => ({
          label: t(`figure.${metric}`),
          ratio: week[metric] / most,
          figure: number(week[metric]),
          note: metric === "sent" || week.sent === 0 ? undefined : percent(week[metric] / week.sent),
          to: `${base}/rows?metric=${metric}`,
        }))}
      />
    </Drawing>
  );
}
