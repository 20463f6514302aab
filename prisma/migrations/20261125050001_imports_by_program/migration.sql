-- A list that a program sends bears a key of the program's own: sent again under it, it is the same list.
ALTER TABLE "import_runs" ADD COLUMN "idempotency_key" VARCHAR(100);
CREATE UNIQUE INDEX "import_runs_company_id_idempotency_key_key" ON "import_runs"("company_id", "idempotency_key");
