-- Enrichment: whom is asked for which field and for how much, each question with what came of it, and where each value of a prospect comes from.
ALTER TYPE "enrichment_status" ADD VALUE 'refused';

CREATE TYPE "enrichment_run_kind" AS ENUM ('record', 'selection', 'import', 'recheck');
CREATE TYPE "enrichment_run_state" AS ENUM ('running', 'completed', 'cancelled', 'failed');
CREATE TYPE "enrichment_request_state" AS ENUM ('asking', 'waiting', 'answered', 'refused', 'failed');

ALTER TABLE "prospects" ADD COLUMN "naf_code" VARCHAR(6), ADD COLUMN "description" VARCHAR(2000), ADD COLUMN "value_origins" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "enrichment_settings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "waterfall" JSONB NOT NULL DEFAULT '{}',
    "monthly_budget" DECIMAL(12,6) NOT NULL DEFAULT 20,
    "is_automatic" BOOLEAN NOT NULL DEFAULT false,
    "usage_month" DATE,
    "reserved" DECIMAL(12,6) NOT NULL DEFAULT 0,
    "spent" DECIMAL(12,6) NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrichment_settings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT enrichment_settings_budget CHECK (monthly_budget >= 0),
    CONSTRAINT enrichment_settings_usage CHECK (reserved >= 0 AND spent >= 0)
);
CREATE UNIQUE INDEX "enrichment_settings_company_id_id_key" ON "enrichment_settings"("company_id", "id");
CREATE UNIQUE INDEX "enrichment_settings_company_id_key" ON "enrichment_settings"("company_id");

CREATE TABLE "enrichment_runs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "kind" "enrichment_run_kind" NOT NULL,
    "state" "enrichment_run_state" NOT NULL DEFAULT 'running',
    "selection" JSONB NOT NULL DEFAULT '{}',
    "fields" TEXT[] NOT NULL DEFAULT '{}',
    "total_count" INTEGER NOT NULL DEFAULT 0,
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "started_by_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrichment_runs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT enrichment_runs_counts CHECK (total_count >= 0 AND done_count >= 0)
);
CREATE UNIQUE INDEX "enrichment_runs_company_id_id_key" ON "enrichment_runs"("company_id", "id");
CREATE INDEX "enrichment_runs_company_id_started_at_idx" ON "enrichment_runs"("company_id", "started_at");

CREATE TABLE "enrichment_requests" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "provider" VARCHAR(20) NOT NULL,
    "subject" VARCHAR(500) NOT NULL,
    "state" "enrichment_request_state" NOT NULL DEFAULT 'asking',
    "is_cached" BOOLEAN NOT NULL DEFAULT false,
    "cost" DECIMAL(12,6) NOT NULL DEFAULT 0,
    "usage_month" DATE,
    "service_key_id" UUID,
    "answer" JSONB NOT NULL DEFAULT '[]',
    "error_code" VARCHAR(100),
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrichment_requests_pkey" PRIMARY KEY ("id"),
    CONSTRAINT enrichment_requests_cost CHECK (cost >= 0)
);
CREATE UNIQUE INDEX "enrichment_requests_company_id_id_key" ON "enrichment_requests"("company_id", "id");
-- A provider is asked once about a prospect in a run, and its answer lands once.
CREATE UNIQUE INDEX "enrichment_requests_company_id_run_id_prospect_id_provider_key" ON "enrichment_requests"("company_id", "run_id", "prospect_id", "provider");
CREATE INDEX "enrichment_requests_company_id_prospect_id_idx" ON "enrichment_requests"("company_id", "prospect_id");
CREATE INDEX "enrichment_requests_company_id_provider_subject_answered_at_idx" ON "enrichment_requests"("company_id", "provider", "subject", "answered_at");
ALTER TABLE "enrichment_requests" ADD CONSTRAINT "enrichment_requests_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "enrichment_requests" ADD CONSTRAINT "enrichment_requests_company_id_run_id_fkey" FOREIGN KEY ("company_id", "run_id")
  REFERENCES "enrichment_runs"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "enrichments" ADD COLUMN "request_id" UUID, ADD COLUMN "source_url" VARCHAR(500), ADD COLUMN "decided_by_id" UUID, ADD COLUMN "decided_at" TIMESTAMPTZ(3);
ALTER TABLE "enrichments" ADD CONSTRAINT "enrichments_company_id_request_id_fkey" FOREIGN KEY ("company_id", "request_id")
  REFERENCES "enrichment_requests"("company_id", "id") ON DELETE SET NULL ("request_id") ON UPDATE CASCADE;
