import type pg from "pg";
import { hashPassword } from "../../app/platform/passwords.server";
import { inventAgency, inventedId } from "./invented-agencies";

interface LoadSet {
  companies: number;
  /** In all companies together. */
  prospects: number;
  say: (line: string) => void;
}

/** The moment from which the set looks back, so that it is the same whenever it is made. */
export const loadNow = new Date("2026-11-21T09:00:00Z");
/** Kinds of the set's ids (see inventedId). */
const [company, person, prospect] = [0x1c, 0x1a, 0x11];
/** Id of the company number `at`, from 1: the first is the largest. */
export const loadCompany = (at: number) => inventedId(at, company);
export const loadPerson = (at: number) => inventedId(at, person);
const templates = 5_000;
const round = 50_000;

/** Prospects a company: the first has a fifth of all, the others fall off with their rank, as agencies do. Adds up to `prospects`. */
export function sizesOf({ companies, prospects }: Pick<LoadSet, "companies" | "prospects">): Array<number> {
  const first = companies === 1 ? prospects : Math.floor(prospects / 5);
  const weights = Array.from({ length: companies - 1 }, (_, at) => 1 / (at + 2) ** 0.8);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = [first, ...weights.map((weight) => Math.floor(((prospects - first) * weight) / whole))];
  let left = prospects - sizes.reduce((sum, size) => sum + size, 0);
  for (let at = sizes.length - 1; left > 0; at = at > 1 ? at - 1 : sizes.length - 1, left--) sizes[at]!++;
  return sizes;
}

/**
 * Companies with prospects for benches: the same rows on every machine, of as many kinds as invented agencies have, written in the order
 * of time, so that no company's rows lie together. A set that is there, or a part of it, is completed and not changed.
 *
 * Indexes that no constraint needs are made after the rows where the rows are most of the table: the same indexes in half the time.
 * @returns how many prospects were new
 */
export async function fillLoadSet(owner: pg.ClientBase, { companies, prospects, say }: LoadSet): Promise<number> {
  const started = Date.now();
  const since = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const sizes = sizesOf({ companies, prospects });
  await owner.query("BEGIN");
  await owner.query("SET LOCAL maintenance_work_mem = '256MB'");
  await owner.query("SET LOCAL synchronous_commit = off");
  await seedCompanies(owner, sizes);
  say(`${companies} companies, the largest with ${sizes[0]} prospects (${since()})`);
  await makeTemplates(owner);

  const { rows } = await owner.query<{ there: number }>("SELECT count(*)::int AS there FROM (SELECT FROM prospects LIMIT $1) p", [
    prospects,
  ]);
  const later = rows[0]!.there < prospects / 10 ? await dropPlainIndexes(owner) : [];
  let made = 0;
  for (let from = 0; from < prospects; from += round) {
    const until = Math.min(from + round, prospects);
    made += await writeProspects(owner, { from, until, prospects });
    say(`${until} of ${prospects} prospects (${since()})`);
  }
  for (const { name, definition } of later) {
    await owner.query(definition);
    say(`index ${name} (${since()})`);
  }
  await owner.query("COMMIT");
  await owner.query("VACUUM (ANALYZE) prospects");
  await owner.query("ANALYZE companies, users, roles, memberships, usage_limits");
  say(`Load set ready: ${made} prospects added in ${since()}.`);
  return made;
}

/** Each with its roles and an owner who logs in as load-1@essor.example and so on, all with the demo's password. */
async function seedCompanies(owner: pg.ClientBase, sizes: Array<number>) {
  await owner.query("CREATE TEMP TABLE load_companies (at int PRIMARY KEY, id uuid, person uuid, size int) ON COMMIT DROP");
  await owner.query(
    `INSERT INTO load_companies SELECT r.at, r.id, r.person, r.size FROM jsonb_to_recordset($1::jsonb) AS r (at int, id uuid, person uuid, size int)`,
    [JSON.stringify(sizes.map((size, at) => ({ at: at + 1, id: loadCompany(at + 1), person: loadPerson(at + 1), size })))],
  );
  await owner.query(
    `INSERT INTO companies (id, name, slug, email, postal_address, plan_id, subscription_status, created_at)
     SELECT l.id, 'Agence de charge ' || l.at, 'charge-' || l.at, 'charge-' || l.at || '@example.test', E'1 rue des Essais\\n35000 Rennes', p.id, 'active', $1
     FROM load_companies l, plans p WHERE p.slug = 'enterprise' ON CONFLICT DO NOTHING`,
    [loadNow],
  );
  await owner.query(
    `INSERT INTO usage_limits (company_id, daily_window, monthly_window, emails_limit_daily, ai_tokens_limit_monthly, prospects_limit_monthly)
     SELECT l.id, $1::date, date_trunc('month', $1::date)::date, p.emails_limit_daily, p.ai_tokens_limit_monthly, p.prospects_limit_monthly
     FROM load_companies l, plans p WHERE p.slug = 'enterprise' ON CONFLICT DO NOTHING`,
    [loadNow],
  );
  await owner.query(
    `INSERT INTO users (id, email, first_name, last_name, password_hash, email_verified_at)
     SELECT l.person, 'load-' || l.at || '@essor.example', 'Charge', 'Numéro ' || l.at, $1, $2 FROM load_companies l ON CONFLICT DO NOTHING`,
    [await hashPassword("essor-demo-2026"), loadNow],
  );
  await owner.query(
    `INSERT INTO roles (id, company_id, key) SELECT app.uuid_v7(), l.id, k.key FROM load_companies l, unnest(ARRAY['owner', 'manager', 'agent']) k (key) ON CONFLICT DO NOTHING`,
  );
  await owner.query(
    `INSERT INTO memberships (id, company_id, user_id, role_id, is_owner, accepted_at)
     SELECT app.uuid_v7(), l.id, l.person, r.id, true, $1 FROM load_companies l JOIN roles r ON r.company_id = l.id AND r.key = 'owner' ON CONFLICT DO NOTHING`,
    [loadNow],
  );
}

