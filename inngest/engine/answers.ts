import { expressionFault, momentOf } from "./flow";
import { readError, type Answer, type Json, type Op, type StepError } from "./protocol";
import { completeJob, enqueue, retryJob, type Job } from "./queue";
import { noteAttempt, type AttemptNote } from "./history";
import { finishRun, lockRun, storeStep, type Run } from "./runs";
import { keepEvents, type Db } from "./store";

export interface Called {
  job: Job;
  answer: Answer;
  maxAttempts: number;
  startedAt: number;
  now: number;
  backoff: (attempt: number) => number;
}

const maxSteps = 1000;

/** Stores what a call came back with: the job's end, the steps' results and the work that follows, in the caller's transaction. */
export async function storeAnswer(db: Db, called: Called) {
  const { job, answer, now } = called;
  const run = await lockRun(db, job.run_id!);
  if (!run || run.status !== "Running") return void (await completeJob(db, job));

  if (answer.type === "done") {
    if (!(await completeJob(db, job))) return;
    await note(db, called, { stepId: job.step_id, name: "function", kind: "function", status: "ok" });
    return finishRun(db, run, "Completed", answer.output, now);
  }
  if (answer.type === "failed") {
    if (await tryAgain(db, called, answer.error, { stepId: job.step_id, name: "function", kind: "function" })) return;
    if (!(await completeJob(db, job))) return;
    return fail(db, called, run, answer.error);
  }
  await storeOps(db, called, run, answer);
}

async function storeOps(db: Db, called: Called, run: Run, answer: Extract<Answer, { type: "ops" }>) {
  const { job } = called;
  const failing = answer.ops.find((op) => op.op === "StepError");
  if (failing && (await tryAgain(db, called, readError(failing.error), { stepId: failing.id, name: nameOf(failing), kind: "step" })))
    return;
  if (!(await completeJob(db, job))) return;
  if (run.stack.length + answer.ops.length > maxSteps)
    return fail(db, called, run, { name: "Error", message: `A run may have ${maxSteps} steps` });

  // Parallel steps: plan them all, and go on when the last of them is in.
  const awaited = answer.ops.filter((op) => !(op.id in run.steps)).map((op) => op.id);
  await db.query(
    `update jobs.run set request_version = $2, plan_only = plan_only or $3, pending = case when $3 then $4::text[] else pending end where id = $1`,
    [run.id, answer.version, answer.ops.length > 1, awaited],
  );
  // Waits before all else: an answer may come from what the other steps set going.
  const ordered = [...answer.ops].sort((a, b) => Number(b.op === "WaitForEvent") - Number(a.op === "WaitForEvent"));
  for (const op of ordered) {
    const ended = await storeOp(db, called, run, op);
    if (ended) return;
  }
}

