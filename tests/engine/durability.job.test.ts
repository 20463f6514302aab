import { cron, eventType, invoke, staticSchema } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { embeddedClient, jobKeys, useTransport } from "~inngest/client";
import { createEngine } from "~inngest/engine/executor";
import { openPool } from "~inngest/engine/store";
import { startTestEngine, type TestEngine, type TestEngineOptions } from "~inngest/engine/testing";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const connectionString = process.env.DATABASE_URL!;
const on = (name: string) => eventType(name, { schema: staticSchema<Record<string, string>>() });

/** A promise and its key. */
function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}

let engine: TestEngine | undefined;
afterEach(async () => {
  await engine?.close();
  engine = undefined;
});

async function begin(
  client: ReturnType<typeof embeddedClient>,
  functions: TestEngineOptions["functions"],
  more: Partial<TestEngineOptions> = {},
) {
  engine = await startTestEngine({ connectionString, client, functions, ...more });
  return engine;
}

test("a run that sleeps wakes after a restart, without repeating what it did", async () => {
  const client = embeddedClient("restart", silent);
  const did: string[] = [];
  const nap = client.createFunction({ id: "nap", triggers: [on("t/nap")] }, async ({ step }) => {
    await step.run("before", () => void did.push("before"));
    await step.sleep("sleep", "3d");
    await step.run("after", () => void did.push("after"));
  });
  const jobs = await begin(client, [nap]);

  await jobs.send({ name: "t/nap" });
  await jobs.advance("1d");
  await jobs.restart();
  await jobs.advance("1d");
  expect(did).toEqual(["before"]);

  await jobs.advance("1d");
  expect(did).toEqual(["before", "after"]);
  const [run] = await jobs.runs("nap");
  expect(run).toMatchObject({ status: "Completed" });
  expect((await jobs.attempts(run!.id)).map(({ name, kind, status }) => `${kind} ${name} ${status}`)).toEqual([
    "step before ok",
    "sleep sleep ok",
    "step after ok",
    "function function ok",
  ]);
});

test("a worker that dies between a step's effect and its storing runs that step again once its lease is over, and no other", async () => {
  const client = embeddedClient("crash", silent);
  const did: string[] = [];
  const pair = client.createFunction({ id: "pair", triggers: [on("t/pair")] }, async ({ step }) => {
    await step.run("one", () => void did.push("one"));
    await step.run("two", () => void did.push("two"));
  });
  let dead = false;
  const died = signal();
  const jobs = await begin(client, [pair], {
    leaseMs: 60_000,
    async intercept(request, handler) {
      const answer = await handler(request);
      if (request.method !== "POST" || dead || did.length === 0) return answer;
      dead = true;
      died.resolve();
      return new Promise(() => {});
    },
  });
  await jobs.send({ name: "t/pair" });
  void jobs.drain();
  await died.promise;

  await jobs.restart();
  await jobs.advance("59s");
  expect(did).toEqual(["one"]);
  await jobs.advance("2s");
  expect(did).toEqual(["one", "one", "two"]);
  await vi.waitFor(async () => {
    await jobs.drain();
    expect((await jobs.runs("pair"))[0]).toMatchObject({ status: "Completed" });
  }, 10_000);
});

test("an answer that comes after the lease was lost is not stored", async () => {
  const client = embeddedClient("late", silent);
  const did: string[] = [];
  const late = client.createFunction({ id: "late", triggers: [on("t/late")] }, async ({ step }) =>
    step.run("one", () => (did.push("one"), `answer ${did.length}`)),
  );
  const held = signal();
  const reached = signal();
  let calls = 0;
  const jobs = await begin(client, [late], {
    async intercept(request, handler) {
      const answer = await handler(request);
      if (request.method === "POST" && ++calls === 1) {
        reached.resolve();
        await held.promise;
      }
      return answer;
    },
  });
  const first = jobs.engine;
  await jobs.send({ name: "t/late" });
  const slow = first.drain();
  await reached.promise;
  await jobs.restart();
  await jobs.advance("2m");
  held.resolve();
  await slow;

  const [run] = await jobs.runs("late");
  expect(run).toMatchObject({ status: "Completed", output: "answer 2" });
  expect((await jobs.attempts(run!.id)).filter(({ name }) => name === "one")).toHaveLength(1);
});

