-- A list may come by mail, to an address of its own, from those alone who are named.
ALTER TABLE "import_jobs" ADD COLUMN "inbound_key" VARCHAR(40),
  ADD COLUMN "allowed_senders" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
CREATE UNIQUE INDEX "import_jobs_inbound_key_key" ON "import_jobs"("inbound_key");

-- The list that an address belongs to.
CREATE FUNCTION across.import_job_by_inbound(its_key text) RETURNS TABLE (company_id uuid, import_job_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT j.company_id, j.id FROM public.import_jobs j WHERE j.inbound_key = its_key $$;
REVOKE EXECUTE ON FUNCTION across.import_job_by_inbound(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.import_job_by_inbound(text) TO app_rw;
