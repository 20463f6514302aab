import type pg from "pg";
import { log } from "~/platform/logger";
import { defaultBackoff, faultOf, nextTick } from "./flow";
import { answerRequest } from "./http";
import { perform, type Bench } from "./perform";
import { listFunctions, type Wire } from "./protocol";
import { claimJobs, enqueue, extendLeases, type Job } from "./queue";
import { cancelRun, routeNext, type Catalogue } from "./routing";
import { rerunRun } from "./runs";
import { forgetOld, inTransaction, openPool, requireEnginePool } from "./store";
import { listenForWakes } from "./wake";

export interface EngineOptions {
  /** Connections opened with `-c app.job_engine=on` (openPool), as app role. Or the address, and the engine opens and closes its own. */
  pool?: pg.Pool;
  connectionString?: string;
  /** The SDK's serve handler. Without one the engine only takes events in and answers questions. */
  handler?: (request: Request) => Promise<Response>;
  /** Address the handler believes it has. */
  url?: string;
  signingKey: string;
  eventKey: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** How many calls run at once in this process. */
  workers?: number;
  /** A worker that has not been heard of for so long has lost its job to another. */
  leaseMs?: number;
  /** Milliseconds before the attempt that follows `attempt`, which counts from 0. */
  backoff?: (attempt: number) => number;
  /** One call may take so long. */
  callTimeoutMs?: number;
  /** Ended runs and routed events are kept so long. */
  retentionDays?: number;
  report?: (what: string, error: unknown) => void;
}

export type Engine = ReturnType<typeof createEngine>;

const pollMs = 1000;
const hourMs = 3_600_000;

