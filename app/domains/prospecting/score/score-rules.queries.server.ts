import type { CompanyCtx } from "~/platform/tenancy.server";
import { rulesWith, type ScoreRules } from "./score-rules.schema";

/** The rules that hold in the company, and their version; 0: ours. */
export async function rulesOf({ db, companyId }: CompanyCtx): Promise<{ version: number; rules: ScoreRules }> {
  const last = await db.scoreRuleSet.findFirst({
    where: { companyId },
    orderBy: { version: "desc" },
    select: { version: true, overrides: true },
  });
  return { version: last?.version ?? 0, rules: rulesWith(last?.overrides) };
}

/** The saved versions, the youngest first: who saved them, when, and what differed from the version before in each. */
export async function listVersions({ db }: CompanyCtx, take = 20) {
  return db.$queryRaw<Array<{ version: number; restoredFrom: number | null; by: string | null; createdAt: Date; changes: number }>>`
    SELECT s.version, s.restored_from AS "restoredFrom", nullif(concat_ws(' ', u.first_name, u.last_name), '') AS by, s.created_at AS "createdAt",
      (SELECT count(*)::int FROM jsonb_each(s.overrides) part, LATERAL (SELECT 1 FROM jsonb_each(CASE WHEN jsonb_typeof(part.value) = 'object' THEN part.value ELSE '{"one": 1}' END)) one) AS changes
    FROM score_rule_sets s LEFT JOIN users u ON u.id = s.created_by_id
    ORDER BY s.version DESC LIMIT ${take}::int`;
}
