import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { jobKeys, useTransport } from "../client";
import { createEngine, type EngineOptions } from "./executor";
import { durationMs } from "./flow";
import { openPool, type IncomingEvent } from "./store";
import type { Run } from "./runs";

export interface TestEngineOptions extends Pick<EngineOptions, "workers" | "leaseMs" | "backoff" | "callTimeoutMs" | "retentionDays"> {
  connectionString: string;
  client: Inngest.Any;
  functions: InngestFunction.Any[];
  /** Where the virtual clock begins. */
  startsAt?: string;
  /** Stands between engine and handler: to let a worker die, to count calls. */
  intercept?: (request: Request, handler: (request: Request) => Promise<Response>) => Promise<Response>;
  /** Keeps what stands in schema jobs, to go on where another engine left off. */
  keep?: boolean;
}

export interface AttemptRow {
  name: string;
  kind: string;
  attempt: number;
  status: string;
  error: { name: string; message: string } | null;
}

const tables = ["attempt", "wait", "job", "run", "event", "claim", "gate"];

/**
 * The engine with a clock that moves only when told to. Nothing runs by itself: `drain` does what is due now,
 * `advance` goes from one due moment to the next. Failed attempts are repeated after 1, 2, 4 … virtual seconds.
 */
export async function startTestEngine(options: TestEngineOptions) {
  const pool = openPool(options.connectionString, (options.workers ?? 10) + 4);
  if (!options.keep) for (const table of tables) await pool.query(`delete from jobs.${table}`);

  const handler = serve({ client: options.client, functions: options.functions });
  let clock = Date.parse(options.startsAt ?? "2026-03-02T08:00:00Z");
  const faults: unknown[] = [];
  let engine = await open();
  const before = useTransport(engine.fetch);

  async function open() {
    const opened = createEngine({
      ...options,
      connectionString: undefined,
      pool,
      ...jobKeys,
      handler: (request) => (options.intercept ? options.intercept(request, handler) : handler(request)),
      now: () => clock,
      backoff: options.backoff ?? ((attempt) => 1000 * 2 ** attempt),
      report: (_, error) => void faults.push(error),
    });
    await opened.sync();
    return opened;
  }

  async function drain() {
    await engine.drain();
    if (faults.length) throw faults.splice(0)[0];
  }

  return {
    pool,
    handler,
    now: () => clock,
    get engine() {
      return engine;
    },
    /** Keeps events as the product would, without running anything. Returns the engine's ids. */
    async send(events: (IncomingEvent & { name: string }) | (IncomingEvent & { name: string })[]): Promise<string[]> {
      return (await options.client.send(events as never)).ids;
    },
    drain,
    /** Lets time pass ("3d", or milliseconds) and does all that falls due on the way, in its order. */
    async advance(time: string | number) {
      const until = clock + (typeof time === "number" ? time : durationMs(time));
      await drain();
      for (;;) {
        const next = await engine.next();
        if (next === null || next > until) break;
        clock = Math.max(clock + (next <= clock ? 1 : 0), next);
        await drain();
      }
      clock = Math.max(clock, until);
    },
    /** Sets the clock ahead without doing anything, as while the process is down. */
    skip(time: string) {
      clock += durationMs(time);
    },
    /** Runs of one function ("insights/write-weekly-report"), oldest first. */
    async runs(functionId: string): Promise<Run[]> {
      const { rows } = await pool.query<Run>("select * from jobs.run where function_id = $1 order by id", [
        `${options.client.id}-${functionId}`,
      ]);
      return rows;
    },
    /** What was tried in a run, in its order. */
    async attempts(runId: string): Promise<AttemptRow[]> {
      const { rows } = await pool.query<AttemptRow>(
        "select name, kind, attempt, status, error from jobs.attempt where run_id = $1 order by id",
        [runId],
      );
      return rows;
    },
    rerun: (runId: string) => engine.rerun(runId),
    cancel: (runId: string) => engine.cancel(runId),
    /** A new engine on the same database, as after a restart of the process. */
    async restart() {
      engine = await open();
      useTransport(engine.fetch);
    },
    async close() {
      useTransport(before);
      await engine.stop();
      await pool.end();
    },
  };
}

export type TestEngine = Awaited<ReturnType<typeof startTestEngine>>;