/** Invented agencies that each row is made from, a firm of one and a person of another. */
async function makeTemplates(owner: pg.ClientBase) {
  await owner.query(
    `CREATE TEMP TABLE load_templates (at int PRIMARY KEY, status text, first_name text, last_name text, job_title text, organization_name text,
       postal_code text, city text, department text, website_url text, tags text[], lead_score int, score_reasons jsonb, last_contacted_at timestamptz, created_at timestamptz) ON COMMIT DROP`,
  );
  const invented = Array.from({ length: templates }, (_, at) => ({ at, ...inventAgency(at + 1, loadNow) }));
  await owner.query("INSERT INTO load_templates SELECT r.* FROM jsonb_populate_recordset(NULL::load_templates, $1::jsonb) r", [
    JSON.stringify(invented),
  ]);
  await owner.query("ANALYZE load_templates, load_companies");
}

/** Rows `from` to `until` of all: each company's share of this stretch, mixed. What a row says follows from its number alone. */
async function writeProspects(owner: pg.ClientBase, { from, until, prospects }: { from: number; until: number; prospects: number }) {
  const { rowCount } = await owner.query(
    `WITH shares AS (
       SELECT l.at, l.id, g.k AS place FROM load_companies l
       CROSS JOIN LATERAL generate_series((l.size::bigint * $1 / $3)::int, (l.size::bigint * $2 / $3)::int - 1) g (k)),
     mixed AS (
       SELECT s.id, s.at, s.place, hashint8extended(s.at::bigint * 10000000 + s.place, 1) AS mix, hashint8extended(s.at::bigint * 10000000 + s.place, 2) AS other FROM shares s)
     INSERT INTO prospects (id, company_id, status, source, source_detail, country_code, first_name, last_name, job_title, organization_name, email, phone,
       postal_code, city, department, website_url, tags, lead_score, score_reasons, scored_at, last_contacted_at, last_activity_at, created_at, updated_at)
     SELECT ('018e0000-0000-7${prospect.toString(16).padStart(3, "0")}-8000-' || lpad(to_hex(m.at::bigint * 16777216 + m.place), 12, '0'))::uuid, m.id,
       f.status::prospect_status, 'import_csv', 'Jeu de charge', 'FR', p.first_name, p.last_name, p.job_title, f.organization_name,
       CASE WHEN (m.mix >> 8) & 7 > 0 THEN 'contact.' || m.place || '@agence-' || m.at || '.example.test' END,
       CASE WHEN (m.mix >> 12) & 3 > 0 THEN '+3319900' || lpad(((m.mix >> 16) & 8191)::text, 4, '0') END,
       f.postal_code, f.city, f.department, f.website_url, f.tags, f.lead_score, f.score_reasons, $4, f.last_contacted_at, f.last_contacted_at,
       f.created_at - make_interval(secs => abs(m.other % 86400)::int), $4
     FROM mixed m
     JOIN load_templates f ON f.at = abs(m.mix % ${templates})
     JOIN load_templates p ON p.at = abs(m.other % ${templates})
     ORDER BY m.mix ON CONFLICT DO NOTHING`,
    [from, until, prospects, loadNow],
  );
  return rowCount ?? 0;
}

/** Drops the indexes of prospects that hold no rows apart, in this transaction. @returns how each is made again */
async function dropPlainIndexes(owner: pg.ClientBase): Promise<Array<{ name: string; definition: string }>> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = 'public.prospects'::regclass AND NOT i.indisunique ORDER BY 1`,
  );
  for (const { name } of rows) await owner.query(`DROP INDEX public."${name}"`);
  return rows;
}
