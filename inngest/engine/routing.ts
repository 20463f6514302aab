import type pg from "pg";
import { dayMs, durationMs, holds, keyOf, matchOf, passGate, valueOf } from "./flow";
import type { EventBody, FunctionConfig, Json } from "./protocol";
import { enqueue, storeGate } from "./queue";
import { answerInvocation, finishRun, lockRun, resolveWait, singletonKeyOf, startRun, type Run } from "./runs";
import { companyOf, inTransaction, type Db } from "./store";

/** The functions this process can run, and why some of them cannot. */
export interface Catalogue {
  functions: Map<string, FunctionConfig>;
  faults: Map<string, string>;
}

const invoked = "inngest/function.invoked";
const maxTries = 10;

/**
 * Routes the oldest event that waits: answers waits, cancels runs, starts runs, all in one transaction. Events are routed
 * one after the other over all processes, so that debounce, batch, singleton and rate limit see them in order.
 * Returns false when there is none.
 */
export async function routeNext(pool: pg.Pool, catalogue: Catalogue, now: number): Promise<boolean> {
  const waiting = "routed_at is null and (route_after is null or route_after <= $1)";
  const { rows } = await pool.query(`select 1 from jobs.event where ${waiting} limit 1`, [new Date(now)]);
  if (!rows.length) return false;

  let internalId: string | undefined;
  try {
    return await inTransaction(pool, async (db) => {
      await db.query("select pg_advisory_xact_lock(hashtext('jobs.route'))");
      await passOverUnheard(db, catalogue, now);
      const { rows: found } = await db.query(`select internal_id, body from jobs.event where ${waiting} order by internal_id limit 1`, [
        new Date(now),
      ]);
      if (!found[0]) return false;
      internalId = found[0].internal_id as string;
      await routeEvent(db, catalogue, found[0].body, internalId, now);
      await db.query("update jobs.event set routed_at = $2 where internal_id = $1", [internalId, new Date(now)]);
      return true;
    });
  } catch (error) {
    if (!internalId) throw error;
    await postpone(pool, internalId, error, now);
    return true;
  }
}

/** Events nobody listens to need no routing of their own: those among the next hundred are ticked off together. */
async function passOverUnheard(db: Db, { functions }: Catalogue, now: number) {
  const names = [invoked];
  for (const fn of functions.values()) {
    for (const trigger of fn.triggers) if (trigger.event) names.push(trigger.event);
    for (const cancel of fn.cancel ?? []) names.push(cancel.event);
  }
  const patterns = names.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
  await db.query(
    `update jobs.event e set routed_at = $1
     where internal_id in (select internal_id from jobs.event where routed_at is null order by internal_id limit 100) and not (name = any($2))
       and not exists (select 1 from unnest($3::text[]) prefix where starts_with(e.name, prefix))
       and not exists (select 1 from jobs.wait w where w.event_name = e.name)`,
    [new Date(now), names, patterns],
  );
}

/** One event that cannot be routed must not hold up the others; after ten tries it is left, with the reason. */
async function postpone(pool: pg.Pool, internalId: string, error: unknown, now: number) {
  const reason = error instanceof Error ? error.message : String(error);
  await pool.query(
    `update jobs.event set route_tries = route_tries + 1, route_error = left($2, 1000),
       route_after = $3::timestamptz + route_tries * interval '2 seconds',
       routed_at = case when route_tries + 1 >= $4 then $3::timestamptz end where internal_id = $1`,
    [internalId, reason, new Date(now), maxTries],
  );
}

async function routeEvent(db: Db, catalogue: Catalogue, event: EventBody, internalId: string, now: number) {
  // Waits first: a run that this very event starts does not wait for it.
  await answerWaits(db, event, now);
  for (const fn of catalogue.functions.values()) await cancelRuns(db, fn, event, now);

  if (event.name === invoked) {
    const fn = catalogue.functions.get(event.data?._inngest?.fn_id);
    const accepted = fn && (await trigger(db, catalogue, fn, event, internalId, now));
    const why = fn ? "The invoked function was skipped by its rate limit, singleton or idempotency" : "No such function to invoke";
    if (!accepted)
      await answerInvocation(
        db,
        event.data?._inngest?.correlation_id,
        { type: "error", error: { name: "InvokeError", message: why } },
        now,
      );
    return;
  }
  for (const fn of catalogue.functions.values())
    if (fn.triggers.some((candidate) => isTriggered(candidate, event))) await trigger(db, catalogue, fn, event, internalId, now);
}

const isTriggered = (trigger: FunctionConfig["triggers"][number], event: EventBody) =>
  !!trigger.event &&
  (trigger.event === event.name || (trigger.event.endsWith("*") && event.name.startsWith(trigger.event.slice(0, -1)))) &&
  holds(trigger.expression, { event });

async function answerWaits(db: Db, event: EventBody, now: number) {
  const { rows: kinds } = await db.query<{ expression: string | null }>(
    "select distinct expression from jobs.wait where event_name = $1 and correlation_id is null",
    [event.name],
  );
  for (const { expression } of kinds) {
    const match = matchOf(expression, event);
    const { rows } = await db.query<{ id: string; event: Json }>(
      `select w.id, r.events -> 0 as event from jobs.wait w join jobs.run r on r.id = w.run_id
       where w.event_name = $1 and w.correlation_id is null and w.expression is not distinct from $2
         and ($3::text[] is null or r.events -> 0 #>> $3 = $4) order by w.run_id`,
      [event.name, expression, match?.path ?? null, match?.value ?? null],
    );
    for (const wait of rows)
      if (holds(expression, { event: wait.event, async: event })) await resolveWait(db, wait.id, { type: "data", data: event }, now);
  }
}

