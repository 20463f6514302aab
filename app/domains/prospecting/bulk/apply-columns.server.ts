import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Skipped, SkipReason } from "./bulk-run.rules";

/** An act that sets columns of prospects, as expressions on alias `p` (and `r.before`, what was kept). */
export interface ColumnChange {
  set: Prisma.Sql;
  /** Whom it would change. */
  differs: Prisma.Sql;
  /** Of those, whom it must leave, and why. */
  refuses?: { reason: SkipReason; when: Prisma.Sql };
  /** What it takes to undo it: a jsonb object. */
  before: Prisma.Sql;
  /** Whether what the act gave still stands. */
  stands: Prisma.Sql;
  back: Prisma.Sql;
}

export interface Applied {
  /** Whom it changed. */
  ids: Array<string>;
  skipped: Skipped;
}

/** Changes those of `ids` that are there, and keeps what they had, in one statement. */
export async function applyColumns(
  { db, companyId }: CompanyCtx,
  { bulkRunId, ids, change }: { bulkRunId: string; ids: ReadonlyArray<string>; change: ColumnChange },
): Promise<Applied> {
  const { set, differs, refuses, before } = change;
  const refused = refuses ? Prisma.sql`WHEN ${refuses.when} THEN ${refuses.reason}::text` : Prisma.empty;
  const rows = await db.$queryRaw<Array<{ skip: SkipReason | null; count: number; ids: Array<string> | null }>>`
    WITH seen AS MATERIALIZED (
      SELECT p.id, CASE WHEN NOT (${differs}) THEN 'same' ${refused} END AS skip, ${before} AS before
      FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${ids}::uuid[]) AND p.deleted_at IS NULL
      ORDER BY p.id FOR UPDATE),
    kept AS (
      INSERT INTO bulk_run_rows (company_id, bulk_run_id, prospect_id, before)
      SELECT ${companyId}::uuid, ${bulkRunId}::uuid, s.id, s.before FROM seen s WHERE s.skip IS NULL),
    changed AS (
      UPDATE prospects p SET ${set} FROM seen s WHERE s.skip IS NULL AND p.company_id = ${companyId}::uuid AND p.id = s.id)
    SELECT skip, count(*)::int AS count, CASE WHEN skip IS NULL THEN array_agg(id ORDER BY id) END AS ids FROM seen GROUP BY skip`;
  const skipped: Skipped = {};
  for (const { skip, count } of rows) if (skip) skipped[skip] = count;
  const gone = ids.length - rows.reduce((sum, { count }) => sum + count, 0);
  return { ids: rows.find(({ skip }) => skip === null)?.ids ?? [], skipped: gone > 0 ? { ...skipped, gone } : skipped };
}

/** Gives those of `ids` back what they had, as far as what the run gave still stands. @returns whom */
export async function takeBackColumns(
  { db, companyId }: CompanyCtx,
  { bulkRunId, ids, change }: { bulkRunId: string; ids: ReadonlyArray<string>; change: ColumnChange },
): Promise<Array<string>> {
  const rows = await db.$queryRaw<Array<{ id: string }>>`
    UPDATE prospects p SET ${change.back} FROM bulk_run_rows r
    WHERE r.company_id = ${companyId}::uuid AND r.bulk_run_id = ${bulkRunId}::uuid AND r.prospect_id = ANY (${ids}::uuid[])
      AND p.company_id = ${companyId}::uuid AND p.id = r.prospect_id AND (${change.stands}) RETURNING p.id`;
  return rows.map(({ id }) => id);
}
