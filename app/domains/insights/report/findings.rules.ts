import { type Compared, type Metric, rateOf, responseRate, smallSample } from "./figures.rules";

/** In the order of weight: trouble first, then what worked, then what is missing. A report tells the first three that hold. */
export const findingCodes = [
  "complaints",
  "bounces_high",
  "unsubscribes_high",
  "best_campaign",
  "rate_up",
  "rate_down",
  "answered",
  "no_reply",
  "not_contacted",
  "nothing_sent",
  "no_trouble",
  "nothing_imported",
  "imported_more",
  "sent_compared",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** A sentence's code with its numbers (a key that ends in Rate is a fraction), what it is counted on, the rows it rests on, and where to act. */
export interface Finding {
  code: FindingCode;
  values: Record<string, number>;
  campaignId: string | null;
  sample: { part: number; whole: number } | null;
  rows: { metric: Metric; campaignId: string | null };
  /** Address of the page where its next step is taken; null: its rows. */
  deed: string | null;
}

export interface CampaignFigures extends Compared {
  campaignId: string;
}

/** Above these shares a mail provider begins to mistrust a sender. */
const bounceAlarm = 0.05;
const unsubscribeAlarm = 0.02;
/** A change of the response rate below one point is level. */
const levelPoints = 0.01;

export const isSmallSample = ({ sample }: Pick<Finding, "sample">) => sample !== null && sample.whole < smallSample;

/** Three findings, only from the figures given. What is said of a small sample says so itself (isSmallSample). */
export function findingsOf({ week, before, campaigns }: Compared & { campaigns: Array<CampaignFigures> }): Array<Finding> {
  const rate = responseRate(week);
  const rateBefore = responseRate(before);
  const change = rate !== null && rateBefore !== null ? rate - rateBefore : null;
  const answered = share(week.replies, week.contacted);
  const found: Array<Finding | false> = [
    week.complaints > 0 &&
      finding("complaints", "complaints", { count: week.complaints }, share(week.complaints, week.sent), "/suppressions"),
    isAbove(week.bounces, week.sent, bounceAlarm) &&
      finding(
        "bounces_high",
        "bounces",
        { count: week.bounces, bounceRate: week.bounces / week.sent },
        share(week.bounces, week.sent),
        "/imports",
      ),
    isAbove(week.unsubscribes, week.contacted, unsubscribeAlarm) &&
      finding(
        "unsubscribes_high",
        "unsubscribes",
        { count: week.unsubscribes, leavingRate: week.unsubscribes / week.contacted },
        share(week.unsubscribes, week.contacted),
        "/campaigns",
      ),
    bestCampaign(campaigns),
    change !== null && change >= levelPoints && finding("rate_up", "replies", { rate: rate!, beforeRate: rateBefore! }, answered),
    change !== null &&
      change <= -levelPoints &&
      finding("rate_down", "replies", { rate: rate!, beforeRate: rateBefore! }, answered, "/drafts"),
    week.replies > 0 && finding("answered", "replies", { count: week.replies }, answered, "/tasks"),
    week.contacted > 0 && week.replies === 0 && finding("no_reply", "contacted", { count: week.contacted }, answered, "/campaigns"),
    week.imported > 0 && week.contacted === 0 && finding("not_contacted", "imported", { count: week.imported }, null, "/campaigns/new"),
    week.sent === 0 && finding("nothing_sent", "sent", {}, null, "/drafts"),
    week.sent > 0 &&
      week.bounces + week.unsubscribes + week.complaints === 0 &&
      finding("no_trouble", "sent", { count: week.sent }, share(0, week.sent)),
    week.imported === 0 && finding("nothing_imported", "imported", {}, null, "/imports/new"),
    week.imported > 0 && finding("imported_more", "imported", { count: week.imported, before: before.imported }, null, "/prospects"),
    finding("sent_compared", "sent", { count: week.sent, before: before.sent }, null),
  ];
  return found.filter((one): one is Finding => one !== false).slice(0, 3);
}

/** The campaign with the most replies per contacted prospect, against the others together; only where there is something to compare. */
function bestCampaign(campaigns: Array<CampaignFigures>): Finding | false {
  const ran = campaigns.filter(({ week }) => week.contacted > 0);
  if (ran.length < 2) return false;
  const [best] = ran.toSorted(
    (a, b) =>
      responseRate(b.week)! - responseRate(a.week)! || b.week.contacted - a.week.contacted || (a.campaignId < b.campaignId ? -1 : 1),
  );
  if (!best || best.week.replies === 0) return false;
  const others = ran.filter((one) => one !== best);
  const sum = (metric: Metric) => others.reduce((total, { week }) => total + week[metric], 0);
  const othersRate = rateOf(sum("replies"), sum("contacted"))!;
  const rate = responseRate(best.week)!;
  if (rate <= othersRate) return false;
  return {
    ...finding(
      "best_campaign",
      "replies",
      { rate, othersRate },
      share(best.week.replies, best.week.contacted),
      `/campaigns/${best.campaignId}`,
    ),
    campaignId: best.campaignId,
    rows: { metric: "replies", campaignId: best.campaignId },
  };
}

const share = (part: number, whole: number) => (whole > 0 ? { part, whole } : null);
const isAbove = (part: number, whole: number, alarm: number) => whole > 0 && part / whole > alarm;
const finding = (
  code: FindingCode,
  metric: Metric,
  values: Record<string, number>,
  sample: Finding["sample"],
  deed: string | null = null,
): Finding => ({
  code,
  values,
  campaignId: null,
  sample,
  rows: { metric, campaignId: null },
  deed,
});
