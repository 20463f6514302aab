import { z } from "zod";
import { type Finding, findingCodes } from "./findings.rules";

const count = z.number().int().min(0);
const Figures = z.object({
  imported: count,
  contacted: count,
  sent: count,
  delivered: count,
  replies: count,
  bounces: count,
  unsubscribes: count,
  complaints: count,
});

/** What a report keeps of its week, so that it says the same for ever. Moments in ISO. */
export const KeyMetrics = z.object({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  week: Figures,
  before: Figures,
  campaigns: z.array(z.object({ campaignId: z.guid(), week: Figures, before: Figures })),
  /** The latest last. */
  trend: z.array(z.object({ period: z.string(), contacted: count, replies: count })),
});
export type KeyMetrics = z.infer<typeof KeyMetrics>;

export const Findings = z.array(
  z.object({
    code: z.enum(findingCodes),
    values: z.record(z.string(), z.number()),
    campaignId: z.guid().nullable(),
    sample: z.object({ part: count, whole: count }).nullable(),
    rows: z.object({
      metric: z.enum(["imported", "contacted", "sent", "delivered", "replies", "bounces", "unsubscribes", "complaints"]),
      campaignId: z.guid().nullable(),
    }),
    deed: z.string().nullable(),
  }),
);

/** The form of "Send me now". */
export const SendNowForm = z.object({ to: z.enum(["me", "team"]) });

/** A report as it was written, or the week so far. */
export interface ReportContent {
  /** Null: the week so far, which is kept nowhere. */
  id: string | null;
  type: string;
  /** "2026-W47" */
  period: string;
  /** First and last local day. */
  from: Date;
  until: Date;
  generatedAt: Date;
  keyMetrics: KeyMetrics;
  insights: Array<Finding>;
}
