-- Outside a closing the setting is not there: that is a no, not an unknown, for a trigger whose condition is unknown does not fire at all.
CREATE OR REPLACE FUNCTION app.is_leaving(company uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
AS $$
  SELECT coalesce(current_setting('app.company_leaves', true), '') = company::text
    AND current_user = (SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c WHERE c.oid = 'public.companies'::regclass)
$$;
