import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { aiScorerOf } from "./model/ai-score.rules";
import { activeModel } from "./model/model.queries.server";
import { readFacts } from "./read-facts.server";
import { scorerOf } from "./score-prospect.rules";
import { rulesOf } from "./score-rules.queries.server";
import { writeScores } from "./write-scores.server";

/**
 * Scores prospects anew, at most 1,000, by the company's rules and, where one is switched on, its model. Run twice, the second time
 * changes nothing.
 * @returns how many scores or reasons changed
 */
export async function scoreProspects(ctx: CompanyCtx, prospectIds: Array<string>): Promise<number> {
  const { rows } = await scoreSome(ctx, Prisma.sql`p.id = ANY (${prospectIds.slice(0, 1000)}::uuid[])`, Prisma.empty, true);
  return rows;
}

/** Prospects of one stretch of scoreAll: what one statement reads and one writes. */
export const stretchSize = 4000;

/**
 * Scores a stretch of all the company's prospects, by id after `after`. `aging`: only those whose points can have faded or whose silence
 * has grown, and who was never scored or only by an older release, for the nightly round.
 * @returns how many changed, and where to go on; null at the end
 */
export async function scoreStretch(
  ctx: CompanyCtx,
  { after, aging = false, withTasks = true }: { after: string | null; aging?: boolean; withTasks?: boolean },
): Promise<{ changed: number; after: string | null }> {
  const { companyId } = ctx;
  const which = Prisma.sql`p.company_id = ${companyId}::uuid AND p.deleted_at IS NULL
    ${after ? Prisma.sql`AND p.id > ${after}::uuid` : Prisma.empty}
    ${
      aging
        ? Prisma.sql`AND (p.last_contacted_at IS NOT NULL OR p.last_activity_at IS NOT NULL OR p.intent_score > 0 OR p.engagement_score > 0
      OR p.scored_at IS NULL OR (p.score_reasons -> 0) - 'part' = p.score_reasons -> 0)`
        : Prisma.empty
    }`;
  const page = Prisma.sql`ORDER BY p.id LIMIT ${stretchSize}::int`;
  const { rows, last, read } = await scoreSome(ctx, which, page, withTasks);
  return { changed: rows, after: read < stretchSize ? null : last };
}

async function scoreSome(ctx: CompanyCtx, which: Prisma.Sql, page: Prisma.Sql, withTasks: boolean) {
  const { db, now } = ctx;
  const { rules, version } = await rulesOf(ctx);
  const model = await activeModel(ctx);
  const score = scorerOf(rules);
  const guess = model && aiScorerOf(model);
  const rows = await readFacts(db, which, page);
  const scored = rows.map((row) => ({ row, scores: score(row, now, row.scoreReasons), ai: guess ? guess(row) : null }));
  return { rows: await writeScores(ctx, scored, { rules, version, withTasks }), last: rows.at(-1)?.id ?? null, read: rows.length };
}
