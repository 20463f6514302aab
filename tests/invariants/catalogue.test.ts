import { expect, test } from "vitest";
import { asOwner } from "~tests/factories/company";

/** Reads the catalogue of the migrated database, so that a new table, view or function is held to the rules by itself. */
const rows = <Row>(sql: string) => asOwner(async (owner) => (await owner.query(sql)).rows as Array<Row>);

test("every table of public and jobs has its row security enabled and forced", async () => {
  expect(
    await rows(`SELECT c.oid::regclass::text AS bare FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'jobs') AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`),
  ).toEqual([]);
});

test("every table that holds a company_id shows and takes the current company's rows only", async () => {
  expect(
    await rows(`SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'sessions' AND NOT EXISTS (
        SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.roles = '{app_rw}' AND p.cmd = 'ALL'
          AND p.qual ~ 'company_id = \\( SELECT app.company_id\\(\\)' AND p.with_check ~ 'company_id = \\( SELECT app.company_id\\(\\)')`),
  ).toEqual([]);
});

test("what is open to app_rw beside its company's rows is on this list", async () => {
  const open = await rows<{ policy: string }>(`SELECT schemaname || '.' || tablename || ': ' || policyname AS policy FROM pg_policies
    WHERE roles = '{app_rw}' AND permissive = 'PERMISSIVE' AND policyname NOT IN ('company_isolation') ORDER BY 1`);
  expect(open.map(({ policy }) => policy)).toEqual([
    "jobs.attempt: company_reads",
    "jobs.attempt: job_engine",
    "jobs.claim: job_engine",
    "jobs.event: company_reads",
    "jobs.event: job_engine",
    "jobs.gate: job_engine",
    "jobs.job: company_reads",
    "jobs.job: job_engine",
    "jobs.run: company_reads",
    "jobs.run: job_engine",
    "jobs.wait: company_reads",
    "jobs.wait: job_engine",
    "public.authenticator_apps: own_app", // one's own second factor
    "public.billing_rules: everybody_reads", // when we remind of an invoice
    "public.companies: own_companies", // the names of the companies a person belongs to
    "public.company_sizes: everybody_reads", // ranges of head counts
    "public.external_service_statuses: everybody", // whether a vendor rests: nobody's data
    "public.health_checks: everybody", // how our parts do
    "public.industries: everybody_reads", // lines of business
    "public.known_devices: own_devices", // the browsers one has logged in with
    "public.local_mails: everybody", // the mailbox of this machine, empty wherever a provider is connected
    "public.market_intelligence: everybody_reads", // what official open files say
    "public.market_quarters: everybody_reads", // the same, quarter by quarter
    "public.memberships: own_memberships", // where a person works
    "public.outside_identities: own_identities", // one's own accounts elsewhere
    "public.passkeys: own_passkeys", // one's own keys
    "public.performance_metrics: everybody", // how our machines do
    "public.plans: everybody_reads", // what we offer
    "public.recovery_codes: own_codes", // one's own ways back
    "public.sessions: own_sessions", // one's own log-ins
    "public.user_data_keys: own_data_keys", // what one's own secrets are sealed with
    "public.user_tokens: own_tokens", // one's own links
    "public.users: colleagues", // who works here
    "public.users: self",
  ]);
});

test("every table that says whose a row is has its rule of reach, and every rule its policy", async () => {
  expect(
    await rows(`SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('assigned_to_id', 'organizer_id') AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND NOT EXISTS (SELECT 1 FROM app.reach_rules r WHERE r.table_name = c.relname)`),
  ).toEqual([]);
  expect(
    await rows(`SELECT r.table_name FROM app.reach_rules r WHERE NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public'
      AND p.tablename = r.table_name AND p.policyname = 'reach' AND p.permissive = 'RESTRICTIVE' AND p.cmd = 'ALL' AND p.roles = '{app_rw}')`),
  ).toEqual([]);
});

test("policies for everybody are for the owner alone", async () => {
  expect(
    await rows(`SELECT tablename, policyname FROM pg_policies WHERE schemaname IN ('public', 'jobs') AND roles::text NOT IN ('{app_rw}')
      AND (policyname <> 'owner_all' OR roles::text <> '{' || (SELECT tableowner FROM pg_tables t WHERE t.schemaname = 'public' AND t.tablename = pg_policies.tablename) || '}')`),
  ).toEqual([]);
});

