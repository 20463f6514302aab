import type { ScoreCode } from "./score-catalogue.rules";
import type { ProspectScores, ScoreReason } from "./score-prospect.rules";
import type { Threshold } from "./score-rules.schema";

/** A prospect before and after a change of the rules. */
export interface Compared {
  id: string;
  name: string;
  before: ProspectScores;
  after: ProspectScores;
}

export interface ChangedReason {
  code: ScoreCode;
  label?: string;
  part: ScoreReason["part"];
  from: number;
  to: number;
}

export interface RulesEffect {
  rises: number;
  falls: number;
  same: number;
  /** Of each threshold of the new rules: who stands at it or above, before and after. */
  thresholds: Array<{ threshold: Threshold; before: number; after: number }>;
  /** Prospects by overall score, ten bars: 0–9, 10–19 … 90–100. */
  histogram: { before: Array<number>; after: Array<number> };
  examples: Array<{ id: string; name: string; before: number; after: number; reasons: Array<ChangedReason> }>;
}

/** How many examples a preview shows: those that move most. */
export const exampleCount = 10;

/** Adds up what a change of the rules does, row by row: any number of rows in the memory of ten. */
export function effectCounter(thresholds: Array<Threshold>) {
  const effect: RulesEffect = {
    rises: 0,
    falls: 0,
    same: 0,
    thresholds: thresholds.map((threshold) => ({ threshold, before: 0, after: 0 })),
    histogram: { before: Array<number>(10).fill(0), after: Array<number>(10).fill(0) },
    examples: [],
  };
  let most: Array<Compared> = [];
  const move = ({ before, after }: Compared) => Math.abs(after.lead - before.lead);
  return {
    add(row: Compared) {
      const { before, after } = row;
      if (after.lead > before.lead) effect.rises += 1;
      else if (after.lead < before.lead) effect.falls += 1;
      else effect.same += 1;
      effect.histogram.before[Math.min(9, Math.floor(before.lead / 10))]! += 1;
      effect.histogram.after[Math.min(9, Math.floor(after.lead / 10))]! += 1;
      for (const one of effect.thresholds) {
        const { on, at } = one.threshold;
        if (before[on] >= at) one.before += 1;
        if (after[on] >= at) one.after += 1;
      }
      if (before.lead !== after.lead && (most.length < exampleCount || move(row) > move(most.at(-1)!)))
        most = [...most, row].sort((a, b) => move(b) - move(a)).slice(0, exampleCount);
    },
    result: (): RulesEffect => ({
      ...effect,
      examples: most.map(({ id, name, before, after }) => ({
        id,
        name,
        before: before.lead,
        after: after.lead,
        reasons: changedReasons(before.reasons, after.reasons),
      })),
    }),
  };
}

/** The reasons whose points differ, the greatest difference first. */
export function changedReasons(before: ReadonlyArray<ScoreReason>, after: ReadonlyArray<ScoreReason>): Array<ChangedReason> {
  const changed = new Map<string, ChangedReason>();
  const place = ({ code, label, part }: ScoreReason) => `${code} ${part} ${label ?? ""}`;
  const of = (reason: ScoreReason) => {
    const { code, label, part } = reason;
    const key = place(reason);
    if (!changed.has(key)) changed.set(key, { code, part, from: 0, to: 0, ...(label ? { label } : {}) });
    return changed.get(key)!;
  };
  for (const reason of before) of(reason).from += reason.points;
  for (const reason of after) of(reason).to += reason.points;
  return [...changed.values()]
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
    .slice(0, 4);
}

export interface RulesPreview extends RulesEffect {
  /** How many the effect was computed on, and how many there are: the same unless there are too many to wait for. */
  read: number;
  total: number;
}