/** The embedded job engine: what it promises and leaves out stands in README.md beside this file. */
export function createEngine(options: EngineOptions) {
  const { workers = 10, leaseMs = 30_000, now = Date.now, backoff = defaultBackoff, callTimeoutMs = 2 * hourMs } = options;
  const report =
    options.report ?? ((what, error) => log({ level: "error", msg: what, error: error instanceof Error ? error.stack : String(error) }));
  const pool = options.pool ?? openPool(options.connectionString ?? "", workers + 4);
  const url = options.url ?? "http://localhost/api/inngest";
  const wire: Wire | undefined = options.handler && { handler: options.handler, url, signingKey: options.signingKey };
  const catalogue: Catalogue = { functions: new Map(), faults: new Map() };

  const bench: Bench = { pool, wire: wire!, catalogue, now, backoff, callTimeoutMs };
  const active = new Map<string, Job>();
  const working = new Set<Promise<void>>();
  const timers: ReturnType<typeof setInterval>[] = [];
  let running = false;
  let pumping: Promise<void> | undefined;
  let wanted = false;
  let tidying: Promise<void> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let stopListening: (() => Promise<void>) | undefined;

  /** Reads the functions behind the handler and sets their crons. A cron that fell due meanwhile stays due, once. */
  async function sync() {
    if (!wire) throw new Error("A job engine without a handler has no functions");
    await requireEnginePool(pool);
    const { appId, functions } = await listFunctions(wire);
    catalogue.functions = new Map(functions.map((fn) => [fn.id, fn]));
    catalogue.faults = new Map(
      functions.flatMap((fn) => [[fn.id, faultOf(fn)] as const]).filter((pair): pair is [string, string] => !!pair[1]),
    );
    await setCrons(appId);
    return { appId, functions };
  }

  async function setCrons(appId: string) {
    const crons = [...catalogue.functions.values()].flatMap((fn) =>
      catalogue.faults.has(fn.id)
        ? []
        : fn.triggers.flatMap(({ cron }) => (cron ? [{ id: `cron:${fn.id}:${cron}`, functionId: fn.id, cron }] : [])),
    );
    await inTransaction(pool, async (db) => {
      await db.query("delete from jobs.job where kind = 'cron' and starts_with(function_id, $1) and not (id = any($2))", [
        `${appId}-`,
        crons.map((cron) => cron.id),
      ]);
      for (const { id, functionId, cron } of crons) {
        const at = nextTick(cron, now());
        if (at !== null) await enqueue(db, { id, kind: "cron", functionId, companyId: null, at, payload: { cron } });
      }
    });
  }

  /** Begins to work: syncs, listens, and looks every second in case nobody called. */
  async function start() {
    if (running) return;
    await sync();
    running = true;
    stopListening = listenForWakes(pool, wake, report);
    timers.push(setInterval(wake, pollMs), setInterval(tidy, hourMs));
    heartbeat = setInterval(
      () => void extendLeases(pool, active.values(), now() + leaseMs).catch((error) => report("jobs.lease", error)),
      Math.ceil(leaseMs / 3),
    );
    wake();
    tidy();
  }

  /** Takes nothing new, waits for what runs, and closes the connections that are its own. */
  async function stop() {
    running = false;
    for (const timer of timers.splice(0)) clearInterval(timer);
    await pumping;
    await Promise.all(working);
    clearInterval(heartbeat);
    await tidying;
    await stopListening?.();
    if (!options.pool) await pool.end();
  }

  function wake() {
    if (!running) return;
    wanted = true;
    pumping ??= (async () => {
      while (wanted && running) {
        wanted = false;
        await pump(() => running).catch((error) => report("jobs.pump", error));
      }
      pumping = undefined;
    })();
  }

  /** Routes and claims until nothing is due or nobody is free. Returns whether it found anything to do. */
  async function pump(mayGoOn = () => true) {
    let found = false;
    while (mayGoOn()) {
      let routed = 0;
      while (routed < 50 && mayGoOn() && (await routeNext(pool, catalogue, now()))) routed++;
      const free = workers - active.size;
      const claimed = free > 0 && mayGoOn() ? await claimJobs(pool, [...catalogue.functions.keys()], free, now(), leaseMs) : null;
      for (const job of claimed?.jobs ?? []) begin(job);
      if (!routed && !claimed?.jobs.length && !claimed?.more) return found;
      found = true;
    }
    return found;
  }

  function begin(job: Job) {
    active.set(job.id, job);
    const work = perform(bench, job)
      // The lease stays and runs out: then the job is due again, here or elsewhere.
      .catch((error) => report(`jobs.work ${job.id}`, error))
      .finally(() => {
        active.delete(job.id);
        working.delete(work);
        wake();
      });
    working.add(work);
  }

  /** Deletes what ended longer ago than the retention, in small batches. */
  async function forget() {
    const before = new Date(now() - (options.retentionDays ?? 30) * 24 * hourMs);
    while (await forgetOld(pool, before, new Date(now())));
  }

  function tidy() {
    tidying = forget().catch((error) => report("jobs.forget", error));
  }

  return {
    sync,
    start,
    stop,
    forget,
    /** The HTTP surface that the SDK and our pages speak to. */
    fetch: (request: Request) =>
      answerRequest({ pool, signingKey: options.signingKey, eventKey: options.eventKey, now, wake, rerun, cancel }, request),
    rerun,
    cancel,
    /** Does all that is due now and waits for it. Not while the engine runs by itself. */
    async drain() {
      for (;;) {
        const found = await pump();
        if (!found && !working.size) return;
        if (working.size) await Promise.race(working);
      }
    },
    /** When the next job is due, in ms since 1970; null when nothing is planned. */
    async next() {
      const { rows } = await pool.query<{ at: Date | null }>(
        `select min(at) as at from (select min(greatest(run_at, lease_until)) as at from jobs.job
           union all select min(route_after) from jobs.event where routed_at is null) due`,
      );
      return rows[0]?.at?.getTime() ?? null;
    },
  };

  /** Runs it once more as a new run, whose id is returned. @throws when there is no such run */
  async function rerun(runId: string) {
    const id = await inTransaction(pool, (db) => rerunRun(db, runId, now()));
    if (!id) throw new Error(`There is no run ${runId}`);
    wake();
    return id;
  }

  /** Ends a run that has not ended by itself; a step that is being worked on ends, its result is dropped. */
  async function cancel(runId: string) {
    const cancelled = await inTransaction(pool, (db) => cancelRun(db, runId, now()));
    wake();
    return cancelled;
  }
}
