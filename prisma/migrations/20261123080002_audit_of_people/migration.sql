-- What a person did or had done to him before a company is chosen (log-ins, passwords) stands in the log of each company he works in, or of
-- the one named. Nobody known, or no company: nothing is written, in the same one statement. In the order of their ids, so that two such
-- entries never hold each other's chain.
CREATE FUNCTION across.audit_person(person uuid, only_company uuid, entry jsonb) RETURNS int
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  WITH written AS (
    INSERT INTO public.audit_logs (id, company_id, user_id, action, resource_type, resource_id, ip_address, user_agent, correlation_id, new_values, success, error_message, created_at)
    SELECT app.uuid_v7(), m.company_id, e.user_id, e.action, 'user', person, e.ip_address, e.user_agent, e.correlation_id, e.new_values, e.success, e.error_message, e.created_at
    FROM (SELECT p.company_id FROM public.memberships p
      WHERE p.user_id = person AND p.is_active AND (only_company IS NULL OR p.company_id = only_company) ORDER BY p.company_id) m,
      jsonb_to_record(entry) AS e (user_id uuid, action text, ip_address text, user_agent text, correlation_id text, new_values jsonb, success boolean, error_message text, created_at timestamptz)
    RETURNING 1)
  SELECT count(*)::int FROM written
$$;
REVOKE EXECUTE ON FUNCTION across.audit_person(uuid, uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.audit_person(uuid, uuid, jsonb) TO app_rw;
