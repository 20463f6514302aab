-- Calls for tenders and what is known of competitors, each with its link, its source and the day until which it holds.
CREATE TABLE "tenders" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "url" VARCHAR(500),
    "source" VARCHAR(200),
    "deadline" DATE NOT NULL,
    "notes" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenders_pkey" PRIMARY KEY ("id"),
    CONSTRAINT tenders_url CHECK (url ~ '^https?://')
);
CREATE UNIQUE INDEX "tenders_company_id_id_key" ON "tenders"("company_id", "id");
CREATE INDEX "tenders_company_id_deadline_id_idx" ON "tenders"("company_id", "deadline", "id");
CREATE INDEX "tenders_company_id_prospect_id_idx" ON "tenders"("company_id", "prospect_id");
ALTER TABLE "tenders" ADD CONSTRAINT "tenders_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "competitive_notes" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "competitor" VARCHAR(100) NOT NULL,
    "content" TEXT NOT NULL,
    "url" VARCHAR(500),
    "source" VARCHAR(200),
    "expires_on" DATE,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "competitive_notes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT competitive_notes_url CHECK (url ~ '^https?://')
);
CREATE UNIQUE INDEX "competitive_notes_company_id_id_key" ON "competitive_notes"("company_id", "id");
CREATE INDEX "competitive_notes_company_id_prospect_id_idx" ON "competitive_notes"("company_id", "prospect_id");
ALTER TABLE "competitive_notes" ADD CONSTRAINT "competitive_notes_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Told in full by these tables; nothing wrote the columns.
ALTER TABLE "prospects" DROP COLUMN "tender_opportunities", DROP COLUMN "tender_last_update", DROP COLUMN "competitive_intel";

INSERT INTO app.person_columns (table_name, column_name, kind) VALUES
  ('tenders', 'created_by_id', 'history'), ('competitive_notes', 'created_by_id', 'history');
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('tenders', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = tenders.company_id AND p.id = tenders.prospect_id)'),
  ('competitive_notes', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = competitive_notes.company_id AND p.id = competitive_notes.prospect_id)');

CALL app.secure_tables();
CALL app.secure_reach();
