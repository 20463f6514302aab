import { randomUUID } from "node:crypto";
import { NonRetriableError, eventType, staticSchema } from "inngest";
import pg from "pg";
import { expect, test } from "vitest";
import { embeddedClient } from "~inngest/client";
import { createEngine } from "~inngest/engine/executor";
import { startTestEngine } from "~inngest/engine/testing";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const connectionString = process.env.DATABASE_URL!;

/** What an ordinary connection sees and may do, in the company's transaction. */
async function asCompany<T>(companyId: string | null, work: (db: pg.Client) => Promise<T>) {
  const db = new pg.Client({ connectionString });
  await db.connect();
  try {
    await db.query("begin");
    if (companyId) await db.query("select set_config('app.current_company_id', $1, true)", [companyId]);
    return await work(db);
  } finally {
    await db.end();
  }
}

test("a company reads its own runs, steps and errors, never another's, and changes none", async () => {
  const client = embeddedClient("tenancy", silent);
  const job = client.createFunction(
    {
      id: "job",
      triggers: [eventType("t/tenancy", { schema: staticSchema<{ companyId: string }>() })],
      retries: 0,
      onFailure: async () => {},
    },
    async ({ step }) => {
      await step.sleep("nap", "1h");
      await step.waitForEvent("wait", { event: "t/never", timeout: "1h" });
      await step.run("fail", () => {
        throw new NonRetriableError("broken");
      });
    },
  );
  const jobs = await startTestEngine({ connectionString, client, functions: [job] });
  const [ours, theirs] = [randomUUID(), randomUUID()];
  await jobs.send([
    { name: "t/tenancy", data: { companyId: ours } },
    { name: "t/tenancy", data: { companyId: theirs } },
  ]);
  await jobs.advance("3h");
  await jobs.send({ name: "t/tenancy", data: { companyId: ours } });
  await jobs.advance("90m"); // a third run waits: it has a job and a wait

  for (const table of ["event", "run", "job", "wait", "attempt"]) {
    const seen = await asCompany(ours, (db) => db.query(`select distinct company_id from jobs.${table}`));
    expect(seen.rows, table).toEqual([{ company_id: ours }]);
    const nobody = await asCompany(null, (db) => db.query(`select 1 from jobs.${table}`));
    expect(nobody.rows, table).toEqual([]);
  }
  const errors = await asCompany(ours, (db) =>
    db.query("select a.error ->> 'message' as message from jobs.attempt a where a.status = 'failed' and a.kind = 'step'"),
  );
  expect(errors.rows).toEqual([{ message: "broken" }]);
  for (const table of ["claim", "gate"]) expect((await asCompany(ours, (db) => db.query(`select 1 from jobs.${table}`))).rows).toEqual([]);

  const changed = await asCompany(ours, (db) => db.query("update jobs.run set status = 'Completed'"));
  expect(changed.rowCount).toBe(0);
  const insert = asCompany(ours, (db) =>
    db.query(
      "insert into jobs.event (internal_id, event_id, name, body, company_id, received_at) values ('x', 'x', 'x', '{}', $1, now())",
      [ours],
    ),
  );
  await expect(insert).rejects.toThrow("row-level security");
  await jobs.close();
});

test("an engine refuses a pool that does not say it is one", async () => {
  const pool = new pg.Pool({ connectionString });
  const engine = createEngine({ pool, handler: async () => new Response(), signingKey: "signkey-x-00", eventKey: "e" });
  await expect(engine.sync()).rejects.toThrow("app.job_engine=on");
  await pool.end();
});
