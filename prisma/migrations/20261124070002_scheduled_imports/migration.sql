-- A list that is fetched by itself: where it lies (sealed: such addresses carry keys), what is said of its people, how the last tries went.
ALTER TABLE "import_jobs" ADD COLUMN "sealed_address" TEXT,
  ADD COLUMN "source_host" VARCHAR(253),
  ADD COLUMN "source_detail" VARCHAR(300),
  ADD COLUMN "legal_basis" "legal_basis" NOT NULL DEFAULT 'legitimate_interest',
  ADD COLUMN "failure_count" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "error_code" VARCHAR(100),
  ADD COLUMN "history" JSONB NOT NULL DEFAULT '[]';

-- Lists whose hour has come and whose columns a person has confirmed.
CREATE FUNCTION across.import_jobs_due(moment timestamptz, at_most int) RETURNS TABLE (company_id uuid, import_job_id uuid, due timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT j.company_id, j.id, j.next_run_at FROM public.import_jobs j
    WHERE j.status = 'active' AND j.next_run_at <= moment AND jsonb_typeof(j.field_mapping) = 'array' ORDER BY j.next_run_at LIMIT at_most $$;
REVOKE EXECUTE ON FUNCTION across.import_jobs_due(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.import_jobs_due(timestamptz, int) TO app_rw;
