-- Whom a fixed segment holds, and fields of a company's own whose values are of their type.

-- ───────────────────────── segments ─────────────────────────

CREATE TABLE "segment_members" (
    "company_id" UUID NOT NULL,
    "segment_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "segment_members_pkey" PRIMARY KEY ("company_id", "segment_id", "prospect_id")
);
CREATE INDEX "segment_members_company_id_prospect_id_idx" ON "segment_members"("company_id", "prospect_id");
ALTER TABLE "segment_members" ADD CONSTRAINT "segment_members_company_id_segment_id_fkey" FOREIGN KEY ("company_id", "segment_id")
  REFERENCES "segments"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "segment_members" ADD CONSTRAINT "segment_members_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('segment_members', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = segment_members.company_id AND p.id = segment_members.prospect_id)');

-- ───────────────────────── fields of a company's own ─────────────────────────

ALTER TYPE custom_field_type ADD VALUE 'choices';
ALTER TYPE custom_field_type ADD VALUE 'url';
ALTER TYPE custom_field_type ADD VALUE 'email';
ALTER TABLE "custom_fields" ADD COLUMN "archived_at" TIMESTAMPTZ(3);
ALTER TABLE "custom_fields" ADD CONSTRAINT custom_fields_options CHECK (jsonb_typeof(options) = 'array');
-- A field of no category: its key is one in its kind of record.
CREATE UNIQUE INDEX custom_fields_own_key ON custom_fields (company_id, entity, key) WHERE category_id IS NULL;

-- Whether a value stands in the form of a field's type: what product code writes, and what a condition, a sort and an export read.
CREATE FUNCTION app.custom_value_fits(field_type text, options jsonb, value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = ''
  AS $$
    SELECT CASE field_type
      WHEN 'number' THEN jsonb_typeof(value) = 'number'
      WHEN 'boolean' THEN jsonb_typeof(value) = 'boolean'
      WHEN 'choices' THEN jsonb_typeof(value) = 'array' AND value <> '[]' AND value <@ options
      WHEN 'choice' THEN jsonb_typeof(value) = 'string' AND options @> value
      WHEN 'date' THEN jsonb_typeof(value) = 'string' AND (value #>> '{}') ~ '^\d{4}-\d{2}-\d{2}$' AND pg_input_is_valid(value #>> '{}', 'date')
      WHEN 'url' THEN jsonb_typeof(value) = 'string' AND (value #>> '{}') ~ '^https?://[^\s]+$' AND length(value #>> '{}') <= 500
      WHEN 'email' THEN jsonb_typeof(value) = 'string' AND (value #>> '{}') ~ '^[^@\s]+@[^@\s]+$' AND length(value #>> '{}') <= 254
      ELSE jsonb_typeof(value) = 'string' AND length(value #>> '{}') BETWEEN 1 AND 2000
    END
  $$;

-- A chunk of a list is looked at once, not line by line.
CREATE FUNCTION app.check_new_custom_values() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added a JOIN public.custom_fields f ON f.company_id = a.company_id AND f.entity = 'prospect' AND a.custom_fields ? f.key
    WHERE NOT app.custom_value_fits(f.field_type::text, f.options, a.custom_fields -> f.key)) THEN
    RAISE EXCEPTION 'a value is not of its field''s type' USING ERRCODE = 'check_violation', TABLE = 'prospects', CONSTRAINT = 'custom_value_fits';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION app.check_new_custom_values() FROM PUBLIC;
CREATE TRIGGER custom_values_on_insert AFTER INSERT ON prospects REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.check_new_custom_values();

-- Only what changed: a value from before its field, or an option that is no more, binds nobody who changes another one.
CREATE FUNCTION app.check_custom_values() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM public.custom_fields f
    WHERE f.company_id = NEW.company_id AND f.entity = 'prospect' AND NEW.custom_fields ? f.key
      AND NEW.custom_fields -> f.key IS DISTINCT FROM OLD.custom_fields -> f.key
      AND NOT app.custom_value_fits(f.field_type::text, f.options, NEW.custom_fields -> f.key)) THEN
    RAISE EXCEPTION 'a value is not of its field''s type' USING ERRCODE = 'check_violation', TABLE = 'prospects', CONSTRAINT = 'custom_value_fits';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION app.check_custom_values() FROM PUBLIC;
CREATE TRIGGER custom_values_on_update BEFORE UPDATE OF custom_fields ON prospects FOR EACH ROW
  WHEN (NEW.custom_fields IS DISTINCT FROM OLD.custom_fields AND NEW.custom_fields <> '{}') EXECUTE FUNCTION app.check_custom_values();

CALL app.secure_tables();
CALL app.secure_reach();
