-- A merge says itself where the values it takes over come from, and its undoing finds them as they were (app.value_origin: keep).
CREATE OR REPLACE FUNCTION app.note_value_origins() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  changed text[] := '{}';
  origin jsonb;
BEGIN
  IF NEW.value_origins IS DISTINCT FROM OLD.value_origins OR current_setting('app.value_origin', true) = 'keep' THEN RETURN NEW; END IF;
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
