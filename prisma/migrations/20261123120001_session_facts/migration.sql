-- What a request learns of its session: who, where, with which rights, and how strongly he has proven himself.
DROP FUNCTION across.session_by_digest(text);
CREATE FUNCTION across.session_by_digest(digest text) RETURNS TABLE (user_id uuid, company_id uuid, role_key text, is_platform_staff boolean, email_verified boolean,
  rights jsonb, proven_at timestamptz, is_strong boolean, has_factor boolean, factor_due_at timestamptz)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
  UPDATE public.sessions s SET last_seen_at = now()
    WHERE s.id_digest = digest AND s.expires_at > now() AND s.last_seen_at BETWEEN now() - interval '12 hours' AND now() - interval '5 minutes';
  RETURN QUERY
    SELECT s.user_id, CASE WHEN m.id IS NULL THEN NULL ELSE s.company_id END, r.key::text, u.is_platform_staff, u.email_verified_at IS NOT NULL,
      app.rights_of(m.company_id, m.user_id), s.proven_at, s.is_strong, f.has_factor,
      CASE WHEN NOT f.has_factor AND (c.second_factor_for = 'all' OR c.second_factor_for = 'owners' AND (m.is_owner OR r.key = 'owner'))
        THEN greatest(c.second_factor_since, m.accepted_at, m.created_at) + interval '7 days' END
    FROM public.sessions s
    JOIN public.users u ON u.id = s.user_id
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM public.authenticator_apps a WHERE a.user_id = s.user_id AND a.confirmed_at IS NOT NULL)
      OR EXISTS (SELECT 1 FROM public.passkeys p WHERE p.user_id = s.user_id) AS has_factor) f
    LEFT JOIN public.memberships m ON m.company_id = s.company_id AND m.user_id = s.user_id AND m.is_active
    LEFT JOIN public.roles r ON r.company_id = m.company_id AND r.id = m.role_id
    LEFT JOIN public.companies c ON c.id = m.company_id
    WHERE s.id_digest = digest AND s.expires_at > now() AND s.last_seen_at > now() - interval '12 hours';
END $$;
REVOKE EXECUTE ON FUNCTION across.session_by_digest(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.session_by_digest(text) TO app_rw;