test("two engines on one database: each step once, limits held by both together, woken by each other", async () => {
  const client = embeddedClient("pair-of-engines", silent);
  const did: string[] = [];
  const running = { now: 0, most: 0, lanes: new Map<string, number>(), mostInLane: 0 };
  const all = signal();
  const total = 60;
  const work = client.createFunction(
    { id: "work", triggers: [on("t/work")], concurrency: [{ key: "event.data.lane", limit: 2 }, { limit: 5 }] },
    async ({ event, step }) => {
      await step.run("effect", async () => {
        const lane = event.data.lane!;
        running.now++;
        running.lanes.set(lane, (running.lanes.get(lane) ?? 0) + 1);
        running.most = Math.max(running.most, running.now);
        running.mostInLane = Math.max(running.mostInLane, running.lanes.get(lane)!);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running.now--;
        running.lanes.set(lane, running.lanes.get(lane)! - 1);
        did.push(event.data.number!);
      });
      if (did.length === total) all.resolve();
    },
  );
  const jobs = await begin(client, [work]); // empties the tables; does not run by itself
  const faults: unknown[] = [];
  const engines = [1, 2].map(() =>
    createEngine({
      connectionString,
      handler: serve({ client, functions: [work] }),
      ...jobKeys,
      workers: 6,
      report: (what, error) => void faults.push([what, error]),
    }),
  );
  for (const one of engines) await one.start();
  useTransport(engines[0]!.fetch);
  await jobs.send(Array.from({ length: total }, (_, number) => ({ name: "t/work", data: { lane: `${number % 4}`, number: `${number}` } })));
  await all.promise;
  for (const one of engines) await one.stop();

  expect(faults).toEqual([]);
  expect(did).toHaveLength(total);
  expect(new Set(did).size).toBe(total);
  expect(running.most).toBeLessThanOrEqual(5);
  expect(running.mostInLane).toBeLessThanOrEqual(2);
});

test("a long step keeps its lease while its worker lives", async () => {
  const client = embeddedClient("long", silent);
  let calls = 0;
  const done = signal();
  const long = client.createFunction({ id: "long", triggers: [on("t/long")] }, async ({ step }) => {
    await step.run("long", async () => {
      calls++;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    });
    done.resolve();
  });
  const jobs = await begin(client, [long]);
  const engines = [1, 2].map(() =>
    createEngine({ connectionString, handler: serve({ client, functions: [long] }), ...jobKeys, leaseMs: 600 }),
  );
  for (const one of engines) await one.start();
  await jobs.send({ name: "t/long" });
  await done.promise;
  for (const one of engines) await one.stop();
  expect(calls).toBe(1);
});

test("an engine whose connections were cut goes on by itself", async () => {
  const client = embeddedClient("cut", silent);
  let ran = signal();
  const fn = client.createFunction({ id: "fn", triggers: [on("t/cut")] }, async () => ran.resolve());
  const jobs = await begin(client, [fn]);
  const real = createEngine({ connectionString, handler: serve({ client, functions: [fn] }), ...jobKeys, leaseMs: 900, report: () => {} });
  await real.start();
  await jobs.send({ name: "t/cut" });
  await ran.promise;

  ran = signal();
  const superuser = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
  await superuser.connect();
  const { rowCount } = await superuser.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%jobs%' and pid <> pg_backend_pid()",
  );
  expect(rowCount).toBeGreaterThan(0);
  await superuser.end();
  await client.send({ name: "t/cut" }).catch(() => client.send({ name: "t/cut" }));
  await ran.promise;
  await real.stop();
});

test("stopping waits for what runs and starts nothing new", async () => {
  const client = embeddedClient("stopping", silent);
  const did: string[] = [];
  const reached = signal();
  const job = client.createFunction({ id: "job", triggers: [on("t/job")] }, async ({ step }) => {
    await step.run("one", async () => {
      reached.resolve();
      await new Promise((resolve) => setTimeout(resolve, 100));
      did.push("one");
    });
    await step.run("two", () => void did.push("two"));
  });
  const jobs = await begin(client, [job]);
  const real = createEngine({ connectionString, handler: serve({ client, functions: [job] }), ...jobKeys });
  await real.start();
  await jobs.send({ name: "t/job" });
  await reached.promise;
  await real.stop();
  expect(did).toEqual(["one"]);
  const [run] = await jobs.runs("job");
  expect(run!.stack).toHaveLength(1);
});

