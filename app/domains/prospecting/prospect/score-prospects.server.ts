import { recordset } from "~/platform/bulk.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type ScoredFacts, scoreProspect } from "./prospect-score.rules";

/**
 * Scores prospects anew, at most 1,000: one statement reads what the rules need (their own facts, and what came back from their mails),
 * one writes what changed. Run twice, the second time changes nothing.
 * @returns how many scores or reasons changed
 */
export async function scoreProspects({ db, now }: CompanyCtx, prospectIds: Array<string>): Promise<number> {
  const prospects = await db.$queryRaw<Array<ScoredFacts & { id: string }>>`
    SELECT p.id, p.email, p.phone, p.mobile, p.website_url AS "websiteUrl", p.linkedin_url AS "linkedinUrl", p.first_name AS "firstName", p.last_name AS "lastName",
      p.job_title AS "jobTitle", p.organization_name AS "organizationName", p.siret, p.city, p.last_activity_at AS "lastActivityAt", p.last_contacted_at AS "lastContactedAt",
      m.replied_at AS "repliedAt", m.clicked_at AS "clickedAt",
      coalesce(s.reason = 'hard_bounce', false) AS "hasBounced", coalesce(s.reason <> 'hard_bounce', false) AS "isSuppressed"
    FROM prospects p
    LEFT JOIN LATERAL (
      SELECT max(m.replied_at) AS replied_at, max(m.clicked_at) AS clicked_at FROM messages m WHERE m.company_id = p.company_id AND m.prospect_id = p.id) m ON true
    LEFT JOIN suppressions s ON s.company_id = p.company_id AND s.channel = 'email' AND s.address = p.email
    WHERE p.id = ANY (${prospectIds.slice(0, 1000)}::uuid[])`;
  if (prospects.length === 0) return 0;
  const scored = prospects.map(({ id, ...facts }) => ({ id, ...scoreProspect(facts, now) }));
  return db.$executeRaw`
    UPDATE prospects p SET lead_score = r.score, score_reasons = r.reasons, scored_at = ${now}::timestamptz
    FROM ${recordset(scored, "id uuid, score int, reasons jsonb")}
    WHERE p.id = r.id AND (p.scored_at IS NULL OR p.lead_score <> r.score OR p.score_reasons <> r.reasons)`;
}
