import { listStatement, matchStatement } from "./list-statements";

/** A page of the list as a member asks for it, and the same two questions in bare SQL: of $1, a company. */
export interface Question {
  path: string;
  page: string;
  count: string;
}

const words = "app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone)";
const among = (condition: string) => `p.company_id = $1 AND p.deleted_at IS NULL AND ${condition}`;
const name = `CASE WHEN p.organization_name IS NOT NULL THEN p.organization_name WHEN p.last_name IS NOT NULL THEN p.last_name WHEN p.first_name IS NOT NULL THEN p.first_name
  WHEN p.email IS NOT NULL THEN p.email WHEN p.phone IS NOT NULL THEN p.phone WHEN p.mobile IS NOT NULL THEN p.mobile ELSE '' END COLLATE "und-x-icu"`;

/** The list's own statements with another condition, or another order. */
const asked = (path: string, condition: string | null, { order, most }: { order?: string; most?: number } = {}): Question => {
  const where = condition ? among(condition) : among("true");
  const page = listStatement.replace(among("true").replace(" AND true", ""), where);
  return {
    path,
    page: order ? page.replace("p.lead_score DESC, p.id DESC", order) : page,
    count: most
      ? `SELECT count(*)::int AS count FROM (SELECT FROM prospects p WHERE ${where} LIMIT ${most}) m`
      : matchStatement.replace(among("true").replace(" AND true", ""), where),
  };
};

export const questions = {
  list: asked("/prospects", null),
  filter: asked("/prospects?status=contacted&status=qualified&email=yes", "p.status IN ('contacted', 'qualified') AND p.email IS NOT NULL"),
  // The list stops counting what a search finds at ten thousand.
  search: asked("/prospects?q=plouvezan", `${words} LIKE '%plouvezan%'`, { most: 10_001 }),
  sort: asked("/prospects?sort=name", null, { order: `${name}, p.id` }),
  count: asked("/prospects?email=no&contacted=no", "p.email IS NULL AND p.last_contacted_at IS NULL"),
} satisfies Record<string, Question>;
export type QuestionName = keyof typeof questions;
