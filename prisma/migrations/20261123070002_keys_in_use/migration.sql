-- Keys of outside services count by the company's month; a key to our own API is found by its digest, before its company is known.
ALTER TABLE "service_keys" ADD COLUMN "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN "test_outcome" VARCHAR(20),
ADD COLUMN "tested_at" TIMESTAMPTZ(3),
ADD COLUMN "usage_month" DATE;

-- DropIndex
DROP INDEX "api_tokens_company_id_token_hash_key";

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- Whose key it is and what its creator may today; nobody's when it is revoked or expired, or its creator is no active member any more.
CREATE FUNCTION across.api_token_by_digest(digest text)
  RETURNS TABLE (api_token_id uuid, company_id uuid, user_id uuid, scopes text[], allowed_addresses text[], role_key text, is_platform_staff boolean, email_verified boolean, rights jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
  UPDATE public.api_tokens t SET last_used_at = now()
    WHERE t.token_hash = digest AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
      AND (t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute');
  RETURN QUERY
    SELECT t.id, t.company_id, t.created_by_id, t.scopes, t.allowed_addresses, r.key::text, u.is_platform_staff, u.email_verified_at IS NOT NULL, app.rights_of(t.company_id, t.created_by_id)
    FROM public.api_tokens t
    JOIN public.memberships m ON m.company_id = t.company_id AND m.user_id = t.created_by_id AND m.is_active
    JOIN public.roles r ON r.company_id = m.company_id AND r.id = m.role_id
    JOIN public.users u ON u.id = t.created_by_id
    WHERE t.token_hash = digest AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now());
END $$;
REVOKE EXECUTE ON FUNCTION across.api_token_by_digest(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.api_token_by_digest(text) TO app_rw;
