-- Second factors, passkeys, known devices, accounts elsewhere; waits that grow with each wrong try.

ALTER TABLE "companies" ADD COLUMN "second_factor_for" VARCHAR(10) NOT NULL DEFAULT 'owners',
  ADD COLUMN "second_factor_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD CONSTRAINT companies_second_factor_for CHECK (second_factor_for IN ('owners', 'all', 'nobody'));

ALTER TABLE "sessions" ADD COLUMN "proven_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "is_strong" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "authenticator_apps" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "authenticator_apps_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "passkeys" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "credential_id" VARCHAR(1400) NOT NULL,
    "public_key" BYTEA NOT NULL,
    "sign_count" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "name" VARCHAR(60) NOT NULL,
    "is_synced" BOOLEAN NOT NULL DEFAULT false,
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "recovery_codes" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code_hash" VARCHAR(64) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "known_devices" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "ip_address" VARCHAR(45),
    "user_agent" VARCHAR(500),
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_devices_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "outside_identities" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider" VARCHAR(20) NOT NULL,
    "subject" VARCHAR(255) NOT NULL,
    "email" VARCHAR(254),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outside_identities_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "login_waits" (
    "key" VARCHAR(100) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "login_waits_pkey" PRIMARY KEY ("key")
);

CREATE UNIQUE INDEX "authenticator_apps_user_id_key" ON "authenticator_apps"("user_id");
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");
CREATE INDEX "passkeys_user_id_idx" ON "passkeys"("user_id");
CREATE UNIQUE INDEX "recovery_codes_code_hash_key" ON "recovery_codes"("code_hash");
CREATE INDEX "recovery_codes_user_id_idx" ON "recovery_codes"("user_id");
CREATE UNIQUE INDEX "known_devices_user_id_token_hash_key" ON "known_devices"("user_id", "token_hash");
CREATE UNIQUE INDEX "outside_identities_provider_subject_key" ON "outside_identities"("provider", "subject");
CREATE UNIQUE INDEX "outside_identities_user_id_provider_key" ON "outside_identities"("user_id", "provider");
CREATE INDEX "login_waits_next_at_idx" ON "login_waits"("next_at");

ALTER TABLE "authenticator_apps" ADD CONSTRAINT "authenticator_apps_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "outside_identities" ADD CONSTRAINT "outside_identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "outside_identities" ADD CONSTRAINT outside_identities_provider CHECK (provider IN ('google', 'microsoft'));

CALL app.secure_tables();

-- What proves a person is his own. login_waits is reached through schema across alone: no row of it shows to app_rw.
CREATE POLICY own_app ON authenticator_apps TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
CREATE POLICY own_passkeys ON passkeys TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
CREATE POLICY own_codes ON recovery_codes TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
CREATE POLICY own_devices ON known_devices TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
CREATE POLICY own_identities ON outside_identities TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));

-- As before, and how strongly its person has proven himself, since when, and until when he may still do without a second factor.
DROP FUNCTION across.session_by_digest(text);
CREATE FUNCTION across.session_by_digest(digest text) RETURNS TABLE (user_id uuid, company_id uuid, role_key text, is_platform_staff boolean, email_verified boolean,
  proven_at timestamptz, is_strong boolean, has_factor boolean, factor_due_at timestamptz)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
  UPDATE public.sessions s SET last_seen_at = now()
    WHERE s.id_digest = digest AND s.expires_at > now() AND s.last_seen_at BETWEEN now() - interval '12 hours' AND now() - interval '5 minutes';
  RETURN QUERY
    SELECT s.user_id, CASE WHEN m.id IS NULL THEN NULL ELSE s.company_id END, r.key::text, u.is_platform_staff, u.email_verified_at IS NOT NULL,
      s.proven_at, s.is_strong, f.has_factor,
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

-- Whose key an authenticator speaks with: asked before anybody is logged in.
CREATE FUNCTION across.user_by_passkey(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT p.user_id FROM public.passkeys p WHERE p.credential_id = wanted $$;
CREATE FUNCTION across.user_by_outside_identity(wanted text, who text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT i.user_id FROM public.outside_identities i WHERE i.provider = wanted AND i.subject = who $$;

-- Takes a try: 0 when it may be made now, else the seconds until the next may. `free` tries are made at once; from then on each waits twice
-- as long as the one before, from one minute up to `at_most` seconds. A try that is refused lengthens nothing; a day of rest forgets all.
CREATE FUNCTION across.take_turn(wait_key text, free int, at_most int) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  taken boolean;
BEGIN
  INSERT INTO public.login_waits AS w (key, failures, next_at) VALUES (wait_key, 1, now())
  ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN w.next_at < now() - interval '1 day' THEN 1 ELSE w.failures + 1 END,
    next_at = CASE WHEN w.next_at < now() - interval '1 day' OR w.failures + 1 < free THEN now()
      ELSE now() + least(at_most, 60 * power(2, least(w.failures + 1 - free, 20))) * interval '1 second' END
    WHERE w.next_at <= now()
  RETURNING true INTO taken;
  IF taken THEN RETURN 0; END IF;
  RETURN (SELECT greatest(1, ceil(extract(epoch FROM w.next_at - now())))::int FROM public.login_waits w WHERE w.key = wait_key);
END $$;
-- A try was right: the next wrong ones begin anew.
CREATE FUNCTION across.end_wait(wait_key text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
  AS $$ DELETE FROM public.login_waits WHERE key = wait_key $$;
CREATE OR REPLACE FUNCTION across.forget_old_rates() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
  AS $$ DELETE FROM public.rate_windows WHERE starts_at < now() - interval '1 day'; DELETE FROM public.login_waits WHERE next_at < now() - interval '1 day' $$;

REVOKE EXECUTE ON FUNCTION across.user_by_passkey(text), across.user_by_outside_identity(text, text), across.take_turn(text, int, int), across.end_wait(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.user_by_passkey(text), across.user_by_outside_identity(text, text), across.take_turn(text, int, int), across.end_wait(text) TO app_rw;
