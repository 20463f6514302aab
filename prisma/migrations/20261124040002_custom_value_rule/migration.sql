-- The refusal of a value that is not of its field's type is told by its rule, as the others are.
CREATE OR REPLACE FUNCTION app.check_new_custom_values() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added a JOIN public.custom_fields f ON f.company_id = a.company_id AND f.entity = 'prospect' AND a.custom_fields ? f.key
    WHERE NOT app.custom_value_fits(f.field_type::text, f.options, a.custom_fields -> f.key)) THEN
    RAISE EXCEPTION 'a value is not of its field''s type' USING ERRCODE = '23001', CONSTRAINT = 'custom_value_fits';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION app.check_custom_values() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM public.custom_fields f
    WHERE f.company_id = NEW.company_id AND f.entity = 'prospect' AND NEW.custom_fields ? f.key
      AND NEW.custom_fields -> f.key IS DISTINCT FROM OLD.custom_fields -> f.key
      AND NOT app.custom_value_fits(f.field_type::text, f.options, NEW.custom_fields -> f.key)) THEN
    RAISE EXCEPTION 'a value is not of its field''s type' USING ERRCODE = '23001', CONSTRAINT = 'custom_value_fits';
  END IF;
  RETURN NEW;
END $$;
