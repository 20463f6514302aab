import { z } from "zod";
import { scoreGroupKeys, scoreParts, scoreRuleCodes } from "./score-catalogue.rules";
import { fadingCodes, mostOwn, mostThresholds, OwnRule, ownFields, type ScoreRules, Threshold, thresholdScores, thresholdTasks } from "./score-rules.schema"; // prettier-ignore

const invalid = "prospecting.score.number_invalid";
const whole = (least: number, most: number) => z.coerce.number(invalid).int(invalid).min(least, invalid).max(most, invalid);
const each = <K extends string, S extends z.ZodType>(keys: ReadonlyArray<K>, value: S) =>
  z.object(Object.fromEntries(keys.map((key) => [key, value])) as Record<K, S>);
const text = z.string().trim().optional();

const OwnRow = z.object({ key: text, label: text, part: text, field: text, values: text, points: text });
const ThresholdRow = z.object({ key: text, on: text, at: text, task: text, inDays: text });

/** The rules as the page posts them, whole. A row of one's own without a name, and a threshold without a number, are not there. */
export const ScoringForm = z
  .object({
    baseVersion: whole(0, 1e9),
    intent: z.enum(["preview", "save"]).default("save"),
    withTasks: z.literal("on").optional(),
    points: each(scoreRuleCodes, whole(-100, 100)),
    halfLife: each(fadingCodes, whole(0, 1000)),
    caps: each(scoreGroupKeys, whole(0, 100)),
    weights: each(scoreParts, whole(0, 100)),
    ownCap: whole(0, 100),
    own: z.array(OwnRow).max(mostOwn, invalid).default([]),
    thresholds: z.array(ThresholdRow).max(mostThresholds, invalid).default([]),
  })
  .transform(({ own, thresholds, withTasks, intent, baseVersion, ...rest }, ctx) => {
    const kept = { own: [] as ScoreRules["own"], thresholds: [] as ScoreRules["thresholds"] };
    const complain = (list: "own" | "thresholds", at: number, issues: ReadonlyArray<z.core.$ZodIssue>) => {
      for (const { path, message } of issues) ctx.addIssue({ code: "custom", message, path: [list, at, ...path.slice(0, 1)] });
    };
    const taken = new Set([...own, ...thresholds].map(({ key }) => key));
    const fresh = (letter: string) => {
      for (let number = 1; ; number++)
        if (!taken.has(`${letter}${number}`)) {
          taken.add(`${letter}${number}`);
          return `${letter}${number}`;
        }
    };
    own.forEach((row, at) => {
      if (!row.label) return;
      const values = (row.values ?? "").split(/[,;،؛\n]+/).map((value) => value.trim()).filter(Boolean); // prettier-ignore
      const read = OwnRule.safeParse({ ...row, key: row.key || fresh("r"), values });
      if (read.success) kept.own.push(read.data);
      else complain("own", at, read.error.issues);
    });
    thresholds.forEach((row, at) => {
      if (!row.at) return;
      const read = Threshold.safeParse({ ...row, key: row.key || fresh("t") });
      if (read.success) kept.thresholds.push(read.data);
      else complain("thresholds", at, read.error.issues);
    });
    return { baseVersion, intent, withTasks: withTasks === "on", rules: { ...rest, ...kept } as ScoreRules };
  });
export type ScoringForm = z.output<typeof ScoringForm>;

/** Empty rows the page offers beside those that are there. */
export const blankOwn = { key: "", label: "", part: scoreParts[0], field: ownFields[0], values: "", points: "" };
export const blankThreshold = { key: "", on: thresholdScores[0], at: "", task: thresholdTasks[0], inDays: "1" };
