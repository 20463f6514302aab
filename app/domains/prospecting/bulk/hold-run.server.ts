import type { BulkAct, BulkRunState } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Skipped } from "./bulk-run.rules";

export interface RunRow {
  id: string;
  act: BulkAct;
  deed: unknown;
  selection: unknown;
  state: BulkRunState;
  totalCount: number;
  partsDone: number;
  doneCount: number;
  skipped: Skipped;
  undoOfId: string | null;
  startedAt: Date;
}

/** A run, held until the transaction ends: a cancel waits for the part that is under way, and no part runs beside itself. */
export async function holdRun({ db, companyId }: CompanyCtx, bulkRunId: string): Promise<RunRow | undefined> {
  const [run] = await db.$queryRaw<Array<RunRow>>`
    SELECT id, act::text AS act, deed, selection, state::text AS state, total_count AS "totalCount", parts_done AS "partsDone", done_count AS "doneCount",
      skipped, undo_of_id AS "undoOfId", started_at AS "startedAt"
    FROM bulk_runs WHERE company_id = ${companyId}::uuid AND id = ${bulkRunId}::uuid FOR UPDATE`;
  return run;
}
