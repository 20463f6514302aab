import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { uuidv7 } from "~/platform/ids";
import { cloneDatabase } from "../../scripts/postgres/scratch.mjs";

/** A database of its own: were a table emptied after all, nobody else would miss its rows. */
const urls = await cloneDatabase(inject("databasePort"), `essor_emptied_${process.pid}`);
const [owner, superuser, app] = [urls.ownerUrl, urls.superuserUrl, urls.url].map((connectionString) => new pg.Client({ connectionString }));
await Promise.all([owner!.connect(), superuser!.connect(), app!.connect()]);
afterAll(() => Promise.all([owner!.end(), superuser!.end(), app!.end()]));

const kept = async (): Promise<Array<string>> =>
  (
    await owner!.query<{ name: string }>(`SELECT c.oid::regclass::text AS name FROM pg_class c
      JOIN app.table_rules r ON r.table_name = coalesce((SELECT p.relname FROM pg_class p WHERE p.oid = pg_partition_root(c.oid)), c.relname)
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND r.rule IN ('append_only', 'guarded') ORDER BY 1`)
  ).rows.map(({ name }) => name);

test("no table that is never deleted from can be emptied, nor any of its partitions, by its owner as little as by the product", async () => {
  const tables = await kept();
  for (const name of ["events", "events_other", "audit_logs", "till_entries", "documents", "document_lines", "payments", "chain_heads"])
    expect(tables).toContain(name);
  for (const name of tables) {
    await expect(owner!.query(`TRUNCATE ${name} CASCADE`), name).rejects.toMatchObject({ constraint: "kept_as_written" });
    await expect(app!.query(`TRUNCATE ${name}`), name).rejects.toMatchObject({ code: "42501" });
  }
});

test("emptying what they stand on does not empty them either", async () => {
  for (const name of ["customers", "stores", "products"])
    await expect(owner!.query(`TRUNCATE ${name} CASCADE`), name).rejects.toMatchObject({ constraint: "kept_as_written" });
});

test("partitions made later refuse it from their first moment, and those in the archive go on refusing", async () => {
  await owner!.query("UPDATE app.partition_rules SET keep = 12");
  await app!.query("SELECT across.keep_partitions('2031-05-01T04:30:00Z')");
  expect(await kept()).toContain("events_203105");
  await expect(owner!.query("TRUNCATE events_203105")).rejects.toMatchObject({ constraint: "kept_as_written" });
  await expect(owner!.query("TRUNCATE archive.events_202601")).rejects.toMatchObject({ constraint: "kept_as_written" });
});

test("a table attached as a partition by hand refuses it once secured", async () => {
  await owner!.query("CREATE TABLE public.events_209901 (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
  await owner!.query("ALTER TABLE events ATTACH PARTITION events_209901 FOR VALUES FROM ('2099-01-01') TO ('2099-02-01')");
  await owner!.query("CALL app.secure_tables()");
  await expect(owner!.query("TRUNCATE events_209901")).rejects.toMatchObject({ constraint: "kept_as_written" });
});

test("a superuser may, when he says so, for tests and written-down repairs; the owner may not say so", async () => {
  const id = uuidv7();
  await owner!.query(
    "INSERT INTO events (id, company_id, event_type, aggregate_type, aggregate_id, payload, occurred_at) VALUES ($1, $1, 'test/thing.done', 'thing', $1, '{}', now())",
    [id],
  );
  await expect(owner!.query("SET session_replication_role = replica")).rejects.toMatchObject({ code: "42501" });
  await expect(superuser!.query("TRUNCATE events")).rejects.toMatchObject({ constraint: "kept_as_written" });
  await superuser!.query("BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE events; COMMIT");
  expect((await owner!.query("SELECT 1 FROM events")).rowCount).toBe(0);
});
