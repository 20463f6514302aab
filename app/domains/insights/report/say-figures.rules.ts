import type { TFunction } from "i18next";
import { formatNumber, formatPercent, formatSigned } from "~/ui/format";
import { type Compared, isTrouble, type Metric, responseRate } from "./figures.rules";

export interface SaidFigure {
  metric: Metric | "rate";
  label: string;
  figure: string;
  /** Null where there is nothing to compare with. */
  change: { text: string; direction: "up" | "down" | "level"; goodWhen: "up" | "down" } | null;
  sample: string;
  /** The rows it opens: the replies, for the rate. */
  rows: Metric;
}

/** A count with its change against the week before, in the reader's words. */
export function sayCount(t: TFunction<"insights">, language: string, metric: Metric, { week, before }: Compared): SaidFigure {
  const change = week[metric] - before[metric];
  return {
    metric,
    label: t(`figure.${metric}`),
    figure: formatNumber(week[metric], language),
    change: { text: formatSigned(change, language), direction: directionOf(change), goodWhen: isTrouble(metric) ? "down" : "up" },
    sample: t("figure.against", { n: formatNumber(before[metric], language) }),
    rows: metric,
  };
}

/** The response rate with its sample: "12,4 %", "31 sur 250". */
export function sayRate(t: TFunction<"insights">, language: string, { week, before }: Compared): SaidFigure {
  const [rate, rateBefore] = [responseRate(week), responseRate(before)];
  const points = rate === null || rateBefore === null ? null : Math.round((rate - rateBefore) * 1000) / 10;
  return {
    metric: "rate",
    label: t("figure.rate"),
    figure: rate === null ? t("figure.none") : formatPercent(rate, language),
    change:
      points === null
        ? null
        : {
            text: t("figure.points", { count: Math.abs(points), n: formatSigned(points, language, 1) }),
            direction: directionOf(points),
            goodWhen: "up",
          },
    sample:
      rate === null
        ? t("figure.nobody")
        : t("figure.of", { part: formatNumber(week.replies, language), whole: formatNumber(week.contacted, language) }),
    rows: "replies",
  };
}

const directionOf = (change: number) => (change > 0 ? "up" : change < 0 ? "down" : "level");
