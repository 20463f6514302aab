import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ScoreHistoryRow } from "./score-prospect.rules";

/** How a prospect's scores became what they are, the last first. */
export const scoreHistory = ({ db }: CompanyCtx, prospectId: string, take = 60) =>
  db.$queryRaw<Array<ScoreHistoryRow>>`
    SELECT id, lead_score AS lead, fit_score AS fit, intent_score AS intent, engagement_score AS engagement, budget_score AS budget, rules_version AS "rulesVersion", created_at AS "createdAt"
    FROM score_changes WHERE prospect_id = ${prospectId}::uuid ORDER BY created_at DESC, id DESC LIMIT ${take}::int`;
