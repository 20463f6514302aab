import type { TFunction } from "i18next";
import { formatNumber, formatPercent } from "~/ui/format";
import { type Finding, isSmallSample } from "./findings.rules";

export interface SaidFinding {
  title: string;
  why: string;
  /** What its button says. */
  deed: string;
}

/** A finding in the reader's words. `campaignName` is asked for the campaign it names. */
export function sayFinding(
  t: TFunction<"insights">,
  language: string,
  finding: Finding,
  campaignName: (id: string) => string,
): SaidFinding {
  const { code, values, campaignId, sample } = finding;
  const written = Object.entries(values).map(([key, value]) => [
    key,
    /rate$/i.test(key) ? formatPercent(value, language) : key === "count" ? value : formatNumber(value, language),
  ]);
  const said: Record<string, string | number> = {
    ...Object.fromEntries(written),
    n: formatNumber(values.count ?? 0, language),
    ...(campaignId && { campaign: campaignName(campaignId) }),
  };
  const counted = sample && t("finding.sample", { part: formatNumber(sample.part, language), whole: formatNumber(sample.whole, language) });
  return {
    title: t(`finding.${code}.title`, said),
    why: [t(`finding.${code}.why`, said), counted, isSmallSample(finding) && t("finding.small")].filter(Boolean).join(" "),
    deed: t(`finding.${code}.deed`, said),
  };
}
