import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Applied } from "./apply-columns.server";
import type { Skipped } from "./bulk-run.rules";

interface Part {
  bulkRunId: string;
  ids: ReadonlyArray<string>;
  segmentId: string;
  leaves: boolean;
}

/** Puts those of `ids` that are there into a fixed segment, or takes them out. A segment that is gone holds nobody. */
export async function applyMembers({ db, companyId, now }: CompanyCtx, { bulkRunId, ids, segmentId, leaves }: Part): Promise<Applied> {
  const [row] = leaves
    ? await db.$queryRaw<Array<{ seen: number; ids: Array<string> }>>`
        WITH seen AS MATERIALIZED (SELECT p.id FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${ids}::uuid[]) AND p.deleted_at IS NULL),
        left_it AS (DELETE FROM segment_members g USING seen s
          WHERE g.company_id = ${companyId}::uuid AND g.segment_id = ${segmentId}::uuid AND g.prospect_id = s.id RETURNING g.prospect_id, g.created_at),
        kept AS (INSERT INTO bulk_run_rows (company_id, bulk_run_id, prospect_id, before)
          SELECT ${companyId}::uuid, ${bulkRunId}::uuid, prospect_id, jsonb_build_object('was', created_at) FROM left_it)
        SELECT (SELECT count(*)::int FROM seen) AS seen, (SELECT coalesce(array_agg(prospect_id), '{}') FROM left_it) AS ids`
    : await db.$queryRaw<Array<{ seen: number; ids: Array<string> }>>`
        WITH seen AS MATERIALIZED (SELECT p.id FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${ids}::uuid[]) AND p.deleted_at IS NULL),
        joined AS (INSERT INTO segment_members (company_id, segment_id, prospect_id, created_at)
          SELECT ${companyId}::uuid, g.id, s.id, ${now}::timestamptz FROM seen s JOIN segments g ON g.company_id = ${companyId}::uuid AND g.id = ${segmentId}::uuid AND g.type = 'fixed'
          ON CONFLICT DO NOTHING RETURNING prospect_id),
        kept AS (INSERT INTO bulk_run_rows (company_id, bulk_run_id, prospect_id, before) SELECT ${companyId}::uuid, ${bulkRunId}::uuid, prospect_id, '{}' FROM joined)
        SELECT (SELECT count(*)::int FROM seen) AS seen, (SELECT coalesce(array_agg(prospect_id), '{}') FROM joined) AS ids`;
  const skipped: Skipped = {};
  const [same, gone] = [row!.seen - row!.ids.length, ids.length - row!.seen];
  if (same > 0) skipped.same = same;
  if (gone > 0) skipped.gone = gone;
  return { ids: row!.ids, skipped };
}

/** Takes out again whom the run put in and who is still there, or puts back whom it took out. @returns whom */
export async function takeBackMembers({ db, companyId }: CompanyCtx, { bulkRunId, ids, segmentId, leaves }: Part): Promise<Array<string>> {
  const rows = leaves
    ? await db.$queryRaw<Array<{ id: string }>>`
        INSERT INTO segment_members (company_id, segment_id, prospect_id, created_at)
        SELECT r.company_id, g.id, r.prospect_id, (r.before ->> 'was')::timestamptz FROM bulk_run_rows r
        JOIN segments g ON g.company_id = r.company_id AND g.id = ${segmentId}::uuid AND g.type = 'fixed'
        WHERE r.company_id = ${companyId}::uuid AND r.bulk_run_id = ${bulkRunId}::uuid AND r.prospect_id = ANY (${ids}::uuid[])
        ON CONFLICT DO NOTHING RETURNING prospect_id AS id`
    : await db.$queryRaw<Array<{ id: string }>>`
        DELETE FROM segment_members g USING bulk_run_rows r
        WHERE r.company_id = ${companyId}::uuid AND r.bulk_run_id = ${bulkRunId}::uuid AND r.prospect_id = ANY (${ids}::uuid[])
          AND g.company_id = r.company_id AND g.segment_id = ${segmentId}::uuid AND g.prospect_id = r.prospect_id RETURNING g.prospect_id AS id`;
  return rows.map(({ id }) => id);
}
