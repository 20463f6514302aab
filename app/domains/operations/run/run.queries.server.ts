import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type RunStatus, runStatuses } from "./run.rules";

export interface RunRow {
  id: string;
  functionId: string;
  status: RunStatus;
  eventName: string;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  attempts: number;
  originalRunId: string | null;
}

const columns = Prisma.sql`r.id, r.function_id AS "functionId", r.status, r.events -> 0 ->> 'name' AS "eventName", r.created_at AS "createdAt",
  r.started_at AS "startedAt", r.ended_at AS "endedAt", r.original_run_id AS "originalRunId",
  (SELECT count(*)::int FROM jobs.attempt a WHERE a.run_id = r.id) AS attempts`;

/** The company's runs, newest first; ids are time-ordered. Row security shows its own only. Embedded engine only: a job server keeps its own. */
export async function listRuns({ db }: CompanyCtx, { status, before, take = 50 }: { status?: RunStatus; before?: string; take?: number }) {
  const rows = await db.$queryRaw<Array<RunRow>>`
    SELECT ${columns} FROM jobs.run r
    WHERE true ${status ? Prisma.sql`AND r.status = ${status}` : Prisma.empty} ${before ? Prisma.sql`AND r.id < ${before}` : Prisma.empty}
    ORDER BY r.id DESC LIMIT ${take + 1}`;
  return { runs: rows.slice(0, take), next: rows.length > take ? rows[take - 1]!.id : null };
}

/** How many runs of the company stand in each status. */
export async function countRuns({ db }: CompanyCtx): Promise<Record<RunStatus, number>> {
  const rows = await db.$queryRaw<
    Array<{ status: RunStatus; count: number }>
  >`SELECT status, count(*)::int AS count FROM jobs.run GROUP BY status`;
  return Object.fromEntries(runStatuses.map((status) => [status, rows.find((row) => row.status === status)?.count ?? 0])) as Record<
    RunStatus,
    number
  >;
}

export interface AttemptRow {
  id: string;
  name: string;
  kind: string;
  attempt: number;
  status: "ok" | "error" | "failed";
  error: { name?: string; message?: string; stack?: string } | null;
  startedAt: Date;
  endedAt: Date;
}

/** One run with everything that was tried for it; null when it is not this company's. */
export async function findRun({ db }: CompanyCtx, runId: string) {
  if (!/^[0-9A-Z]{26}$/.test(runId)) return null;
  const [run] = await db.$queryRaw<
    Array<RunRow & { output: unknown; eventData: unknown; waitingFor: Array<string> | null; resumesAt: Date | null }>
  >`
    SELECT ${columns}, r.output, r.events -> 0 -> 'data' AS "eventData",
      (SELECT array_agg(w.event_name) FROM jobs.wait w WHERE w.run_id = r.id) AS "waitingFor",
      (SELECT min(j.run_at) FROM jobs.job j WHERE j.run_id = r.id) AS "resumesAt"
    FROM jobs.run r WHERE r.id = ${runId}`;
  if (!run) return null;
  const attempts = await db.$queryRaw<Array<AttemptRow>>`
    SELECT id::text, name, kind, attempt, status, error, started_at AS "startedAt", ended_at AS "endedAt" FROM jobs.attempt WHERE run_id = ${runId} ORDER BY id LIMIT 500`;
  return { ...run, tried: attempts };
}
