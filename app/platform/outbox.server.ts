import { inngest } from "~inngest/client";
import { claimUndeliveredEvents, markDelivered, postponeDelivery } from "./across.server";
import { originOf } from "./audit/origin.server";
import type { Db } from "./db.server";
import { log } from "./logger";

export interface Fact {
  name: string;
  data: { companyId: string } & Record<string, unknown>;
}

export interface WrittenFact extends Fact {
  id: string;
  /** Whom or what it is about. */
  about: string;
  occurredAt: Date;
}

/**
 * Writes facts into the event store and notes that they are to be delivered: one statement, in the caller's transaction. Each keeps which
 * request it goes back to; what a job announces goes back to the request of the fact that woke it.
 */
export async function writeFacts(db: Db, facts: Array<WrittenFact>, metadata: Record<string, unknown>) {
  const { correlationId, fact } = originOf() ?? {};
  const rows = facts.map(({ id, name, data, about, occurredAt }) => ({
    id,
    company_id: data.companyId,
    event_type: name,
    aggregate_type: /\/(\w+)\./.exec(name)?.[1] ?? name,
    aggregate_id: about,
    payload: data,
    occurred_at: occurredAt,
  }));
  await db.$executeRaw`
    WITH written AS (
      INSERT INTO events (id, company_id, event_type, aggregate_type, aggregate_id, payload, metadata, occurred_at)
      SELECT r.id, r.company_id, r.event_type, r.aggregate_type, r.aggregate_id, r.payload,
        jsonb_strip_nulls(${JSON.stringify(metadata)}::jsonb || jsonb_build_object('correlationId', coalesce((SELECT e.metadata ->> 'correlationId' FROM events e
          WHERE e.company_id = r.company_id AND e.id = ${fact?.id ?? null}::uuid AND e.occurred_at = ${fact?.occurredAt ?? null}::timestamptz), ${correlationId ?? null}))),
        r.occurred_at
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r (id uuid, company_id uuid, event_type text, aggregate_type text, aggregate_id uuid, payload jsonb, occurred_at timestamptz)
      RETURNING id, company_id, occurred_at)
    INSERT INTO event_deliveries (event_id, company_id, occurred_at, next_try_at)
    SELECT id, company_id, occurred_at, now() + interval '20 seconds' FROM written`;
}

/** Hands facts to the jobs after their transaction. What fails here is swept later; the event's id keeps it from running twice. */
export async function deliverFacts(facts: Array<WrittenFact>) {
  try {
    const { ids } = await inngest.send(facts.map(({ id, name, data, occurredAt }) => ({ id, name, data, ts: occurredAt.getTime() })));
    await markDelivered(
      facts.map(({ id }) => id),
      facts.map((_, at) => ids[at] ?? ""),
    );
  } catch (error) {
    log({ level: "warn", msg: "facts wait for the sweep", count: facts.length, error: String(error) });
  }
}

/**
 * Delivers what was missed: facts written by a process that died before it could send, or while the job server was away.
 * `read` fetches them in their own company's transaction, as nobody reads across companies.
 * @returns how many were delivered
 */
export async function sweepOutbox(
  read: (companyId: string, wanted: Array<{ eventId: string; occurredAt: Date }>) => Promise<Array<WrittenFact>>,
  atMost = 500,
): Promise<number> {
  const due = await claimUndeliveredEvents(atMost);
  const byCompany = groupByCompany(due);
  let delivered = 0;
  for (const [companyId, wanted] of byCompany) {
    const facts = await read(companyId, wanted);
    if (facts.length === 0) continue;
    const ids = facts.map(({ id }) => id);
    try {
      const sent = await inngest.send(facts.map(({ id, name, data, occurredAt }) => ({ id, name, data, ts: occurredAt.getTime() })));
      await markDelivered(
        ids,
        ids.map((_, at) => sent.ids[at] ?? ""),
      );
      delivered += facts.length;
    } catch (error) {
      await postponeDelivery(ids, String(error));
    }
  }
  return delivered;
}

function groupByCompany<T extends { companyId: string }>(rows: Array<T>): Map<string, Array<T>> {
  const groups = new Map<string, Array<T>>();
  for (const row of rows) groups.set(row.companyId, [...(groups.get(row.companyId) ?? []), row]);
  return groups;
}
