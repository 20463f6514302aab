-- The rights of persons: a ledger of what each said, by keyed digests of his addresses; what he asks of us; what is forgotten by age.
ALTER TABLE "consents" ADD COLUMN "person_hash" VARCHAR(64),
  ADD COLUMN "legal_basis" "legal_basis",
  ADD COLUMN "message_id" UUID,
  ADD COLUMN "recorded_by_id" UUID;
CREATE INDEX "consents_company_id_person_hash_channel_idx" ON "consents"("company_id", "person_hash", "channel");

-- What was said stays as it was said. Only the record it points at may go, and the words that name the person.
CREATE TRIGGER consents_said BEFORE UPDATE ON consents FOR EACH ROW
  WHEN (NEW.person_hash IS DISTINCT FROM OLD.person_hash OR NEW.channel IS DISTINCT FROM OLD.channel OR NEW.is_granted IS DISTINCT FROM OLD.is_granted
    OR NEW.legal_basis IS DISTINCT FROM OLD.legal_basis OR NEW.given_at IS DISTINCT FROM OLD.given_at OR NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id
    OR NEW.source IS DISTINCT FROM OLD.source OR (NEW.evidence IS DISTINCT FROM OLD.evidence AND NEW.evidence <> '{}'))
  EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER consents_stay BEFORE DELETE ON consents FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
INSERT INTO app.table_rules (table_name, rule) VALUES ('consents', 'guarded');

-- An opposition survives the address it was about.
ALTER TABLE "suppressions" ALTER COLUMN "address" DROP NOT NULL,
  ADD COLUMN "address_hash" VARCHAR(64),
  ADD CONSTRAINT suppressions_somebody CHECK (address IS NOT NULL OR address_hash IS NOT NULL);
CREATE UNIQUE INDEX "suppressions_company_id_channel_address_hash_key" ON "suppressions"("company_id", "channel", "address_hash");

CREATE TYPE "privacy_request_type" AS ENUM ('access', 'erasure', 'objection', 'rectification');
CREATE TYPE "privacy_request_state" AS ENUM ('received', 'running', 'done', 'refused');
CREATE TYPE "retention_choice" AS ENUM ('keep', 'erase');

CREATE TABLE "privacy_requests" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "type" "privacy_request_type" NOT NULL,
    "state" "privacy_request_state" NOT NULL DEFAULT 'received',
    "source" VARCHAR(20) NOT NULL DEFAULT 'hand',
    "prospect_id" UUID,
    "name" VARCHAR(200),
    "email" VARCHAR(254),
    "phone" VARCHAR(20),
    "person_hashes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" VARCHAR(5) NOT NULL DEFAULT 'fr',
    "note" VARCHAR(2000),
    "identity_note" VARCHAR(500),
    "identity_checked_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "refusal_reason" VARCHAR(500),
    "file_id" UUID,
    "token_hash" VARCHAR(64),
    "expires_at" TIMESTAMPTZ(3),
    "downloaded_at" TIMESTAMPTZ(3),
    "result" JSONB NOT NULL DEFAULT '[]',
    "handled_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("id"),
    CONSTRAINT privacy_requests_source CHECK (source IN ('page', 'hand')),
    CONSTRAINT privacy_requests_due CHECK (due_at > received_at)
);
CREATE UNIQUE INDEX "privacy_requests_token_hash_key" ON "privacy_requests"("token_hash");
CREATE INDEX "privacy_requests_company_id_state_due_at_idx" ON "privacy_requests"("company_id", "state", "due_at");
CREATE UNIQUE INDEX "privacy_requests_company_id_id_key" ON "privacy_requests"("company_id", "id");

CREATE TABLE "retention_notices" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "choice" "retention_choice",
    "reason" VARCHAR(300),
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_notices_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "retention_notices_company_id_due_at_idx" ON "retention_notices"("company_id", "due_at");
CREATE UNIQUE INDEX "retention_notices_company_id_id_key" ON "retention_notices"("company_id", "id");
CREATE UNIQUE INDEX "retention_notices_company_id_prospect_id_key" ON "retention_notices"("company_id", "prospect_id");

-- The archive behind a download link, while the link lives and was not used.
CREATE FUNCTION across.privacy_request_by_digest(digest text) RETURNS TABLE (request_id uuid, company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT r.id, r.company_id FROM public.privacy_requests r WHERE r.token_hash = digest AND r.downloaded_at IS NULL AND r.expires_at > now() $$;
REVOKE EXECUTE ON FUNCTION across.privacy_request_by_digest(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.privacy_request_by_digest(text) TO app_rw;

CALL app.secure_tables();
