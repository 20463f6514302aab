import type pg from "pg";
import { storeAnswer } from "./answers";
import { nextTick } from "./flow";
import { noteAttempt } from "./history";
import { callFunction, type Wire } from "./protocol";
import { completeJob, enqueue, type Job } from "./queue";
import type { Catalogue } from "./routing";
import { lockRun, resolveWait, startRun, storeStep, type Run } from "./runs";
import { inTransaction, newId, type Db } from "./store";

/** What a worker has at hand. */
export interface Bench {
  pool: pg.Pool;
  wire: Wire;
  catalogue: Catalogue;
  now: () => number;
  backoff: (attempt: number) => number;
  callTimeoutMs: number;
}

/** Does one claimed job. @throws when the database is away: then the lease runs out and the job is due again. */
export async function perform(bench: Bench, job: Job) {
  const { pool, wire, catalogue, now, backoff, callTimeoutMs } = bench;
  if (job.kind !== "call") return inTransaction(pool, (db) => performTimer(bench, db, job));
  const fn = catalogue.functions.get(job.function_id)!;
  const startedAt = now();
  const { rows } = await pool.query<Run>(
    "update jobs.run set started_at = coalesce(started_at, $2) where id = $1 and status = 'Running' returning *",
    [job.run_id, new Date(startedAt)],
  );
  const [run] = rows;
  if (!run) return void (await completeJob(pool, job));

  const maxAttempts = (fn.steps.step?.retries?.attempts ?? 4) + 1;
  const call = {
    functionId: fn.id,
    stepId: job.step_id,
    runId: run.id,
    events: run.events,
    steps: run.steps,
    stack: run.stack,
    version: run.request_version,
    planOnly: run.plan_only,
    attempt: job.attempt,
    maxAttempts,
  };
  const answer = await callFunction(wire, call, { now: now(), timeoutMs: callTimeoutMs });
  const called = { job, maxAttempts, startedAt, backoff };
  await inTransaction(pool, (db) => storeAnswer(db, { ...called, answer, now: now() })).catch((error) => {
    // What cannot be stored (a sleep until no date) counts as a failed attempt, or the step would run for ever.
    const failed = {
      type: "failed" as const,
      error: { name: "Error", message: `The answer could not be stored: ${error.message}` },
      mayRetry: true,
    };
    return inTransaction(pool, (db) => storeAnswer(db, { ...called, answer: failed, now: now() }));
  });
}

async function performTimer(bench: Bench, db: Db, job: Job) {
  const { catalogue, now } = bench;
  const at = now();
  // Runs are locked before their jobs, everywhere.
  if (job.run_id && !(await lockRun(db, job.run_id))) return;
  if (job.kind === "timeout") {
    const { rows } = await db.query("select correlation_id from jobs.wait where id = $1", [job.payload.wait]);
    const error = { name: "InvokeTimeoutError", message: "The invoked function did not end in time" };
    if (!(await completeJob(db, job))) return;
    return resolveWait(db, job.payload.wait, rows[0]?.correlation_id ? { type: "error", error } : { type: "data", data: null }, at);
  }
  if (job.kind === "cron") return performCron(catalogue, db, job, at);
  if (!(await completeJob(db, job))) return;
  if (job.kind === "sleep") {
    const { run_id: runId, step_id: stepId, company_id: companyId, payload } = job;
    await noteAttempt(db, {
      runId: runId!,
      companyId,
      stepId,
      name: payload.name,
      kind: "sleep",
      attempt: 0,
      status: "ok",
      startedAt: at,
      endedAt: at,
    });
    return storeStep(db, { id: runId! }, stepId, { type: "data", data: null }, at, payload.race);
  }
  await startRun(db, catalogue.functions.get(job.function_id)!, job.payload, at, catalogue.faults.get(job.function_id));
}

async function performCron(catalogue: Catalogue, db: Db, job: Job, at: number) {
  const due = job.run_at.getTime();
  if (!(await completeJob(db, job))) return;
  const { cron } = job.payload;
  const next = nextTick(cron, Math.max(due, at));
  if (next !== null)
    await enqueue(db, { id: job.id, kind: "cron", functionId: job.function_id, companyId: null, at: next, payload: { cron } });
  const id = newId(at);
  const event = { id, name: "inngest/scheduled.timer", data: { cron }, ts: due };
  await startRun(db, catalogue.functions.get(job.function_id)!, { events: [event], eventIds: [id] }, at);
}
