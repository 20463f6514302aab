import { createHash } from "node:crypto";
import pg from "pg";
import { monotonicFactory } from "ulid";
import type { Json, EventBody } from "./protocol";

/** A connection or a pool; all SQL of the engine goes through it. */
export interface Db {
  query<Row extends pg.QueryResultRow = Json>(sql: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

const nextUlid = monotonicFactory();
/** Time-ordered, and in the order of the calls within one process. */
export const newId = (now: number) => nextUlid(now);

/** A pool whose connections are known as the engine's by the policies of schema `jobs`. */
export function openPool(connectionString: string, connections = 12) {
  const pool = new pg.Pool({ connectionString, options: "-c app.job_engine=on", max: connections });
  pool.on("error", () => {}); // an idle connection was lost: the pool opens another, and the next query tells if it cannot
  return pool;
}

/** @throws when the pool's connections are not the engine's: every table would look empty. */
export async function requireEnginePool(pool: pg.Pool) {
  const { rows } = await pool.query("select current_setting('app.job_engine', true) = 'on' as granted");
  if (!rows[0].granted) throw new Error("The pool of the job engine must be opened with the option -c app.job_engine=on");
}

const retriable = new Set(["40001", "40P01"]);

/** One transaction, tried again when PostgreSQL gave it up for another. `work` touches nothing but the database. */
export async function inTransaction<T>(pool: pg.Pool, work: (db: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken = false;
    const lose = () => void (broken = true); // the query that meets it rejects; the event by itself would end the process
    client.on("error", lose);
    try {
      await client.query("begin");
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => (broken = true));
      if (attempt === 5 || !retriable.has((error as { code?: string }).code ?? "")) throw error;
    } finally {
      client.off("error", lose);
      client.release(broken);
    }
  }
}

/** JSON that jsonb takes: PostgreSQL stores neither NUL nor half a surrogate pair, so they become U+FFFD. */
export function toJson(value: unknown) {
  return JSON.stringify(value ?? null).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, "$1\uFFFD");
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The company an event belongs to: its own, or that of the event a failure report is about. */
export function companyOf(event: EventBody | undefined): string | null {
  const id = event?.data?.companyId ?? event?.data?.event?.data?.companyId;
  return typeof id === "string" && uuid.test(id) ? id : null;
}

export interface IncomingEvent {
  name?: Json;
  id?: Json;
  data?: Json;
  ts?: Json;
  user?: Json;
  v?: Json;
}

/**
 * Keeps events until the engine routes them, and wakes every engine that listens. Returns the internal ids, in order.
 * The same `seed` (one attempt to send, repeated) keeps them once.
 * @throws on an event without a name
 */
export async function keepEvents(db: Db, events: IncomingEvent[], now: number, seed?: string | null): Promise<string[]> {
  const kept = events.map((event, position) => {
    if (typeof event.name !== "string" || !event.name) throw new Error("An event needs a name");
    const internalId = seed ? seededId(seed, position, now) : newId(now);
    const data = event.data && typeof event.data === "object" ? event.data : {};
    const ts = typeof event.ts === "number" && event.ts > 0 ? event.ts : now;
    const body: EventBody = { ...event, name: event.name, id: event.id ? String(event.id) : internalId, data, ts };
    return { internalId, body };
  });
  if (!kept.length) return [];
  await db.query(
    `insert into jobs.event (internal_id, event_id, name, body, company_id, received_at)
     select e ->> 'internalId', e -> 'body' ->> 'id', e -> 'body' ->> 'name', e -> 'body', (e ->> 'companyId')::uuid, $2
     from jsonb_array_elements($1::jsonb) e on conflict do nothing`,
    [toJson(kept.map((event) => ({ ...event, companyId: companyOf(event.body) }))), new Date(now)],
  );
  await db.query("select pg_notify('jobs_wake', '')");
  return kept.map((event) => event.internalId);
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID that is the same each time: the time of the seed ("ms,entropy"), a digest of it, and the position. */
function seededId(seed: string, position: number, now: number) {
  const time = Number.parseInt(seed, 10) || now;
  const digest = createHash("sha256").update(seed).digest();
  const letter = (number: number) => crockford[number % 32]!;
  const digits = (number: number, length: number) =>
    Array.from({ length }, (_, i) => letter(Math.floor(number / 32 ** (length - 1 - i)))).join("");
  return digits(time, 10) + Array.from(digest.subarray(0, 12), letter).join("") + digits(position, 4);
}

/** Deletes what ended or was routed before `before`, a little at a time. Returns whether more is left. */
export async function forgetOld(pool: pg.Pool, before: Date, now: Date, batch = 500): Promise<boolean> {
  const deletions = [
    ["delete from jobs.run where id in (select id from jobs.run where ended_at < $1 limit $2 for update skip locked)", before],
    [
      `delete from jobs.event where internal_id in
         (select internal_id from jobs.event where received_at < $1 and routed_at is not null limit $2 for update skip locked)`,
      before,
    ],
    ["delete from jobs.claim where key in (select key from jobs.claim where expires_at < $1 limit $2 for update skip locked)", now],
    ["delete from jobs.gate where key in (select key from jobs.gate where next_at < $1 limit $2 for update skip locked)", now],
  ] as const;
  let more = false;
  for (const [sql, moment] of deletions) {
    const { rowCount } = await pool.query(sql, [moment, batch]);
    more ||= rowCount === batch;
  }
  return more;
}
