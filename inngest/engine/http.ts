import type pg from "pg";
import { isAuthorised, isSame } from "./protocol";
import { keepEvents } from "./store";

export interface Surface {
  pool: pg.Pool;
  signingKey: string;
  eventKey: string;
  now: () => number;
  wake: () => void;
  rerun: (runId: string) => Promise<string>;
  cancel: (runId: string) => Promise<boolean>;
}

const maxEvents = 5000;
const refusal = (status: number, error: string) => Response.json({ status, error }, { status });

/**
 * POST /e/:key keeps events; with the signing key as bearer: GET /v1/events/:id/runs, GET and DELETE /v1/runs/:id,
 * POST /v1/runs/:id/rerun and …/cancel.
 */
export async function answerRequest(surface: Surface, request: Request): Promise<Response> {
  const [place, ...rest] = new URL(request.url).pathname.split("/").filter(Boolean).map(decodeURIComponent);
  if (place === "e" && request.method === "POST") return takeEvents(surface, request, rest[0] ?? "");
  if (place !== "v1") return refusal(404, "Not found");
  if (!isAuthorised(request.headers.get("authorization"), surface.signingKey)) return refusal(401, "Signing key not recognised");

  const [kind, id, verb] = rest;
  const route = `${request.method} ${kind}${verb ? `/${verb}` : ""}`;
  if (!id) return refusal(404, "Not found");
  if (route === "GET events/runs") return Response.json({ data: await runsOfEvent(surface.pool, id) });
  if (route === "GET runs") {
    const [run] = await runs(surface.pool, "id = $1", id);
    return run ? Response.json({ data: run }) : refusal(404, "Run not found");
  }
  if (route === "POST runs/rerun")
    return surface.rerun(id).then(
      (data) => Response.json({ data }),
      () => refusal(404, "Run not found"),
    );
  if (route === "POST runs/cancel" || route === "DELETE runs")
    return (await surface.cancel(id)) ? new Response(null, { status: 204 }) : refusal(409, "The run has ended or is not known");
  return refusal(404, "Not found");
}

async function takeEvents(surface: Surface, request: Request, key: string) {
  if (!isSame(key, surface.eventKey)) return refusal(401, "Event key not found");
  const body: unknown = await request.json().catch(() => undefined);
  const events = [body].flat();
  if (!events.every((event) => event && typeof event === "object" && typeof (event as { name?: unknown }).name === "string"))
    return refusal(400, "Every event needs a name");
  if (events.length > maxEvents) return refusal(413, `A request may bring ${maxEvents} events`);
  const ids = await keepEvents(surface.pool, events as { name: string }[], surface.now(), request.headers.get("x-inngest-event-id-seed"));
  surface.wake();
  return Response.json({ ids, status: 200 });
}

/** By the engine's id or by the sender's. The first event of a run is indexed; the others of a batch are looked for only then. */
async function runsOfEvent(pool: pg.Pool, id: string) {
  const { rows } = await pool.query<{ internal_id: string }>("select internal_id from jobs.event where event_id = $1", [id]);
  const ids = [id, ...rows.map((row) => row.internal_id)];
  const found = await runs(pool, "event_ids[1] = any($1)", ids);
  return found.length ? found : runs(pool, "event_ids && $1", ids);
}

async function runs(pool: pg.Pool, where: string, value: string | string[]) {
  const { rows } = await pool.query(
    `select id as run_id, function_id, status, output, original_run_id, events -> 0 ->> 'id' as event_id, created_at, started_at as run_started_at, ended_at
     from jobs.run where ${where} order by id`,
    [value],
  );
  return rows;
}
