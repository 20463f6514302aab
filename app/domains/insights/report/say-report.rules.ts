import type { TFunction } from "i18next";
import type { ReportContent } from "./report.schema";
import { spanOf, weekNumber } from "./period-words.rules";

type Told = Pick<ReportContent, "type" | "period" | "from" | "until">;

const isCurrent = ({ type }: Pick<Told, "type">) => type === "current";

/** What a report is called: its week, or the one that runs. */
export const reportTitle = (t: TFunction<"insights">, report: Pick<Told, "type" | "period">) =>
  isCurrent(report) ? t("report.title_so_far") : t("report.title", { week: weekNumber(report.period) });

/** Which days it tells of, and whether they are over. */
export function reportAbout(t: TFunction<"insights">, language: string, report: Told) {
  const key = isCurrent(report) ? "report.about_so_far" : report.type === "weekly" ? "report.about" : "report.about_on_demand";
  return t(key, { week: weekNumber(report.period), span: spanOf(t, language, report) });
}