test("a process that knows no functions can send; an engine routes it later", async () => {
  const client = embeddedClient("sender", silent);
  const did: string[] = [];
  const fn = client.createFunction({ id: "fn", triggers: [on("t/sent")] }, async () => void did.push("ran"));
  const jobs = await begin(client, [fn]);
  const pool = openPool(connectionString);
  const door = createEngine({ pool, ...jobKeys });
  useTransport(door.fetch);
  await client.send({ name: "t/sent" });
  await pool.end();
  expect(did).toEqual([]);
  await jobs.drain();
  expect(did).toEqual(["ran"]);
});

test("a cron at nine in Paris stays at nine across both time changes", async () => {
  const client = embeddedClient("cron", silent);
  const at: string[] = [];
  const weekly = client.createFunction(
    { id: "weekly", triggers: [cron("TZ=Europe/Paris 0 9 * * 1")] },
    async () => void at.push(new Date(engine!.now()).toISOString()),
  );
  const jobs = await begin(client, [weekly], { startsAt: "2026-03-21T12:00:00Z" });
  await jobs.advance("14d");
  expect(at.splice(0)).toEqual(["2026-03-23T08:00:00.000Z", "2026-03-30T07:00:00.000Z"]);

  jobs.skip("180d");
  await jobs.restart();
  await jobs.drain();
  expect(at.splice(0)).toHaveLength(1); // due while nobody ran: once, not once for every Monday
  jobs.skip("0s");
  await jobs.advance("35d");
  expect(at.map((moment) => moment.slice(5, 16))).toEqual(["10-05T07:00", "10-12T07:00", "10-19T07:00", "10-26T08:00", "11-02T08:00"]);
});

test("a cron that the code no longer has does not run any more", async () => {
  const client = embeddedClient("cron-gone", silent);
  let ticks = 0;
  const hourly = client.createFunction({ id: "hourly", triggers: [cron("0 * * * *")] }, async () => void ticks++);
  const jobs = await begin(client, [hourly]);
  await jobs.advance("2h");
  expect(ticks).toBe(2);
  await jobs.close();
  const other = client.createFunction({ id: "hourly", triggers: [cron("0 5 1 1 *")] }, async () => void ticks++);
  engine = await startTestEngine({ connectionString, client, functions: [other], keep: true, startsAt: "2026-03-02T11:00:00Z" });
  await engine.advance("2h");
  expect(ticks).toBe(2);
});

test("the same event id runs again after 24 hours, not before", async () => {
  const client = embeddedClient("dedupe", silent);
  let runs = 0;
  const fn = client.createFunction({ id: "fn", triggers: [on("t/dedupe")] }, async () => void runs++);
  const jobs = await begin(client, [fn]);
  for (const wait of ["23h", "2h", "1s"] as const) {
    await jobs.send({ name: "t/dedupe", id: "one" });
    await jobs.advance(wait);
  }
  expect(runs).toBe(2);
});

test("a send that is repeated by the SDK keeps its events once", async () => {
  const client = embeddedClient("seed", silent);
  const fn = client.createFunction({ id: "fn", triggers: [on("t/seed")] }, async () => {});
  const jobs = await begin(client, [fn]);
  const post = () =>
    jobs.engine.fetch(
      new Request(`http://engine/e/${jobKeys.eventKey}`, {
        method: "POST",
        headers: { "x-inngest-event-id-seed": "1767000000000,AbCd" },
        body: JSON.stringify([{ name: "t/seed" }, { name: "t/seed" }]),
      }),
    );
  const [first, second] = [await (await post()).json(), await (await post()).json()] as { ids: string[] }[];
  expect(second!.ids).toEqual(first!.ids);
  await jobs.drain();
  expect(await jobs.runs("fn")).toHaveLength(2);
});

test("the more urgent run goes first", async () => {
  const client = embeddedClient("urgent", silent);
  const order: string[] = [];
  const fn = client.createFunction(
    { id: "fn", triggers: [on("t/urgent")], concurrency: 1, priority: { run: "event.data.plan == 'paid' ? 120 : 0" } },
    async ({ event }) => void order.push(event.data.plan!),
  );
  const jobs = await begin(client, [fn]);
  await jobs.send(["free", "free", "paid"].map((plan) => ({ name: "t/urgent", data: { plan } })));
  await jobs.drain();
  expect(order).toEqual(["paid", "free", "free"]);
});

test("batches hold their size under a hundred events in one send, and nothing is lost", async () => {
  const client = embeddedClient("batches", silent);
  const sizes: number[] = [];
  const fn = client.createFunction(
    { id: "fn", triggers: [on("t/row")], batchEvents: { maxSize: 7, timeout: "10s" } },
    async ({ events }) => void sizes.push(events.length),
  );
  const jobs = await begin(client, [fn]);
  await jobs.send(Array.from({ length: 100 }, () => ({ name: "t/row" })));
  await jobs.advance("10s");
  expect(sizes.sort()).toEqual([2, ...Array.from({ length: 14 }, () => 7)]);
});