-- An answer says one thing of a field, however often it is read.
CREATE UNIQUE INDEX "enrichments_company_id_request_id_field_key" ON "enrichments"("company_id", "request_id", "field");
CREATE INDEX enrichments_waiting ON "enrichments"("company_id", "id") WHERE status = 'pending';

INSERT INTO app.person_columns (table_name, column_name, kind) VALUES
  ('enrichment_runs', 'started_by_id', 'history'), ('enrichments', 'decided_by_id', 'history');
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('enrichment_requests', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = enrichment_requests.company_id AND p.id = enrichment_requests.prospect_id)');

-- Where a value comes from that is not what the record began with: the person of this transaction, or what it says of itself (app.value_origin).
-- Whoever writes value_origins himself has said it. A value that is emptied has no origin.
CREATE FUNCTION app.note_value_origins() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  changed text[] := '{}';
  origin jsonb;
BEGIN
  IF NEW.value_origins IS DISTINCT FROM OLD.value_origins THEN RETURN NEW; END IF;
  IF NEW.first_name IS DISTINCT FROM OLD.first_name THEN changed := changed || 'firstName'::text; END IF;
  IF NEW.last_name IS DISTINCT FROM OLD.last_name THEN changed := changed || 'lastName'::text; END IF;
  IF NEW.job_title IS DISTINCT FROM OLD.job_title THEN changed := changed || 'jobTitle'::text; END IF;
  IF NEW.organization_name IS DISTINCT FROM OLD.organization_name THEN changed := changed || 'organizationName'::text; END IF;
  IF NEW.email IS DISTINCT FROM OLD.email THEN changed := changed || 'email'::text; END IF;
  IF NEW.phone IS DISTINCT FROM OLD.phone THEN changed := changed || 'phone'::text; END IF;
  IF NEW.mobile IS DISTINCT FROM OLD.mobile THEN changed := changed || 'mobile'::text; END IF;
  IF NEW.siret IS DISTINCT FROM OLD.siret THEN changed := changed || 'siret'::text; END IF;
  IF NEW.naf_code IS DISTINCT FROM OLD.naf_code THEN changed := changed || 'nafCode'::text; END IF;
  IF NEW.street IS DISTINCT FROM OLD.street THEN changed := changed || 'street'::text; END IF;
  IF NEW.postal_code IS DISTINCT FROM OLD.postal_code THEN changed := changed || 'postalCode'::text; END IF;
  IF NEW.city IS DISTINCT FROM OLD.city THEN changed := changed || 'city'::text; END IF;
  IF NEW.website_url IS DISTINCT FROM OLD.website_url THEN changed := changed || 'websiteUrl'::text; END IF;
  IF NEW.linkedin_url IS DISTINCT FROM OLD.linkedin_url THEN changed := changed || 'linkedinUrl'::text; END IF;
  IF NEW.language IS DISTINCT FROM OLD.language THEN changed := changed || 'language'::text; END IF;
  IF NEW.notes IS DISTINCT FROM OLD.notes THEN changed := changed || 'notes'::text; END IF;
  IF NEW.tags IS DISTINCT FROM OLD.tags THEN changed := changed || 'tags'::text; END IF;
  IF NEW.description IS DISTINCT FROM OLD.description THEN changed := changed || 'description'::text; END IF;
  IF NEW.company_size_id IS DISTINCT FROM OLD.company_size_id THEN changed := changed || 'companySizeId'::text; END IF;
  IF NEW.custom_fields IS DISTINCT FROM OLD.custom_fields THEN
    changed := changed || ARRAY(SELECT 'customFields.' || coalesce(n.key, o.key) FROM jsonb_each(NEW.custom_fields) n FULL JOIN jsonb_each(OLD.custom_fields) o ON o.key = n.key
      WHERE n.value IS DISTINCT FROM o.value);
  END IF;
  IF changed = '{}' THEN RETURN NEW; END IF;
  origin := coalesce(nullif(current_setting('app.value_origin', true), '')::jsonb,
    jsonb_build_object('kind', CASE WHEN coalesce(current_setting('app.current_user_id', true), '') = '' THEN 'job' ELSE 'person' END,
      'by', nullif(current_setting('app.current_user_id', true), ''))) || jsonb_build_object('at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
  NEW.value_origins := NEW.value_origins || (SELECT jsonb_object_agg(field, origin) FROM unnest(changed) field);
  RETURN NEW;
END $$;
CREATE TRIGGER prospects_value_origins BEFORE UPDATE OF first_name, last_name, job_title, organization_name, email, phone, mobile, siret, naf_code, street, postal_code, city, website_url, linkedin_url, language, notes, tags, description, company_size_id, custom_fields ON "prospects"
  FOR EACH ROW EXECUTE FUNCTION app.note_value_origins();

CALL app.secure_tables();
CALL app.secure_reach();
