import { z } from "zod";
import { knownRule, scoreGroupKeys, scoreGroups, scoreParts, scoreRuleCodes, type ScoreGroup, type ScorePart, type ScoreRuleCode } from "./score-catalogue.rules"; // prettier-ignore

const invalid = "prospecting.score.number_invalid";
const whole = (least: number, most: number) => z.coerce.number(invalid).int(invalid).min(least, invalid).max(most, invalid);

/** What a company's own rule may look at. */
export const ownFields = ["department", "city", "tag", "jobTitle", "organizationName"] as const;
export type OwnField = (typeof ownFields)[number];

/** A rule the company wrote itself: the field holds one of these values (of titles and firms: one of these words). */
export const OwnRule = z.object({
  key: z.string().regex(/^[a-z0-9]{1,20}$/),
  label: z.string(invalid).trim().min(1, "prospecting.score.own_unnamed").max(60, "prospecting.score.own_unnamed"),
  part: z.enum(scoreParts, invalid),
  field: z.enum(ownFields, invalid),
  values: z.array(z.string().trim().min(1).max(60)).min(1, "prospecting.score.own_empty").max(60, "prospecting.score.own_empty"),
  points: whole(-100, 100),
});
export type OwnRule = z.output<typeof OwnRule>;

/** What a threshold watches. */
export const thresholdScores = ["lead", ...scoreParts] as const;
export type ThresholdScore = (typeof thresholdScores)[number];
export const thresholdTasks = ["call", "email", "meeting", "follow_up"] as const;

/** From this score on a task is opened, once for each prospect. */
export const Threshold = z.object({
  key: z.string().regex(/^[a-z0-9]{1,20}$/),
  on: z.enum(thresholdScores, invalid),
  at: whole(1, 100),
  task: z.enum(thresholdTasks, invalid),
  /** Days until it is due. */
  inDays: whole(0, 60),
});
export type Threshold = z.output<typeof Threshold>;

/** How a company scores, in full: ours with what the company changed. */
export interface ScoreRules {
  points: Record<ScoreRuleCode, number>;
  /** Days; 0: does not fade. */
  halfLife: Partial<Record<ScoreRuleCode, number>>;
  caps: Record<ScoreGroup, number>;
  /** The most that own rules of one part give together. */
  ownCap: number;
  /** Percent of each part that goes into the overall score. */
  weights: Record<ScorePart, number>;
  thresholds: Array<Threshold>;
  own: Array<OwnRule>;
}

export const mostOwn = 20;
export const mostThresholds = 5;

const record = <K extends string, S extends z.ZodType>(keys: ReadonlyArray<K>, value: S) =>
  z.object(Object.fromEntries(keys.map((key) => [key, value])) as Record<K, S>).partial();

export const fadingCodes = scoreRuleCodes.filter((code) => knownRule(code).halfLife !== undefined);

/** What differs from our rules. What it does not name is ours, so that a rule of ours that changes or comes reaches the company. */
export const ScoreOverrides = z.object({
  points: record(scoreRuleCodes, whole(-100, 100)).optional(),
  halfLife: record(fadingCodes, whole(0, 1000)).optional(),
  caps: record(scoreGroupKeys, whole(0, 100)).optional(),
  ownCap: whole(0, 100).optional(),
  weights: record(scoreParts, whole(0, 100)).optional(),
  thresholds: z.array(Threshold).max(mostThresholds, invalid).optional(),
  own: z.array(OwnRule).max(mostOwn, invalid).optional(),
});
export type ScoreOverrides = z.output<typeof ScoreOverrides>;

/** Our rules, where a company changed nothing. */
export const defaultRules: ScoreRules = {
  points: Object.fromEntries(scoreRuleCodes.map((code) => [code, knownRule(code).points])) as ScoreRules["points"],
  halfLife: Object.fromEntries(fadingCodes.map((code) => [code, knownRule(code).halfLife])),
  caps: Object.fromEntries(scoreGroupKeys.map((key) => [key, scoreGroups[key].cap])) as ScoreRules["caps"],
  ownCap: 40,
  weights: { fit: 70, intent: 40, engagement: 40, budget: 15 },
  thresholds: [{ key: "hot", on: "lead", at: 75, task: "call", inDays: 1 }],
  own: [],
};

/** Ours with a company's changes. What no longer makes sense, of a rule that is gone, is passed over. */
export function rulesWith(overrides: unknown): ScoreRules {
  const read = ScoreOverrides.safeParse(overrides ?? {});
  const { points, halfLife, caps, ownCap, weights, thresholds, own } = read.success ? read.data : ({} as ScoreOverrides);
  return {
    points: { ...defaultRules.points, ...points },
    halfLife: { ...defaultRules.halfLife, ...halfLife },
    caps: { ...defaultRules.caps, ...caps },
    ownCap: ownCap ?? defaultRules.ownCap,
    weights: { ...defaultRules.weights, ...weights },
    thresholds: thresholds ?? defaultRules.thresholds,
    own: own ?? defaultRules.own,
  };
}

const differing = <T extends Record<string, number | undefined>>(mine: T, ours: Record<string, number | undefined>) => {
  const kept = Object.entries(mine).filter(([key, value]) => value !== undefined && value !== ours[key]);
  return kept.length > 0 ? (Object.fromEntries(kept) as T) : undefined;
};
const unlike = <T>(mine: T, ours: T) => (JSON.stringify(mine) === JSON.stringify(ours) ? undefined : mine);

/** What of these rules is not ours: what is kept. */
export function overridesOf(rules: ScoreRules): ScoreOverrides {
  const kept = {
    points: differing(rules.points, defaultRules.points),
    halfLife: differing(rules.halfLife, defaultRules.halfLife),
    caps: differing(rules.caps, defaultRules.caps),
    ownCap: unlike(rules.ownCap, defaultRules.ownCap),
    weights: differing(rules.weights, defaultRules.weights),
    thresholds: unlike(rules.thresholds, defaultRules.thresholds),
    own: unlike(rules.own, defaultRules.own),
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as ScoreOverrides;
}