test("what the engine cannot do fails the run and says so", async () => {
  const client = embeddedClient("unsupported", silent);
  const timed = client.createFunction({ id: "timed", triggers: [on("t/unsupported")], timeouts: { finish: "1h" } }, async () => {});
  const signal = client.createFunction({ id: "signal", triggers: [on("t/unsupported")] }, async ({ step }) => {
    await step.waitForSignal("s", { signal: "x", timeout: "1h", onConflict: "fail" });
  });
  const caller = client.createFunction({ id: "caller", triggers: [on("t/unsupported")], retries: 0 }, async ({ step }) =>
    step.invoke("skipped", { function: skipped, data: { a: "1" } }),
  );
  const skipped = client.createFunction(
    { id: "skipped", triggers: [invoke(staticSchema<{ a: string }>())], rateLimit: { limit: 1, period: "1h" } },
    async () => "ran",
  );
  const jobs = await begin(client, [timed, signal, caller, skipped]);
  await jobs.send([{ name: "t/unsupported" }, { name: "t/unsupported" }]);
  await jobs.drain();
  const outputs = async (id: string) => (await jobs.runs(id)).map((run) => run.output?.message ?? run.output);
  expect(await outputs("timed")).toEqual(Array(2).fill("timeouts are not supported by the embedded engine"));
  expect(await outputs("signal")).toEqual(Array(2).fill("WaitForSignal is not supported by the embedded engine"));
  expect((await outputs("caller")).sort()).toEqual(["The invoked function was skipped by its rate limit, singleton or idempotency", "ran"]);
});

test("an answer that cannot be stored is a failed attempt, not an endless one", async () => {
  const client = embeddedClient("unstorable", silent);
  let calls = 0;
  const fn = client.createFunction({ id: "fn", triggers: [on("t/unstorable")], retries: 1 }, async ({ step }) => {
    calls++;
    await step.waitForEvent("w", { event: "t/x", if: "event.data. ==", timeout: "1d" });
  });
  const jobs = await begin(client, [fn]);
  await jobs.send({ name: "t/unstorable" });
  await jobs.advance("1h");
  expect(calls).toBe(2);
  const [run] = await jobs.runs("fn");
  expect(run).toMatchObject({ status: "Failed", output: { message: expect.stringContaining("cannot be read") } });
});

test("runs that ended long ago are forgotten, those that still wait are not", async () => {
  const client = embeddedClient("forget", silent);
  const quick = client.createFunction({ id: "quick", triggers: [on("t/forget")] }, async ({ step }) => step.run("s", () => 1));
  const slow = client.createFunction({ id: "slow", triggers: [on("t/forget")] }, async ({ step }) => step.sleep("s", "60d"));
  const jobs = await begin(client, [quick, slow]);
  await jobs.send({ name: "t/forget" });
  await jobs.advance("31d");
  await jobs.engine.forget();
  expect(await jobs.runs("quick")).toEqual([]);
  expect(await jobs.runs("slow")).toHaveLength(1);
  const { rows } = await jobs.pool.query(
    "select (select count(*)::int from jobs.attempt) as attempts, (select count(*)::int from jobs.claim) as claims",
  );
  expect(rows).toEqual([{ attempts: 0, claims: 0 }]);
});

test("unsigned and wrongly keyed requests are refused", async () => {
  const client = embeddedClient("keys", silent);
  const fn = client.createFunction({ id: "fn", triggers: [on("t/keys")] }, async () => {});
  const jobs = await begin(client, [fn]);
  const host = { host: "localhost" };
  const call = await jobs.handler(
    new Request("http://localhost/api/inngest?fnId=keys-fn&stepId=step", { method: "POST", headers: host, body: "{}" }),
  );
  expect(call.status).toBe(401);
  const ask = (path: string, init?: RequestInit) =>
    jobs.engine.fetch(new Request(`http://engine${path}`, init)).then(({ status }) => status);
  expect(await ask("/e/wrong", { method: "POST", body: JSON.stringify({ name: "t/keys" }) })).toBe(401);
  expect(await ask("/v1/runs/x")).toBe(401);
  expect(await ask("/v1/runs/x", { headers: { authorization: `Bearer ${jobKeys.signingKey}` } })).toBe(404);
});
