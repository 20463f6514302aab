import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface RunningImport {
  id: string;
  fileName: string;
  totalLines: number | null;
  processedLines: number;
}

/** An expression: the lists being read now, the youngest first, as `RunningImport`s. Part of a statement that runs anyway. */
export const runningImportsJson = ({ companyId }: CompanyCtx) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', r.id, 'fileName', r.file_name, 'totalLines', r.total_lines, 'processedLines', r.processed_lines)), '[]')
  FROM (
    SELECT * FROM import_runs
    WHERE company_id = ${companyId}::uuid AND state IN ('checking', 'running', 'rolling_back') ORDER BY created_at DESC LIMIT 5
  ) r)`;

export async function runningImports(ctx: CompanyCtx): Promise<Array<RunningImport>> {
  const [row] = await ctx.db.$queryRaw<Array<{ runs: Array<RunningImport> }>>`SELECT ${runningImportsJson(ctx)} AS runs`;
  return row!.runs;
}
