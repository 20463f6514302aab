import type { CompanyCtx } from "~/platform/tenancy.server";
import type { JudgedRow } from "./back-test.rules";
import type { Features } from "../score-facts.rules";

/** Outcomes of each kind a model needs before it is trained: fewer, and it would learn chance. */
export const leastOfClass = 50;
/** Days after the first message within which a silence is not counted as one yet. */
export const ripeDays = 21;
/** The youngest of so many are learnt from. */
const most = 20_000;

/**
 * Whom the company wrote to and what became of it, the oldest first: an answer, a meeting, a deal won after the first message, or none within
 * three weeks. What is known of each is what was known when that message left (ScoreChange), so that nothing learnt from the answer leaks
 * into what is to foretell it; who was scored only afterwards is left out.
 */
export async function readOutcomes({ db, companyId, now }: CompanyCtx): Promise<Array<JudgedRow>> {
  const ripe = new Date(now.getTime() - ripeDays * 86_400_000);
  const rows = await db.$queryRaw<Array<{ facts: Features; rules: number; isYes: boolean }>>`
    WITH first AS (
      SELECT prospect_id, min(sent_at) AS at, max(replied_at) AS replied_at FROM messages
      WHERE company_id = ${companyId}::uuid AND sent_at IS NOT NULL GROUP BY 1 HAVING min(sent_at) <= ${ripe}::timestamptz)
    SELECT s.facts, s.lead_score AS rules,
      coalesce(f.replied_at > f.at, false)
      OR EXISTS (SELECT 1 FROM meetings g WHERE g.company_id = ${companyId}::uuid AND g.prospect_id = f.prospect_id AND g.created_at > f.at AND g.status NOT IN ('cancelled', 'no_show'))
      OR EXISTS (SELECT 1 FROM deals d JOIN sales_stages t ON t.company_id = d.company_id AND t.id = d.stage_id
        WHERE d.company_id = ${companyId}::uuid AND d.prospect_id = f.prospect_id AND t.is_won AND coalesce(d.closed_at, d.updated_at) > f.at) AS "isYes"
    FROM first f CROSS JOIN LATERAL (
      SELECT c.facts, c.lead_score FROM score_changes c WHERE c.company_id = ${companyId}::uuid AND c.prospect_id = f.prospect_id AND c.created_at <= f.at
      ORDER BY c.created_at DESC LIMIT 1) s
    ORDER BY f.at DESC, f.prospect_id LIMIT ${most}::int`;
  return rows.reverse().map(({ facts, rules, isYes }) => ({ row: facts, rules, isYes }));
}

/** How many outcomes of each kind there are to learn from. */
export async function countOutcomes(ctx: CompanyCtx): Promise<{ positives: number; negatives: number }> {
  const outcomes = await readOutcomes(ctx);
  const positives = outcomes.filter(({ isYes }) => isYes).length;
  return { positives, negatives: outcomes.length - positives };
}
