import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { cloneDatabase } from "../../scripts/postgres/scratch.mjs";
import { setClock } from "~/platform/clock";
import { uuidv7 } from "~/platform/ids";
import { keepPartitionsJob } from "~inngest/functions/operations/keep-partitions";
import { withJobs } from "~tests/factories/jobs";
import { verifyChain } from "../../prisma/audit/verify-audit";

/** A database of its own: what is detached here is missed by nobody. */
async function ownDatabase() {
  const { ownerUrl, url } = await cloneDatabase(inject("databasePort"), `essor_partitions_${process.pid}_${Date.now()}`);
  const [owner, app] = [new pg.Client({ connectionString: ownerUrl }), new pg.Client({ connectionString: url })];
  await Promise.all([owner.connect(), app.connect()]);
  onTestFinished(async () => void (await Promise.all([owner.end(), app.end()])));
  const keep = async (moment: string) =>
    (await app.query<{ made: number; detached: number }>("SELECT made, detached FROM across.keep_partitions($1::timestamptz)", [moment]))
      .rows[0]!;
  const count = async (name: string) => (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`)).rows[0]!.n;
  const archived = async () =>
    (await owner.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'archive' ORDER BY 1")).rows.map(
      ({ name }) => name,
    );
  return { owner, app, keep, count, archived };
}

type Owner = Awaited<ReturnType<typeof ownDatabase>>["owner"];
const companyId = uuidv7();
const writeDay = async (owner: Owner, day: string) => {
  await owner.query(
    `INSERT INTO events (id, company_id, event_type, aggregate_type, aggregate_id, payload, occurred_at) VALUES ($1, $2, 'test/day.passed', 'day', $1, '{}', $3)`,
    [crypto.randomUUID(), companyId, `${day}T12:00:00Z`],
  );
  await owner.query(`INSERT INTO interactions (id, company_id, type, channel, occurred_at) VALUES ($1, $2, 'note', 'other', $3)`, [
    crypto.randomUUID(),
    companyId,
    `${day}T12:00:00Z`,
  ]);
  await owner.query(`INSERT INTO audit_logs (id, company_id, action, created_at) VALUES ($1, $2, 'look', $3)`, [
    crypto.randomUUID(),
    companyId,
    `${day}T12:00:00Z`,
  ]);
  await owner.query(`INSERT INTO daily_analytics (id, company_id, date) VALUES ($1, $2, $3)`, [crypto.randomUUID(), companyId, day]);
};
const tables = ["events", "interactions", "audit_logs", "daily_analytics"];

test("four years go by: each month finds its partition, what is past its retention lies in the archive, and no row is lost", async () => {
  const { owner, keep, count, archived } = await ownDatabase();
  await owner.query("UPDATE app.partition_rules SET keep = 12");
  let days = 0;
  for (let month = 0; month < 48; month++) {
    const day = new Date(Date.UTC(2026, month, 15)).toISOString().slice(0, 10);
    await keep(`${day}T04:30:00Z`);
    await writeDay(owner, day);
    days++;
  }
  for (const table of tables) {
    expect(await count(`${table}_other`), `${table}: nothing fell beside its partition`).toBe(0);
    const old = (await archived()).filter((name) => name.startsWith(`${table}_2`));
    expect(old.length, table).toBeGreaterThan(0);
    const kept = await count(table);
    expect(kept, table).toBeLessThan(days);
    let total = kept;
    for (const name of old) total += await count(`archive.${name}`);
    // The log says of each of its months that it left.
    expect(total, table).toBe(table === "audit_logs" ? days + old.length : days);
  }
  // December 2029 keeps twelve whole months before it.
  expect((await archived()).filter((name) => name.startsWith("events_2")).at(-1)).toBe("events_202811");
  await expect(owner.query("UPDATE archive.events_202601 SET payload = '{}'")).rejects.toThrow("immutable");

  expect(await verifyChain(owner, companyId)).toMatchObject({ fault: null });
  const archive = (await archived()).filter((name) => name.startsWith("audit_logs_2"));
  await owner.query(`DROP TABLE archive.${archive[0]}`);
  expect(await verifyChain(owner, companyId), "what left is vouched for by the log itself").toMatchObject({ fault: null });
  for (const name of archive.slice(1)) await owner.query(`DROP TABLE archive.${name}`);
  expect(await verifyChain(owner, companyId)).toMatchObject({ fault: null });
});

test("a second run in the same month makes and detaches nothing", async () => {
  const { keep } = await ownDatabase();
  await keep("2028-06-01T04:30:00Z");
  expect(await keep("2028-06-20T04:30:00Z")).toEqual({ made: 0, detached: 0 });
});

test("rows of a time that had no partition yet move into theirs when it is made", async () => {
  const { owner, keep, count } = await ownDatabase();
  for (const day of ["2031-03-05", "2031-03-06", "2031-04-01", "2035-01-01"]) await writeDay(owner, day);
  const hashes = async () => (await owner.query("SELECT id, sequence, hash FROM audit_logs ORDER BY sequence")).rows;
  const before = await hashes();
  expect(await count("events_other")).toBe(4);

  await keep("2031-03-01T04:30:00Z");
  expect(await count("events_203103")).toBe(2);
  expect(await count("events_203104")).toBe(1);
  expect(await count("events_other")).toBe(1);
  expect(await count("events")).toBe(4);
  expect(await count("interactions_203101")).toBe(2);
  expect(await count("daily_analytics_203101")).toBe(3);
  expect(await hashes(), "the chain is moved, not written anew").toEqual(before);
  await expect(owner.query("DELETE FROM events WHERE company_id = $1", [companyId])).rejects.toThrow("immutable");
});

test("a new partition is secured like its parent, and the archive is out of the product's sight", async () => {
  const { owner, app, keep } = await ownDatabase();
  await keep("2033-01-01T04:30:00Z");
  for (const name of ["events_203312", "audit_logs_203312", "interactions_203310", "daily_analytics_203401"]) {
    const { rows } = await owner.query(
      "SELECT relrowsecurity AND relforcerowsecurity AS forced, has_table_privilege('app_rw', oid, 'SELECT') AS open FROM pg_class WHERE relname = $1",
      [name],
    );
    expect(rows, name).toEqual([{ forced: true, open: false }]);
  }
  await expect(app.query("SELECT 1 FROM archive.events_202601")).rejects.toThrow("permission denied");
});

test("the job runs on the first of each month and leaves what is well as it is", async () => {
  setClock(() => new Date("2026-12-01T04:30:00Z"));
  onTestFinished(() => setClock());
  await withJobs(
    [keepPartitionsJob],
    async (jobs) => {
      await jobs.advance("31d");
      const runs = await jobs.runs("operations/keep-partitions");
      expect(runs.map(({ status }) => status)).toEqual(["Completed"]);
    },
    { startsAt: "2026-11-22T08:00:00Z" },
  );
});
