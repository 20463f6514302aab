import { type Figures, noFigures, pickFigures } from "./figures.rules";
import { type Finding, findingsOf } from "./findings.rules";
import type { KeyMetrics } from "./report.schema";
import type { Week } from "./week.rules";

export type SumsRow = Figures & { startsAt: Date; campaignId: string | null };

/** A report's content out of the sums of its weeks; `weeks` the latest first, its first the one reported. Independent of the rows' order. */
export function composeReport(
  rows: Array<SumsRow>,
  weeks: Array<Pick<Week, "period" | "startsAt" | "endsAt">>,
): { keyMetrics: KeyMetrics; insights: Array<Finding> } {
  const [week, before] = weeks;
  const of = (startsAt: Date | undefined, campaignId: string | null) => {
    const row = rows.find((one) => one.startsAt.getTime() === startsAt?.getTime() && one.campaignId === campaignId);
    return row ? pickFigures(row) : noFigures;
  };
  const recent = rows.filter(({ startsAt }) => [week, before].some((one) => one?.startsAt.getTime() === startsAt.getTime()));
  const campaignIds = [...new Set(recent.flatMap(({ campaignId }) => campaignId ?? []))].sort();
  const compared = {
    week: of(week!.startsAt, null),
    before: of(before?.startsAt, null),
    campaigns: campaignIds.map((campaignId) => ({
      campaignId,
      week: of(week!.startsAt, campaignId),
      before: of(before?.startsAt, campaignId),
    })),
  };
  const keyMetrics = {
    startsAt: week!.startsAt.toISOString(),
    endsAt: week!.endsAt.toISOString(),
    ...compared,
    trend: weeks
      .map(({ period, startsAt }) => {
        const { contacted, replies } = of(startsAt, null);
        return { period, contacted, replies };
      })
      .reverse(),
  };
  return { keyMetrics, insights: findingsOf(compared) };
}
