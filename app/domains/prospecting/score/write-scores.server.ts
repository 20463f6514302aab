import { recordset } from "~/platform/bulk.server";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { FactsRow } from "./read-facts.server";
import { featuresOf } from "./score-facts.rules";
import type { ProspectScores } from "./score-prospect.rules";
import type { AiScore } from "./model/ai-score.rules";
import type { ScoreRules } from "./score-rules.schema";
import { thresholdCrossed } from "./score.events.server";

interface Scored {
  row: FactsRow;
  scores: ProspectScores;
  ai: AiScore | null;
}

interface How {
  rules: ScoreRules;
  version: number;
  /** False: who reaches a threshold now is noted and gets no task, as after a change of the rules that nobody wanted calls from. */
  withTasks: boolean;
}

/**
 * Writes what changed of these scores, with its history, in one statement; notes who reached a threshold for the first time and tells it.
 * @returns how many prospects changed
 */
export async function writeScores(ctx: CompanyCtx, scored: Array<Scored>, { rules, version, withTasks }: How): Promise<number> {
  const { db, companyId, now } = ctx;
  const changed = scored.filter(isNews);
  if (changed.length > 0) {
    const rows = changed.map(({ row, scores, ai }) => ({
      id: row.id,
      l: scores.lead,
      f: scores.fit,
      i: scores.intent,
      e: scores.engagement,
      b: scores.budget,
      r: scores.reasons,
      a: ai?.score ?? null,
      y: ai?.reasons ?? null,
      h: isHistory({ row, scores, ai }) ? uuidv7(now) : null,
      w: isHistory({ row, scores, ai }) ? featuresOf(row) : null,
    }));
    await db.$executeRaw`
      WITH r AS MATERIALIZED (SELECT * FROM ${recordset(rows, "id uuid, l int, f int, i int, e int, b int, r jsonb, a int, y jsonb, h uuid, w jsonb")}),
      history AS (
        INSERT INTO score_changes (id, company_id, prospect_id, lead_score, fit_score, intent_score, engagement_score, budget_score, rules_version, facts, created_at)
        SELECT r.h, ${companyId}::uuid, r.id, r.l, r.f, r.i, r.e, r.b, ${version}::int, r.w, ${now}::timestamptz FROM r WHERE r.h IS NOT NULL)
      UPDATE prospects p SET lead_score = r.l, fit_score = r.f, intent_score = r.i, engagement_score = r.e, budget_score = r.b, score_reasons = r.r,
        ai_score = r.a, ai_reasons = nullif(r.y, 'null'), scored_at = ${now}::timestamptz
      FROM r WHERE p.company_id = ${companyId}::uuid AND p.id = r.id`;
  }
  await noteCrossings(ctx, scored, rules, withTasks);
  return changed.length;
}

const sameJson = (a: unknown, b: unknown) => canonical(a) === canonical(b);
/** jsonb keeps keys in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

const isNews = ({ row, scores, ai }: Scored) =>
  row.scoredAt === null ||
  row.leadScore !== scores.lead ||
  row.fitScore !== scores.fit ||
  row.intentScore !== scores.intent ||
  row.engagementScore !== scores.engagement ||
  row.budgetScore !== scores.budget ||
  row.aiScore !== (ai?.score ?? null) ||
  !sameReasons(row, scores) ||
  !sameJson(row.aiReasons ?? null, ai?.reasons ?? null);

const sameReasons = ({ scoreReasons }: FactsRow, { reasons }: ProspectScores) =>
  scoreReasons.length === reasons.length &&
  reasons.every((reason, at) => {
    const old = scoreReasons[at]!;
    return old.code === reason.code && old.points === reason.points && old.part === reason.part && old.at === reason.at && old.label === reason.label; // prettier-ignore
  });

/** Worth a line of the history: a score that moved, or what it rests on. */
const isHistory = ({ row, scores }: Scored) =>
  row.scoredAt === null ||
  row.leadScore !== scores.lead ||
  row.fitScore !== scores.fit ||
  row.intentScore !== scores.intent ||
  row.engagementScore !== scores.engagement ||
  row.budgetScore !== scores.budget ||
  row.scoreReasons.length !== scores.reasons.length ||
  !row.scoreReasons.every(({ code }) => scores.reasons.some((reason) => reason.code === code));

async function noteCrossings(ctx: CompanyCtx, scored: Array<Scored>, { thresholds }: ScoreRules, withTasks: boolean) {
  const { db, companyId, now } = ctx;
  const reached = thresholds.flatMap(({ key, on, at }) =>
    scored.flatMap(({ row, scores }) => (scores[on] >= at ? [{ id: uuidv7(now), prospect: row.id, key, score: scores[on] }] : [])),
  );
  if (reached.length === 0) return;
  const crossed = await db.$queryRaw<Array<{ crossingId: string; prospectId: string; thresholdKey: string }>>`
    INSERT INTO score_crossings (id, company_id, prospect_id, threshold_key, score, created_at)
    SELECT r.id, ${companyId}::uuid, r.prospect, r.key, r.score, ${now}::timestamptz FROM ${recordset(reached, "id uuid, prospect uuid, key text, score int")}
    ON CONFLICT (company_id, prospect_id, threshold_key) DO NOTHING
    RETURNING id AS "crossingId", prospect_id AS "prospectId", threshold_key AS "thresholdKey"`;
  if (!withTasks) return;
  for (const { key, task, inDays } of thresholds) {
    const crossings = crossed
      .filter(({ thresholdKey }) => thresholdKey === key)
      .map(({ crossingId, prospectId }) => ({ crossingId, prospectId }));
    for (let from = 0; from < crossings.length; from += 500)
      ctx.emit(
        thresholdCrossed.create({ companyId, thresholdKey: key, task, inDays, crossings: crossings.slice(from, from + 500) }),
        crossings[from]!.crossingId,
      );
  }
}
