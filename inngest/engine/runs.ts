import { concurrencyOf, keyOf, priorityOf, durationMs } from "./flow";
import type { EventBody, FunctionConfig, Json, StepError } from "./protocol";
import { noteAttempt } from "./history";
import { enqueue } from "./queue";
import { companyOf, keepEvents, newId, toJson, type Db } from "./store";

export type RunStatus = "Running" | "Completed" | "Failed" | "Cancelled";

export interface Run {
  id: string;
  function_id: string;
  event_ids: string[];
  events: EventBody[];
  company_id: string | null;
  status: RunStatus;
  steps: Record<string, Json>;
  stack: string[];
  pending: string[];
  plan_only: boolean;
  request_version: number;
  concurrency_keys: string[];
  concurrency_limits: number[];
  singleton_key: string | null;
  original_run_id: string | null;
  output: Json;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

export const singletonKeyOf = (fn: FunctionConfig, event: EventBody) =>
  fn.singleton ? `${fn.id}:${keyOf(fn.singleton.key, event)}` : null;

/** Begins a run of `fn` for these events. `fault` says why it cannot run; then it is there, failed, for people to see. */
export async function startRun(
  db: Db,
  fn: FunctionConfig,
  trigger: { events: EventBody[]; eventIds: string[] },
  now: number,
  fault?: string | null,
) {
  const [event] = trigger.events as [EventBody];
  const id = newId(now);
  const companyId = companyOf(event);
  const concurrency = concurrencyOf(fn, event);
  await insertRun(db, {
    id,
    functionId: fn.id,
    ...trigger,
    companyId,
    concurrency,
    singletonKey: singletonKeyOf(fn, event),
    originalRunId: null,
    now,
  });
  if (fault) {
    await finishRun(db, (await lockRun(db, id))!, "Failed", { name: "UnsupportedError", message: fault }, now);
    return id;
  }
  const { throttle } = fn;
  await enqueue(db, {
    id: `${id}-start`,
    kind: "call",
    runId: id,
    functionId: fn.id,
    companyId,
    at: now,
    priority: priorityOf(fn, event),
    concurrency,
    throttleKey: throttle && `throttle:${fn.id}:${keyOf(throttle.key, event)}`,
    payload: throttle && { throttle: { spacingMs: Math.round(durationMs(throttle.period) / throttle.limit), burst: throttle.burst ?? 1 } },
  });
  return id;
}

/** Runs the same function on the same events once more, past idempotency, throttle and rate limit. Null when there is no such run. */
export async function rerunRun(db: Db, runId: string, now: number) {
  const run = await lockRun(db, runId);
  if (!run) return null;
  const id = newId(now);
  const concurrency = { keys: run.concurrency_keys, limits: run.concurrency_limits };
  await insertRun(db, {
    id,
    functionId: run.function_id,
    events: run.events,
    eventIds: run.event_ids,
    companyId: run.company_id,
    concurrency,
    singletonKey: run.singleton_key,
    originalRunId: run.id,
    now,
  });
  await enqueue(db, {
    id: `${id}-start`,
    kind: "call",
    runId: id,
    functionId: run.function_id,
    companyId: run.company_id,
    at: now,
    concurrency,
  });
  return id;
}

interface NewRun {
  id: string;
  functionId: string;
  events: EventBody[];
  eventIds: string[];
  companyId: string | null;
  concurrency: { keys: string[]; limits: number[] };
  singletonKey: string | null;
  originalRunId: string | null;
  now: number;
}

async function insertRun(db: Db, run: NewRun) {
  await db.query(
    `insert into jobs.run (id, function_id, event_ids, events, company_id, concurrency_keys, concurrency_limits, singleton_key, original_run_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      run.id,
      run.functionId,
      run.eventIds,
      toJson(run.events),
      run.companyId,
      run.concurrency.keys,
      run.concurrency.limits,
      run.singletonKey,
      run.originalRunId,
      new Date(run.now),
    ],
  );
}

/** The run, locked until the transaction ends. Whoever changes a run or its jobs locks it first, so nobody waits in a circle. */
export async function lockRun(db: Db, runId: string) {
  const { rows } = await db.query<Run>("select * from jobs.run where id = $1 for update", [runId]);
  return rows[0] ?? null;
}

/** Remembers one step's result. When no parallel step is awaited any more, one call goes on with the run. */
export async function storeStep(db: Db, run: { id: string }, stepId: string, value: Json, now: number, race = false) {
  const { rows } = await db.query<Run>(
    `update jobs.run set steps = steps || jsonb_build_object($2::text, $3::jsonb), stack = stack || $2::text, pending = array_remove(pending, $2::text),
       plan_only = plan_only and cardinality(array_remove(pending, $2::text)) > 0
     where id = $1 and status = 'Running' and not steps ? $2 returning *`,
    [run.id, stepId, toJson(value)],
  );
  const [stored] = rows;
  if (!stored || (stored.pending.length > 0 && !race)) return;
  await enqueue(db, {
    id: `${stored.id}-${stepId}-next`,
    kind: "call",
    runId: stored.id,
    functionId: stored.function_id,
    companyId: stored.company_id,
    at: now,
    concurrency: { keys: stored.concurrency_keys, limits: stored.concurrency_limits },
  });
}

export interface Wait {
  id: string;
  run_id: string;
  step_id: string;
  name: string | null;
  event_name: string;
  expression: string | null;
  correlation_id: string | null;
  timeout_job: string;
  race: boolean;
  company_id: string | null;
  created_at: Date;
}

/** Ends a wait with what it waited for. Of an event and a time-out that come together one wins. */
export async function resolveWait(db: Db, waitId: string, value: Json, now: number) {
  const { rows: waits } = await db.query<Wait>("select * from jobs.wait where id = $1", [waitId]);
  if (!waits[0] || !(await lockRun(db, waits[0].run_id))) return;
  const { rows } = await db.query<Wait>("delete from jobs.wait where id = $1 returning *", [waitId]);
  const [wait] = rows;
  if (!wait) return;
  await db.query("delete from jobs.job where id = $1", [wait.timeout_job]);
  const failed = value.type === "error";
  await noteAttempt(db, {
    runId: wait.run_id,
    companyId: wait.company_id,
    stepId: wait.step_id,
    name: wait.name ?? wait.event_name,
    kind: wait.correlation_id ? "invoke" : "wait",
    attempt: 0,
    status: failed ? "failed" : "ok",
    error: failed ? value.error : null,
    startedAt: wait.created_at.getTime(),
    endedAt: now,
  });
  await storeStep(db, { id: wait.run_id }, wait.step_id, value, now, wait.race);
}

/** Answers the run that invoked a function, whether the function ran or was refused. */
export async function answerInvocation(db: Db, correlationId: unknown, value: Json, now: number) {
  if (typeof correlationId !== "string") return;
  const { rows } = await db.query<{ id: string }>("select id from jobs.wait where correlation_id = $1", [correlationId]);
  if (rows[0]) await resolveWait(db, rows[0].id, value, now);
}

const lifecycle = new Set(["inngest/function.finished", "inngest/function.failed", "inngest/function.cancelled"]);

/** Ends a locked run, drops what it still waited for, and announces it. A run that already ended stays as it is. */
export async function finishRun(db: Db, run: Run, status: Exclude<RunStatus, "Running">, output: Json, now: number) {
  const { rowCount } = await db.query("update jobs.run set status = $2, output = $3, ended_at = $4 where id = $1 and status = 'Running'", [
    run.id,
    status,
    toJson(output),
    new Date(now),
  ]);
  if (!rowCount) return;
  await db.query("delete from jobs.job where run_id = $1", [run.id]);
  await db.query("delete from jobs.wait where run_id = $1", [run.id]);

  const [event] = run.events as [EventBody];
  const error: StepError | undefined =
    status === "Completed" ? undefined : status === "Failed" ? output : { name: "CancelledError", message: "The run was cancelled" };
  const correlationId = event.data?._inngest?.correlation_id;
  await answerInvocation(db, correlationId, error ? { type: "error", error } : { type: "data", data: output ?? null }, now);

  if (lifecycle.has(event.name)) return; // a report about a report would never end
  const data = {
    function_id: run.function_id,
    run_id: run.id,
    event,
    events: run.events,
    ...(correlationId ? { correlation_id: correlationId } : {}),
    ...(error ? { error } : { result: output ?? null }),
    _inngest: { status },
  };
  const announcements = [{ name: "inngest/function.finished", id: `${run.id}:finished`, data }];
  if (status === "Failed") announcements.push({ name: "inngest/function.failed", id: `${run.id}:failed`, data });
  if (status === "Cancelled") announcements.push({ name: "inngest/function.cancelled", id: `${run.id}:cancelled`, data });
  await keepEvents(db, announcements, now);
}
