import type { CompanyCtx } from "~/platform/tenancy.server";

/** Lists being read now, for the tray of running work. */
export const runningImports = ({ db, companyId }: CompanyCtx) =>
  db.$queryRaw<Array<{ id: string; fileName: string; totalLines: number | null; processedLines: number }>>`
    SELECT r.id, r.file_name AS "fileName", r.total_lines AS "totalLines", r.processed_lines AS "processedLines" FROM import_runs r
    WHERE r.company_id = ${companyId}::uuid AND r.state IN ('checking', 'running', 'rolling_back') ORDER BY r.created_at DESC LIMIT 5`;
