import type { CompanyCtx } from "~/platform/tenancy.server";

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

/** How a prospect's scores became what they are, the last first. */
export const scoreHistory = ({ db }: CompanyCtx, prospectId: string, take = 60) =>
  db.$queryRaw<Array<ScoreHistoryRow>>`
    SELECT id, lead_score AS lead, fit_score AS fit, intent_score AS intent, engagement_score AS engagement, budget_score AS budget, rules_version AS "rulesVersion", created_at AS "createdAt"
    FROM score_changes WHERE prospect_id = ${prospectId}::uuid ORDER BY created_at DESC, id DESC LIMIT ${take}::int`;
