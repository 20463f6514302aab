/** The first page of a company's prospects as the list asks for it, and how many there are: bare SQL, for the limits. */
export const listStatement = `
  SELECT p.id, p.organization_name AS "organizationName", p.first_name AS "firstName", p.last_name AS "lastName", p.email, p.phone, p.city, p.department,
    p.status, p.lead_score AS "leadScore", p.score_reasons -> 0 AS "firstReason", p.last_activity_at AS "lastActivityAt"
  FROM prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL ORDER BY p.lead_score DESC, p.id DESC LIMIT 51`;

export const matchStatement = `SELECT count(*)::int AS count FROM prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL`;
