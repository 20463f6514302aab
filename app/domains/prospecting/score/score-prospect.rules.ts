import { daysSince, knownRule, scoreGroups, scoreParts, scoreRuleCodes, type ScoreCode, type ScorePart } from "./score-catalogue.rules";
import { plain, type ScoredFacts } from "./score-facts.rules";
import type { OwnRule, ScoreRules } from "./score-rules.schema";

/** Some points of one part, and why. The reasons of a part add up to its score; one of the part "lead" says what holds the whole down. */
export interface ScoreReason {
  code: ScoreCode;
  points: number;
  part: ScorePart | "lead";
  /** Day of what it rests on (YYYY-MM-DD): of the answer, the meeting; of what has no date, the day it was first known. */
  at: string;
  /** Of a company's own rule: its name. */
  label?: string;
}

export interface ProspectScores extends Record<ScorePart, number> {
  lead: number;
  reasons: Array<ScoreReason>;
}

/** Rules made ready to score many. The record, the job and the preview of a change use this one function. */
export type Scorer = (facts: ScoredFacts, now: Date, before?: ReadonlyArray<ScoreReason>) => ProspectScores;

/**
 * Scores by rules: points of each rule that holds, faded by age, at most the cap of their group; each part within 0–100; the whole the
 * weighed sum of the parts, at most 100. An address that is dead or must not be written to is worth 0, with its reasons still told.
 */
export function scorerOf(rules: ScoreRules): Scorer {
  const known = scoreRuleCodes
    .map((code) => ({ code, ...knownRule(code), points: rules.points[code], halfLife: rules.halfLife[code] ?? 0 }))
    .filter(({ points }) => points !== 0);
  const groups = [
    ...Object.entries(scoreGroups).map(([key, { part }]) => ({
      part: part as ScorePart,
      cap: rules.caps[key as keyof typeof scoreGroups],
      rules: known.filter(({ group }) => group === key),
      own: [] as Array<{ rule: OwnRule; holds: (facts: ScoredFacts) => boolean }>,
    })),
    ...scoreParts.map((part) => ({
      part,
      cap: rules.ownCap,
      rules: [] as typeof known,
      own: rules.own.filter((rule) => rule.part === part && rule.points !== 0).map((rule) => ({ rule, holds: ownMatcher(rule) })),
    })),
  ].filter((group) => group.rules.length + group.own.length > 0);

  return (facts, now, before = []) => {
    const today = dayOf(now);
    const reasons: Array<ScoreReason> = [];
    const scores = { fit: 0, intent: 0, engagement: 0, budget: 0 };
    const since = (code: ScoreCode, label?: string) => before.find((reason) => reason.code === code && reason.label === label)?.at ?? today;
    for (const { part, cap, rules, own } of groups) {
      let gained = 0;
      let lost = 0;
      const add = (reason: ScoreReason) => {
        if (reason.points === 0) return;
        reasons.push(reason);
        if (reason.points > 0) gained += reason.points;
        else lost += reason.points;
      };
      for (const { code, points, halfLife, find } of rules) {
        const found = find(facts, now);
        if (found instanceof Date) {
          const faded = halfLife > 0 ? points * 0.5 ** (daysSince(found, now) / halfLife) : points;
          add({ code, points: Math.round(faded), part, at: dayOf(found) });
        } else if (found) add({ code, points, part, at: since(code) });
      }
      for (const { rule, holds } of own)
        if (holds(facts)) add({ code: "own", points: rule.points, part, at: since("own", rule.label), label: rule.label });
      if (gained > cap) {
        reasons.push({ code: "cap", points: cap - gained, part, at: today });
        gained = cap;
      }
      scores[part] += gained + lost;
    }
    for (const part of scoreParts) {
      const sum = scores[part];
      if (sum > 100) reasons.push({ code: "ceiling", points: 100 - sum, part, at: today });
      if (sum < 0) reasons.push({ code: "floor", points: -sum, part, at: today });
      scores[part] = Math.min(100, Math.max(0, sum));
    }
    for (const reason of reasons)
      if (reason.code === "cap" || reason.code === "ceiling" || reason.code === "floor")
        reason.at = before.find(({ code, part }) => code === reason.code && part === reason.part)?.at ?? today;
    const weight = (part: ScoreReason["part"]) => (part === "lead" ? 100 : rules.weights[part]);
    reasons.sort((a, b) => b.points * weight(b.part) - a.points * weight(a.part));
    const weighed = Math.min(100, Math.round(scoreParts.reduce((sum, part) => sum + (scores[part] * rules.weights[part]) / 100, 0)));
    if (!facts.hasBounced && !facts.isSuppressed) return { ...scores, lead: weighed, reasons };
    const code = facts.hasBounced ? "bounced" : "unsubscribed";
    return { ...scores, lead: 0, reasons: [{ code, points: -weighed, part: "lead", at: since(code) }, ...reasons] };
  };
}

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

function ownMatcher({ field, values }: OwnRule): (facts: ScoredFacts) => boolean {
  const wanted = values.map(plain);
  const set = new Set(wanted);
  if (field === "tag") return (facts) => facts.tags.some((tag) => set.has(plain(tag)));
  if (field === "jobTitle" || field === "organizationName")
    return (facts) => facts[field] !== null && wanted.some((word) => plain(facts[field]).includes(word));
  return (facts) => facts[field] !== null && set.has(plain(facts[field]));
}

/** The scores after one change, as their history tells them. */
export interface ScoreHistoryRow {
  id: string;
  lead: number;
  fit: number;
  intent: number;
  engagement: number;
  budget: number;
  rulesVersion: number;
  createdAt: Date;
}