test("app_rw owns nothing, is no superuser and passes no row security by", async () => {
  expect(await rows(`SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'app_rw'`)).toEqual([
    { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
  ]);
  expect(
    await rows(
      `SELECT relname FROM pg_class WHERE relowner = 'app_rw'::regrole UNION SELECT proname FROM pg_proc WHERE proowner = 'app_rw'::regrole`,
    ),
  ).toEqual([]);
});

test("a child points at its parent with the company in the key", async () => {
  const shared = ["companies", "users", "plans", "company_sizes", "industries"];
  expect(
    await rows(`SELECT conrelid::regclass::text AS child, conname FROM pg_constraint
      WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0
        AND confrelid::regclass::text NOT IN (${shared.map((name) => `'${name}'`)})
        AND NOT (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'company_id') = ANY (conkey)`),
  ).toEqual([]);
});

test("a delete empties the reference alone, never the company", async () => {
  expect(
    await rows(`SELECT conname FROM pg_constraint WHERE contype = 'f' AND confdeltype = 'n' AND connamespace = 'public'::regnamespace AND cardinality(conkey) > 1
      AND (confdelsetcols IS NULL OR (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'company_id') = ANY (confdelsetcols))`),
  ).toEqual([]);
});

test("every unique key of a company's table begins with the company, save where a secret or an id stands alone", async () => {
  const keys = await rows<{ key: string }>(`SELECT c.relname || ' (' || string_agg(a.attname, ', ' ORDER BY k.at) || ')' AS key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, at)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND i.indisunique AND i.indnkeyatts = cardinality(i.indkey::int2[])
      AND EXISTS (SELECT 1 FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'company_id')
      AND (SELECT attname FROM pg_attribute f WHERE f.attrelid = c.oid AND f.attnum = i.indkey[0]) <> 'company_id'
    GROUP BY c.relname, i.indexrelid ORDER BY 1`);
  expect(keys.map(({ key }) => key).filter((key) => !key.endsWith(" (id)"))).toEqual([
    "api_tokens (token_hash)",
    "company_closings (token_hash)",
    "event_deliveries (event_id)",
    "import_jobs (inbound_key)",
    "invitations (token_hash)",
    "messages (unsubscribe_hash)",
    "privacy_requests (token_hash)",
    "sessions (id_digest)",
    "webhook_events (provider, vendor_key)",
  ]);
});

test("an index that begins with the company stands on every company's table", async () => {
  expect(
    await rows(`SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'sessions'
        AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum)`),
  ).toEqual([]);
});

test("views look with the caller's eyes, and nothing materialised is readable", async () => {
  expect(
    await rows(`SELECT c.oid::regclass::text AS view FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'app', 'across', 'jobs') AND (c.relkind = 'm' OR (c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)))`),
  ).toEqual([]);
});

test("functions that run as the owner are these, with a fixed search path, and not for everybody", async () => {
  const definers = await rows<{ name: string; fixed: boolean; public: boolean }>(`SELECT p.oid::regproc::text AS name,
      coalesce('search_path=""' = ANY (p.proconfig), false) AS fixed, has_function_privilege('public', p.oid, 'EXECUTE') AS public
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname IN ('public', 'app', 'across', 'jobs') ORDER BY 1`);
  expect(definers.filter(({ fixed, public: everybody }) => !fixed || everybody)).toEqual([]);
  expect(definers.map(({ name }) => name)).toMatchSnapshot();
});

test("facts refuse to be changed or deleted, for the owner too", async () => {
  const id = crypto.randomUUID();
  const company = crypto.randomUUID();
  await asOwner(async (owner) => {
    await owner.query(
      `INSERT INTO events (id, company_id, event_type, aggregate_type, aggregate_id, payload, occurred_at) VALUES ($1, $2, 'test/thing.done', 'thing', $1, '{}', now())`,
      [id, company],
    );
    await expect(owner.query("UPDATE events SET payload = '{}' WHERE id = $1", [id])).rejects.toThrow("immutable");
    await expect(owner.query("DELETE FROM events WHERE id = $1", [id])).rejects.toThrow("immutable");
  });
});

/** Books, money, proofs and what was worked: kept by law, whatever becomes of the people and things they name. */
const retained = ["invoices", "subscriptions", "documents", "bank_transactions", "register_sessions", "registers", "document_series", "number_counters", "chain_heads", "time_entries", "consents", "suppressions", "person_keys", "stock_transfers"]; // prettier-ignore

test("nothing that the law has us keep goes with something else; a line of a document goes with its draft alone", async () => {
  const cascades = await rows<{
    child: string;
    parent: string;
  }>(`SELECT k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent
    FROM pg_constraint k WHERE k.contype = 'f' AND k.confdeltype = 'c' AND k.connamespace = 'public'::regnamespace AND k.conparentid = 0`);
  const ledgers = await rows<{ name: string }>("SELECT table_name AS name FROM app.table_rules WHERE rule IN ('append_only', 'guarded')");
  const kept = new Set([...retained, ...ledgers.map(({ name }) => name)]);
  const there = (await rows<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")).map(
    ({ name }) => name,
  );
  expect(retained.filter((name) => !there.includes(name))).toEqual([]);
  expect(cascades.filter(({ child }) => kept.has(child)).map(({ child, parent }) => `${child} with ${parent}`)).toEqual([
    "document_lines with documents", // frozen as soon as the document is validated
  ]);
});
