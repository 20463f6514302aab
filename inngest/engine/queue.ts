import type pg from "pg";
import { passGate } from "./flow";
import type { Json } from "./protocol";
import { inTransaction, toJson, type Db } from "./store";

export type JobKind = "call" | "sleep" | "timeout" | "cron" | "debounce" | "batch";

export interface Job {
  id: string;
  kind: JobKind;
  run_id: string | null;
  function_id: string;
  step_id: string;
  company_id: string | null;
  run_at: Date;
  attempt: number;
  lease_token: string;
  concurrency_keys: string[];
  concurrency_limits: number[];
  throttle_key: string | null;
  payload: Json;
}

export interface NewJob {
  id: string;
  kind: JobKind;
  runId?: string;
  functionId: string;
  stepId?: string;
  companyId: string | null;
  at: number;
  /** Seconds by which it goes before others that are due. */
  priority?: number;
  concurrency?: { keys: string[]; limits: number[] };
  throttleKey?: string;
  payload?: Json;
}

/** Adds due work; what is already planned under this id stays as it is. */
export async function enqueue(db: Db, job: NewJob) {
  await db.query(
    `insert into jobs.job (id, kind, run_id, function_id, step_id, company_id, run_at, rank, concurrency_keys, concurrency_limits, throttle_key, payload)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing`,
    [
      job.id,
      job.kind,
      job.runId ?? null,
      job.functionId,
      job.stepId ?? "step",
      job.companyId,
      new Date(job.at),
      new Date(job.at - (job.priority ?? 0) * 1000),
      job.concurrency?.keys ?? [],
      job.concurrency?.limits ?? [],
      job.throttleKey ?? null,
      toJson(job.payload ?? {}),
    ],
  );
}

/**
 * Takes up to `slots` due jobs under a lease. Claims of all processes follow one another, so that the leased rows of a
 * concurrency key, counted here, never exceed its limit; a job whose lease ran out is due again.
 * `more` says that others may be due now.
 */
export function claimJobs(pool: pg.Pool, functionIds: string[], slots: number, now: number, leaseMs: number) {
  return inTransaction(pool, async (db) => {
    await db.query("select pg_advisory_xact_lock(hashtext('jobs.claim'))");
    const at = new Date(now);
    const running = await db.query<{ key: string; count: number }>(
      "select key, count(*)::int as count from jobs.job, unnest(concurrency_keys) key where lease_until > $1 group by key",
      [at],
    );
    const counts = new Map(running.rows.map((row) => [row.key, row.count]));
    const limit = slots * 2 + 8;
    const { rows: due } = await db.query<Job>(
      `select * from jobs.job where run_at <= $1 and (lease_until is null or lease_until <= $1) and function_id = any($2)
         and not (concurrency_keys && $3 and exists (
           select 1 from unnest(concurrency_keys, concurrency_limits) c (key, ceiling) where ($4::jsonb ->> c.key)::int >= c.ceiling))
       order by rank, id limit $5 for update skip locked`,
      [at, functionIds, [...counts.keys()], toJson(Object.fromEntries(counts)), limit],
    );

    const taken: string[] = [];
    const refused = new Set<string>();
    for (const job of due) {
      if (taken.length === slots) break;
      if (job.concurrency_keys.some((key, i) => (counts.get(key) ?? 0) >= job.concurrency_limits[i]!)) continue;
      if (job.throttle_key && (refused.has(job.throttle_key) || !(await passThrottle(db, job, now)))) {
        refused.add(job.throttle_key);
        continue;
      }
      taken.push(job.id);
      for (const key of job.concurrency_keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const claimed = taken.length
      ? await db.query<Job>(
          `update jobs.job set lease_until = $2, lease_token = gen_random_uuid(), throttle_key = null where id = any($1) returning *`,
          [taken, new Date(now + leaseMs)],
        )
      : { rows: [] };
    return { jobs: claimed.rows, more: due.length === limit };
  });
}

/** A start that the throttle refuses moves, with all that wait behind it, to moments spaced as the throttle wants. */
async function passThrottle(db: Db, job: Job, now: number) {
  const { spacingMs, burst } = job.payload.throttle as { spacingMs: number; burst: number };
  const { rows } = await db.query<{ next_at: Date }>("select next_at from jobs.gate where key = $1", [job.throttle_key]);
  const verdict = passGate(rows[0]?.next_at.getTime(), now, spacingMs, burst);
  if (verdict.passes) {
    await storeGate(db, job.throttle_key!, verdict.gate);
    return true;
  }
  await db.query(
    `update jobs.job j set run_at = $3::timestamptz + (w.place - 1) * $4 * interval '1 millisecond'
     from (select id, row_number() over (order by rank, id) as place from jobs.job
           where throttle_key = $1 and run_at <= $2 and (lease_until is null or lease_until <= $2)) w
     where j.id = w.id`,
    [job.throttle_key, new Date(now), new Date(verdict.at), spacingMs],
  );
  return false;
}

export async function storeGate(db: Db, key: string, nextAt: number) {
  await db.query("insert into jobs.gate (key, next_at) values ($1, $2) on conflict (key) do update set next_at = excluded.next_at", [
    key,
    new Date(nextAt),
  ]);
}

/** Ends a job. False when its lease was lost: somebody else has it, and what this worker found must not be stored. */
export async function completeJob(db: Db, job: Job) {
  const { rowCount } = await db.query("delete from jobs.job where id = $1 and lease_token = $2", [job.id, job.lease_token]);
  return rowCount === 1;
}

/** Gives a job back for another try. False when its lease was lost. */
export async function retryJob(db: Db, job: Job, at: number) {
  const { rowCount } = await db.query(
    "update jobs.job set attempt = attempt + 1, run_at = $3, rank = $3, lease_until = null, lease_token = null where id = $1 and lease_token = $2",
    [job.id, job.lease_token, new Date(at)],
  );
  return rowCount === 1;
}

/** Keeps the leases of jobs that are still being worked on. */
export async function extendLeases(pool: pg.Pool, jobs: Iterable<Job>, until: number) {
  const tokens = Array.from(jobs, (job) => job.lease_token);
  if (tokens.length) await pool.query("update jobs.job set lease_until = $2 where lease_token = any($1)", [tokens, new Date(until)]);
}
