/** What is counted in a week. Each is a number of different prospects (imported, contacted) or messages (the others). */
export const metrics = ["imported", "contacted", "sent", "delivered", "replies", "bounces", "unsubscribes", "complaints"] as const;
export type Metric = (typeof metrics)[number];
export type Figures = Record<Metric, number>;

export const isMetric = (text: unknown): text is Metric => metrics.includes(text as Metric);
export const noFigures: Figures = {
  imported: 0,
  contacted: 0,
  sent: 0,
  delivered: 0,
  replies: 0,
  bounces: 0,
  unsubscribes: 0,
  complaints: 0,
};

/** More of these is bad news. */
export const isTrouble = (metric: Metric) => metric === "bounces" || metric === "unsubscribes" || metric === "complaints";

/** A share of nothing is none. */
export const rateOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Replies per contacted prospect, a fraction; null when nobody was contacted. Above 1 when replies answer mails of earlier weeks. */
export const responseRate = ({ replies, contacted }: Pick<Figures, "replies" | "contacted">) => rateOf(replies, contacted);

/** Below this many, a share says little: it is shown with a warning. */
export const smallSample = 30;

export interface Compared {
  week: Figures;
  before: Figures;
}

export const pickFigures = (row: Figures): Figures => ({
  imported: row.imported,
  contacted: row.contacted,
  sent: row.sent,
  delivered: row.delivered,
  replies: row.replies,
  bounces: row.bounces,
  unsubscribes: row.unsubscribes,
  complaints: row.complaints,
});
