import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ScoredFacts } from "./score-facts.rules";
import type { ScoreReason } from "./score-prospect.rules";

/** A prospect to be scored: what is known of it, and its scores so far. */
export interface FactsRow extends ScoredFacts {
  id: string;
  leadScore: number;
  fitScore: number;
  intentScore: number;
  engagementScore: number;
  budgetScore: number;
  aiScore: number | null;
  scoreReasons: Array<ScoreReason>;
  aiReasons: unknown;
  scoredAt: Date | null;
}

/**
 * What the rules need of these prospects, in one statement: their own facts, and what came back from messages, calls, meetings and
 * deals. `which` is a condition on alias `p`; `page` bounds and orders what is read.
 */
export function readFacts(db: CompanyCtx["db"], which: Prisma.Sql, page = Prisma.empty): Promise<Array<FactsRow>> {
  return db.$queryRaw<Array<FactsRow>>`
    WITH p AS MATERIALIZED (SELECT * FROM prospects p WHERE ${which} ${page}),
    ids AS MATERIALIZED (SELECT array_agg(id) AS all_ids FROM p),
    m AS (SELECT prospect_id, max(replied_at) AS replied_at, max(clicked_at) AS clicked_at FROM messages
      WHERE prospect_id = ANY ((SELECT all_ids FROM ids)::uuid[]) GROUP BY 1),
    i AS (SELECT prospect_id, max(occurred_at) FILTER (WHERE type = 'call_made') AS called_at,
        max(occurred_at) FILTER (WHERE response_sentiment = 'positive') AS liked_at, max(occurred_at) FILTER (WHERE response_sentiment = 'negative') AS disliked_at
      FROM interactions WHERE prospect_id = ANY ((SELECT all_ids FROM ids)::uuid[]) AND (type = 'call_made' OR response_sentiment IS NOT NULL) GROUP BY 1),
    g AS (SELECT prospect_id, max(created_at) AS meeting_at FROM meetings
      WHERE prospect_id = ANY ((SELECT all_ids FROM ids)::uuid[]) AND status NOT IN ('cancelled', 'no_show') GROUP BY 1),
    d AS (SELECT d.prospect_id, max(d.created_at) FILTER (WHERE d.closed_at IS NULL AND s.is_won IS NOT TRUE AND s.is_lost IS NOT TRUE) AS open_at,
        max(coalesce(d.closed_at, d.updated_at)) FILTER (WHERE s.is_won) AS won_at, max(coalesce(d.closed_at, d.updated_at)) FILTER (WHERE s.is_lost) AS lost_at
      FROM deals d LEFT JOIN sales_stages s ON s.company_id = d.company_id AND s.id = d.stage_id WHERE d.prospect_id = ANY ((SELECT all_ids FROM ids)::uuid[]) GROUP BY 1),
    t AS (SELECT prospect_id, max(created_at) AS tender_at FROM tenders WHERE prospect_id = ANY ((SELECT all_ids FROM ids)::uuid[]) AND deadline >= current_date GROUP BY 1)
    SELECT p.id, p.email, p.phone, p.mobile, p.website_url AS "websiteUrl", p.linkedin_url AS "linkedinUrl", p.first_name AS "firstName", p.last_name AS "lastName",
      p.job_title AS "jobTitle", p.organization_name AS "organizationName", p.siret, p.city, p.department, p.source::text AS source, p.tags,
      p.decision_power::text AS "decisionPower", p.agency_type::text AS "agencyType", z.min_employees AS employees, p.digital_maturity_score AS "digitalMaturity",
      nullif(p.intent, '') AS intent, coalesce(p.pain_points, '') <> '' AS "hasPainPoints",
      t.tender_at AS "tenderAt",
      p.estimated_budget_amount::float8 AS "budgetAmount", (p.bant_breakdown -> 'budget' ->> 'points')::int AS "bantBudget",
      p.last_activity_at AS "lastActivityAt", p.last_contacted_at AS "lastContactedAt",
      m.replied_at AS "repliedAt", m.clicked_at AS "clickedAt", i.called_at AS "calledAt", i.liked_at AS "likedAt", i.disliked_at AS "dislikedAt",
      g.meeting_at AS "meetingAt", d.open_at AS "dealOpenAt", d.won_at AS "dealWonAt", d.lost_at AS "dealLostAt",
      coalesce(s.reason = 'hard_bounce', false) AS "hasBounced", coalesce(s.reason <> 'hard_bounce', false) AS "isSuppressed",
      p.lead_score AS "leadScore", p.fit_score AS "fitScore", p.intent_score AS "intentScore", p.engagement_score AS "engagementScore",
      p.budget_score AS "budgetScore", p.ai_score AS "aiScore", p.score_reasons AS "scoreReasons", p.ai_reasons AS "aiReasons", p.scored_at AS "scoredAt"
    FROM p LEFT JOIN m ON m.prospect_id = p.id LEFT JOIN i ON i.prospect_id = p.id LEFT JOIN g ON g.prospect_id = p.id LEFT JOIN d ON d.prospect_id = p.id LEFT JOIN t ON t.prospect_id = p.id
    LEFT JOIN company_sizes z ON z.id = p.company_size_id
    LEFT JOIN suppressions s ON s.company_id = p.company_id AND s.channel = 'email' AND s.address = p.email
    ORDER BY p.id`;
}
