import type { Json } from "./protocol";
import { toJson, type Db } from "./store";

/** One thing that was tried, for people to read. */
export interface AttemptNote {
  runId: string;
  companyId: string | null;
  stepId: string;
  name: string;
  kind: "step" | "sleep" | "wait" | "invoke" | "function";
  attempt: number;
  status: "ok" | "error" | "failed";
  error?: Json;
  startedAt: number;
  endedAt: number;
}

export async function noteAttempt(db: Db, note: AttemptNote) {
  await db.query(
    `insert into jobs.attempt (run_id, company_id, step_id, name, kind, attempt, status, error, started_at, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      note.runId,
      note.companyId,
      note.stepId,
      note.name,
      note.kind,
      note.attempt,
      note.status,
      note.error ? toJson(note.error) : null,
      new Date(note.startedAt),
      new Date(note.endedAt),
    ],
  );
}
