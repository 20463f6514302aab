-- Acts on many prospects as runs: who asked for what, how far it is, and what it takes to undo it.
CREATE TYPE "bulk_act" AS ENUM ('assign', 'status', 'tag', 'untag', 'delete', 'join_segment', 'leave_segment', 'set_field', 'undo');
CREATE TYPE "bulk_run_state" AS ENUM ('waiting', 'running', 'cancelled', 'done', 'failed', 'undone');

CREATE TABLE "bulk_runs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "act" "bulk_act" NOT NULL,
    "deed" JSONB NOT NULL,
    "selection" JSONB NOT NULL,
    "state" "bulk_run_state" NOT NULL DEFAULT 'waiting',
    "total_count" INTEGER NOT NULL,
    "parts_done" INTEGER NOT NULL DEFAULT 0,
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "skipped" JSONB NOT NULL DEFAULT '{}',
    "undo_of_id" UUID,
    "error_code" VARCHAR(100),
    "started_by_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "undo_until" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_runs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT bulk_runs_counts CHECK (total_count >= 0 AND parts_done >= 0 AND done_count BETWEEN 0 AND total_count)
);
CREATE UNIQUE INDEX "bulk_runs_company_id_id_key" ON "bulk_runs"("company_id", "id");
CREATE INDEX "bulk_runs_company_id_undo_of_id_idx" ON "bulk_runs"("company_id", "undo_of_id");
CREATE INDEX "bulk_runs_company_id_undo_until_idx" ON "bulk_runs"("company_id", "undo_until");
-- A run is taken back by one other at a time.
CREATE UNIQUE INDEX bulk_runs_one_undo ON bulk_runs (company_id, undo_of_id) WHERE state IN ('waiting', 'running', 'done');
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_company_id_undo_of_id_fkey" FOREIGN KEY ("company_id", "undo_of_id")
  REFERENCES "bulk_runs"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "bulk_run_parts" (
    "company_id" UUID NOT NULL,
    "bulk_run_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "prospect_ids" UUID[],

    CONSTRAINT "bulk_run_parts_pkey" PRIMARY KEY ("company_id","bulk_run_id","part")
);
ALTER TABLE "bulk_run_parts" ADD CONSTRAINT "bulk_run_parts_company_id_bulk_run_id_fkey" FOREIGN KEY ("company_id", "bulk_run_id")
  REFERENCES "bulk_runs"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "bulk_run_rows" (
    "company_id" UUID NOT NULL,
    "bulk_run_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "before" JSONB NOT NULL,

    CONSTRAINT "bulk_run_rows_pkey" PRIMARY KEY ("company_id","bulk_run_id","prospect_id")
);
CREATE INDEX "bulk_run_rows_company_id_prospect_id_idx" ON "bulk_run_rows"("company_id", "prospect_id");
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_company_id_bulk_run_id_fkey" FOREIGN KEY ("company_id", "bulk_run_id")
  REFERENCES "bulk_runs"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO app.person_columns (table_name, column_name, kind) VALUES ('bulk_runs', 'started_by_id', 'history');
-- Whose run it is tells whose rows it touched: it ran within his reach.
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('bulk_runs', 'prospect', 'started_by_id = ANY ({reach})'),
  ('bulk_run_parts', 'prospect', 'EXISTS (SELECT 1 FROM public.bulk_runs r WHERE r.company_id = bulk_run_parts.company_id AND r.id = bulk_run_parts.bulk_run_id)'),
  ('bulk_run_rows', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = bulk_run_rows.company_id AND p.id = bulk_run_rows.prospect_id)');

-- Companies with a run that can no longer be undone and whose former values are still kept.
CREATE FUNCTION across.companies_with_old_runs(at_most int) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT DISTINCT r.company_id FROM public.bulk_runs r WHERE r.undo_until < now() LIMIT at_most $$;
REVOKE EXECUTE ON FUNCTION across.companies_with_old_runs(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.companies_with_old_runs(int) TO app_rw;

CALL app.secure_tables();
CALL app.secure_reach();