async function cancelRuns(db: Db, fn: FunctionConfig, event: EventBody, now: number) {
  for (const cancel of fn.cancel ?? []) {
    if (cancel.event !== event.name) continue;
    const match = matchOf(cancel.if, event);
    const { rows } = await db.query<{ id: string; event: Json; created_at: Date }>(
      `select id, events -> 0 as event, created_at from jobs.run
       where function_id = $1 and status = 'Running' and ($2::text[] is null or events -> 0 #>> $2 = $3) order by id`,
      [fn.id, match?.path ?? null, match?.value ?? null],
    );
    for (const run of rows) {
      const late = cancel.timeout && now >= run.created_at.getTime() + durationMs(cancel.timeout);
      if (!late && holds(cancel.if, { event: run.event, async: event })) await cancelRun(db, run.id, now);
    }
  }
}

/** Cancels a run that has not ended. False when there is nothing to cancel. */
export async function cancelRun(db: Db, runId: string, now: number) {
  const run = await lockRun(db, runId);
  if (run?.status !== "Running") return false;
  await finishRun(db, run, "Cancelled", null, now);
  return true;
}

/** Brings one event to one function, through its flow control. False when the function will not run for it. */
async function trigger(db: Db, catalogue: Catalogue, fn: FunctionConfig, event: EventBody, internalId: string, now: number) {
  const fault = catalogue.faults.get(fn.id);
  if (!fault) {
    if (!(await claimOnce(db, fn, event, internalId, now))) return false;
    if (fn.rateLimit && !(await passRateLimit(db, fn, event, now))) return false;
    if (fn.debounce) return debounce(db, fn, event, internalId, now);
    if (fn.batchEvents) return batch(db, fn, event, internalId, now);
    if (fn.singleton && !(await passSingleton(db, fn, event, now))) return false;
  }
  await startRun(db, fn, { events: [event], eventIds: [internalId] }, now, fault);
  return true;
}

/** One run in 24 hours for an event id, or for what the function's idempotency expression says. */
async function claimOnce(db: Db, fn: FunctionConfig, event: EventBody, internalId: string, now: number) {
  const mark = fn.idempotency ? `=${String(valueOf(fn.idempotency, { event }))}` : event.id;
  if (mark === internalId) return true; // no id was given, so no other event can have it
  const { rowCount } = await db.query(
    `insert into jobs.claim (key, expires_at) values ($1, $2)
     on conflict (key) do update set expires_at = excluded.expires_at where claim.expires_at <= $3`,
    [`${fn.id}:${mark}`, new Date(now + dayMs), new Date(now)],
  );
  return rowCount === 1;
}

async function passRateLimit(db: Db, fn: FunctionConfig, event: EventBody, now: number) {
  const { limit, period, key } = fn.rateLimit!;
  const name = `rate:${fn.id}:${keyOf(key, event)}`;
  const { rows } = await db.query<{ next_at: Date }>("select next_at from jobs.gate where key = $1", [name]);
  const verdict = passGate(rows[0]?.next_at.getTime(), now, durationMs(period) / limit, limit);
  if (verdict.passes) await storeGate(db, name, verdict.gate);
  return verdict.passes;
}

/** The last event of a burst wins. A worker that already holds the job finds its lease gone and lets it be. */
async function debounce(db: Db, fn: FunctionConfig, event: EventBody, internalId: string, now: number) {
  const { period, key, timeout } = fn.debounce!;
  const id = `debounce:${fn.id}:${keyOf(key, event)}`;
  const { rows } = await db.query<{ payload: Json }>("select payload from jobs.job where id = $1 for update", [id]);
  const firstAt: number = rows[0]?.payload.firstAt ?? now;
  const at = Math.min(now + durationMs(period), timeout ? firstAt + durationMs(timeout) : Infinity);
  await db.query("delete from jobs.job where id = $1", [id]);
  await enqueue(db, {
    id,
    kind: "debounce",
    functionId: fn.id,
    companyId: companyOf(event),
    at,
    payload: { events: [event], eventIds: [internalId], firstAt },
  });
  return true;
}

/** A batch starts by itself in the moment it is full, so it never holds more than its size. */
async function batch(db: Db, fn: FunctionConfig, event: EventBody, internalId: string, now: number) {
  const { maxSize, timeout, key } = fn.batchEvents!;
  const id = `batch:${fn.id}:${keyOf(key, event)}`;
  const { rows } = await db.query<{ payload: Json; run_at: Date }>("select payload, run_at from jobs.job where id = $1 for update", [id]);
  const [open] = rows;
  const trigger = { events: [...(open?.payload.events ?? []), event], eventIds: [...(open?.payload.eventIds ?? []), internalId] };
  await db.query("delete from jobs.job where id = $1", [id]);
  if (trigger.events.length >= maxSize) {
    await startRun(db, fn, trigger, now);
    return true;
  }
  await enqueue(db, {
    id,
    kind: "batch",
    functionId: fn.id,
    companyId: companyOf(trigger.events[0]),
    at: open?.run_at.getTime() ?? now + durationMs(timeout),
    payload: trigger,
  });
  return true;
}

async function passSingleton(db: Db, fn: FunctionConfig, event: EventBody, now: number) {
  const { rows } = await db.query<Pick<Run, "id">>("select id from jobs.run where singleton_key = $1 and status = 'Running' order by id", [
    singletonKeyOf(fn, event),
  ]);
  if (rows.length && fn.singleton!.mode === "skip") return false;
  for (const run of rows) await cancelRun(db, run.id, now);
  return true;
}
