-- Where an entry came from: the job that acted where nobody did, and the request that all of it began with. Entries of before leave both
-- empty, and what is empty is not hashed: their chain stands.
ALTER TABLE "audit_logs" ADD COLUMN "actor" VARCHAR(100), ADD COLUMN "correlation_id" VARCHAR(100);
CREATE INDEX "audit_logs_company_id_user_id_created_at_idx" ON "audit_logs"("company_id", "user_id", "created_at");
