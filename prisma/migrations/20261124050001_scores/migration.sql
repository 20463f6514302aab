-- Four scores by the company's own rules, their history, what a sale needs to be known, and a model beside the rules.
CREATE TYPE "bant_part" AS ENUM ('budget', 'authority', 'need', 'timeline');

ALTER TABLE "prospects" ADD COLUMN "fit_score" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "ai_reasons" JSONB;
ALTER TABLE "prospects" ADD CONSTRAINT prospects_fit_score CHECK (fit_score BETWEEN 0 AND 100) NOT VALID;
ALTER TABLE "prospects" VALIDATE CONSTRAINT prospects_fit_score;

CREATE TABLE "score_rule_sets" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "overrides" JSONB NOT NULL DEFAULT '{}',
    "restored_from" INTEGER,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_rule_sets_pkey" PRIMARY KEY ("id"),
    CONSTRAINT score_rule_sets_version CHECK (version > 0),
    CONSTRAINT score_rule_sets_restored CHECK (restored_from >= 0)
);
CREATE TABLE "score_changes" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "lead_score" INTEGER NOT NULL,
    "fit_score" INTEGER NOT NULL,
    "intent_score" INTEGER NOT NULL,
    "engagement_score" INTEGER NOT NULL,
    "budget_score" INTEGER NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_changes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT score_changes_scores CHECK (lead_score BETWEEN 0 AND 100 AND fit_score BETWEEN 0 AND 100 AND intent_score BETWEEN 0 AND 100
      AND engagement_score BETWEEN 0 AND 100 AND budget_score BETWEEN 0 AND 100 AND rules_version >= 0)
);
CREATE TABLE "score_crossings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "threshold_key" VARCHAR(40) NOT NULL,
    "score" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_crossings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT score_crossings_score CHECK (score BETWEEN 0 AND 100)
);
CREATE TABLE "bant_entries" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "part" "bant_part" NOT NULL,
    "points" INTEGER,
    "evidence" VARCHAR(1000),
    "observed_on" DATE NOT NULL,
    "source" VARCHAR(20) NOT NULL DEFAULT 'person',
    "message_id" UUID,
    "recorded_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bant_entries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT bant_entries_points CHECK (points BETWEEN 0 AND 25),
    CONSTRAINT bant_entries_source CHECK (source IN ('person', 'reply'))
);
CREATE TABLE "score_models" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "coefficients" JSONB NOT NULL,
    "back_test" JSONB NOT NULL,
    "rows_count" INTEGER NOT NULL,
    "positive_count" INTEGER NOT NULL,
    "auc" DECIMAL(5,4) NOT NULL,
    "rules_auc" DECIMAL(5,4) NOT NULL,
    "activated_at" TIMESTAMPTZ(3),
    "activated_by_id" UUID,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_models_pkey" PRIMARY KEY ("id"),
    CONSTRAINT score_models_version CHECK (version > 0),
    CONSTRAINT score_models_counts CHECK (positive_count BETWEEN 0 AND rows_count),
    CONSTRAINT score_models_auc CHECK (auc BETWEEN 0 AND 1),
    CONSTRAINT score_models_rules_auc CHECK (rules_auc BETWEEN 0 AND 1)
);

CREATE UNIQUE INDEX "score_rule_sets_company_id_id_key" ON "score_rule_sets"("company_id", "id");
CREATE UNIQUE INDEX "score_rule_sets_company_id_version_key" ON "score_rule_sets"("company_id", "version");
CREATE INDEX "score_changes_company_id_prospect_id_created_at_idx" ON "score_changes"("company_id", "prospect_id", "created_at");
CREATE UNIQUE INDEX "score_changes_company_id_id_key" ON "score_changes"("company_id", "id");
CREATE UNIQUE INDEX "score_crossings_company_id_id_key" ON "score_crossings"("company_id", "id");
CREATE UNIQUE INDEX "score_crossings_company_id_prospect_id_threshold_key_key" ON "score_crossings"("company_id", "prospect_id", "threshold_key");
CREATE INDEX "bant_entries_company_id_prospect_id_created_at_idx" ON "bant_entries"("company_id", "prospect_id", "created_at");
CREATE UNIQUE INDEX "bant_entries_company_id_id_key" ON "bant_entries"("company_id", "id");
CREATE UNIQUE INDEX "score_models_company_id_id_key" ON "score_models"("company_id", "id");
CREATE UNIQUE INDEX "score_models_company_id_version_key" ON "score_models"("company_id", "version");
CREATE UNIQUE INDEX score_models_one_active ON score_models (company_id) WHERE activated_at IS NOT NULL AND retired_at IS NULL;

ALTER TABLE "score_changes" ADD CONSTRAINT "score_changes_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "score_crossings" ADD CONSTRAINT "score_crossings_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bant_entries" ADD CONSTRAINT "bant_entries_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- History: written once. It goes with the person it is about, and moves with him when two records become one.
CREATE TRIGGER score_rule_sets_stay BEFORE UPDATE OR DELETE ON score_rule_sets FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER score_changes_stay BEFORE UPDATE ON score_changes FOR EACH ROW
  WHEN ((NEW.lead_score, NEW.fit_score, NEW.intent_score, NEW.engagement_score, NEW.budget_score, NEW.rules_version, NEW.facts, NEW.created_at)
    IS DISTINCT FROM (OLD.lead_score, OLD.fit_score, OLD.intent_score, OLD.engagement_score, OLD.budget_score, OLD.rules_version, OLD.facts, OLD.created_at))
  EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER bant_entries_stay BEFORE UPDATE ON bant_entries FOR EACH ROW
  WHEN ((NEW.part, NEW.points, NEW.observed_on, NEW.source, NEW.created_at) IS DISTINCT FROM (OLD.part, OLD.points, OLD.observed_on, OLD.source, OLD.created_at)
    OR (NEW.evidence IS DISTINCT FROM OLD.evidence AND NEW.evidence IS NOT NULL))
  EXECUTE FUNCTION app.refuse_change();
INSERT INTO app.table_rules (table_name, rule) VALUES ('score_rule_sets', 'guarded');
INSERT INTO app.person_columns (table_name, column_name, kind) VALUES
  ('score_rule_sets', 'created_by_id', 'history'), ('bant_entries', 'recorded_by_id', 'history'), ('score_models', 'activated_by_id', 'history');
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('score_changes', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = score_changes.company_id AND p.id = score_changes.prospect_id)'),
  ('score_crossings', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = score_crossings.company_id AND p.id = score_crossings.prospect_id)'),
  ('bant_entries', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = bant_entries.company_id AND p.id = bant_entries.prospect_id)');

-- Companies that have prospects, page by page: whose scores grow old each night, whose models are fitted anew each month.
CREATE FUNCTION across.companies_with_prospects(after uuid, at_most int) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT c.id FROM public.companies c WHERE (after IS NULL OR c.id > after)
      AND EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = c.id)
    ORDER BY c.id LIMIT at_most
  $$;
REVOKE EXECUTE ON FUNCTION across.companies_with_prospects(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.companies_with_prospects(uuid, int) TO app_rw;

CALL app.secure_tables();
CALL app.secure_reach();