/** Returns true when the op ended the run. */
async function storeOp(db: Db, called: Called, run: Run, op: Op): Promise<boolean> {
  const { now } = called;
  const race = op.opts?.parallelMode === "race";
  const id = `${run.id}-${op.id}`;
  const follow = {
    runId: run.id,
    functionId: run.function_id,
    stepId: op.id,
    companyId: run.company_id,
    payload: { race, name: nameOf(op) },
  };
  const step = { stepId: op.id, name: nameOf(op), kind: "step" } as const;

  switch (op.op) {
    case "Step":
    case "StepRun":
      await note(db, called, { ...step, status: "ok" });
      await storeStep(db, run, op.id, { type: "data", data: op.data ?? null }, now, race);
      return false;
    case "StepError":
    case "StepFailed":
      await note(db, called, { ...step, status: "failed", error: readError(op.error) });
      await storeStep(db, run, op.id, { type: "error", error: readError(op.error) }, now, race);
      return false;
    case "StepPlanned":
      await enqueue(db, {
        id,
        kind: "call",
        ...follow,
        at: now,
        concurrency: { keys: run.concurrency_keys, limits: run.concurrency_limits },
      });
      return false;
    case "Sleep":
      await enqueue(db, { id, kind: "sleep", ...follow, at: momentOf(op.opts?.duration ?? op.name ?? "", now) });
      return false;
    case "WaitForEvent": {
      const fault = expressionFault(op.opts?.if);
      if (fault) throw new Error(`${nameOf(op)} waits on an expression that cannot be read: ${fault}`);
      await waitFor(db, run, op, { id, race, now, eventName: op.name ?? op.opts?.event, correlationId: null });
      return false;
    }
    case "InvokeFunction":
      await waitFor(db, run, op, { id, race, now, eventName: "inngest/function.finished", correlationId: id });
      await invoke(db, op, id, now);
      return false;
    case "RunComplete":
      await note(db, called, { stepId: called.job.step_id, name: "function", kind: "function", status: "ok" });
      await finishRun(db, run, "Completed", op.data ?? null, now);
      return true;
    case "None":
    case "DiscoveryRequest":
      return false;
    case "StepNotFound":
      await fail(db, called, run, {
        name: "StepNotFoundError",
        message: `The function no longer has the step ${called.job.payload.name ?? op.id}`,
      });
      return true;
    default:
      await fail(db, called, run, { name: "UnsupportedError", message: `${op.op} is not supported by the embedded engine` });
      return true;
  }
}

interface WaitFor {
  id: string;
  race: boolean;
  now: number;
  eventName: string;
  correlationId: string | null;
}

async function waitFor(db: Db, run: Run, op: Op, wait: WaitFor) {
  const timeoutJob = `${wait.id}-timeout`;
  const { rowCount } = await db.query(
    `insert into jobs.wait (id, run_id, step_id, name, event_name, expression, correlation_id, timeout_job, race, company_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`,
    [
      wait.id,
      run.id,
      op.id,
      nameOf(op),
      wait.eventName,
      op.opts?.if ?? null,
      wait.correlationId,
      timeoutJob,
      wait.race,
      run.company_id,
      new Date(wait.now),
    ],
  );
  if (!rowCount) return;
  await enqueue(db, {
    id: timeoutJob,
    kind: "timeout",
    runId: run.id,
    functionId: run.function_id,
    stepId: op.id,
    companyId: run.company_id,
    at: momentOf(op.opts?.timeout ?? "366d", wait.now),
    payload: { wait: wait.id },
  });
}

async function invoke(db: Db, op: Op, correlationId: string, now: number) {
  const payload: Json = op.opts?.payload ?? {};
  const target = { fn_id: op.opts?.function_id, correlation_id: correlationId };
  await keepEvents(db, [{ ...payload, id: undefined, name: "inngest/function.invoked", data: { ...payload.data, _inngest: target } }], now);
}

/** True when the job was given back for another attempt, or was no longer ours to give. */
async function tryAgain(db: Db, called: Called, error: StepError, what: Pick<AttemptNote, "stepId" | "name" | "kind">) {
  const { job, answer, now } = called;
  if (answer.type === "done" || !answer.mayRetry || job.attempt + 1 >= called.maxAttempts) return false;
  const at = answer.retryAt ?? now + called.backoff(job.attempt);
  if (await retryJob(db, job, Math.round(at))) await note(db, called, { ...what, status: "error", error });
  return true;
}

async function fail(db: Db, called: Called, run: Run, error: StepError) {
  await note(db, called, { stepId: called.job.step_id, name: "function", kind: "function", status: "failed", error });
  await finishRun(db, run, "Failed", error, called.now);
}

const nameOf = (op: Op): string => op.displayName ?? op.opts?.name ?? op.name ?? op.id;

function note(db: Db, called: Called, what: Pick<AttemptNote, "stepId" | "name" | "kind" | "status" | "error">) {
  const { job, startedAt, now } = called;
  return noteAttempt(db, {
    ...what,
    runId: job.run_id!,
    companyId: job.company_id,
    attempt: job.attempt,
    startedAt,
    endedAt: now,
  });
}
