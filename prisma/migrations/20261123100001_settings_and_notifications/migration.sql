-- What a company tells of itself, what its members are told, and that nobody works twice at one time.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- ───────────────────────── the company ─────────────────────────

ALTER TABLE "companies" ADD COLUMN "legal_form" VARCHAR(30),
  ADD COLUMN "card_number" VARCHAR(50),
  ADD COLUMN "card_issuer" VARCHAR(100),
  ADD COLUMN "card_expires_on" DATE,
  ADD COLUMN "brand_color" VARCHAR(7),
  ADD COLUMN "logo_file_id" UUID,
  ADD COLUMN "onboarding_dismissed" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "morning_notes_on" DATE;
ALTER TABLE "companies" ADD CONSTRAINT "companies_id_logo_file_id_fkey" FOREIGN KEY ("id", "logo_file_id") REFERENCES "stored_files"("company_id", "id")
  ON DELETE SET NULL ("logo_file_id") ON UPDATE CASCADE;
ALTER TABLE "companies" ADD CONSTRAINT companies_brand_color CHECK (brand_color ~ '^#[0-9a-f]{6}$');
CREATE INDEX companies_logo_idx ON companies (logo_file_id) WHERE logo_file_id IS NOT NULL;

ALTER TABLE "users" ADD COLUMN "timezone" VARCHAR(50);

ALTER TABLE "addresses" ADD COLUMN "kind" VARCHAR(20), ADD COLUMN "label" VARCHAR(100);
ALTER TABLE "addresses" ADD CONSTRAINT addresses_kind CHECK (kind IN ('head_office', 'office', 'billing', 'mail'));

-- One person's stretches of work touch and never overlap; a clock that runs has no end yet.
ALTER TABLE "time_entries" ADD CONSTRAINT time_entries_no_overlap
  EXCLUDE USING gist (company_id WITH =, user_id WITH =, tstzrange(started_at, ended_at) WITH &&);

-- ───────────────────────── notifications ─────────────────────────

CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" VARCHAR(50) NOT NULL,
    "occasion" VARCHAR(200) NOT NULL,
    "subject_type" VARCHAR(50),
    "subject_id" UUID,
    "values" JSONB NOT NULL DEFAULT '{}',
    "in_app" BOOLEAN NOT NULL DEFAULT true,
    "by_email" BOOLEAN NOT NULL DEFAULT false,
    "read_at" TIMESTAMPTZ(3),
    "digest_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "notification_digests" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "state" VARCHAR(20) NOT NULL DEFAULT 'sending',
    "vendor_message_id" VARCHAR(100),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_digests_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notifications_company_id_id_key" ON "notifications"("company_id", "id");
CREATE UNIQUE INDEX "notifications_company_id_user_id_type_occasion_key" ON "notifications"("company_id", "user_id", "type", "occasion");
CREATE INDEX "notifications_company_id_user_id_created_at_id_idx" ON "notifications"("company_id", "user_id", "created_at", "id");
CREATE UNIQUE INDEX "notification_digests_company_id_id_key" ON "notification_digests"("company_id", "id");
CREATE UNIQUE INDEX "notification_digests_company_id_user_id_day_key" ON "notification_digests"("company_id", "user_id", "day");
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id")
  REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_company_id_digest_id_fkey" FOREIGN KEY ("company_id", "digest_id")
  REFERENCES "notification_digests"("company_id", "id") ON DELETE SET NULL ("digest_id") ON UPDATE CASCADE;
ALTER TABLE "notification_digests" ADD CONSTRAINT "notification_digests_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id")
  REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_digests" ADD CONSTRAINT notification_digests_state CHECK (state IN ('sending', 'sent', 'failed'));
CREATE INDEX notifications_unread_idx ON notifications (company_id, user_id) WHERE read_at IS NULL AND in_app;
CREATE INDEX notifications_untold_idx ON notifications (company_id, user_id) WHERE by_email AND digest_id IS NULL;
CREATE INDEX notifications_digest_idx ON notifications (company_id, digest_id) WHERE digest_id IS NOT NULL;

-- The zones people's mornings are counted in.
CREATE FUNCTION across.morning_zones() RETURNS TABLE (timezone text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.timezone FROM public.companies c UNION SELECT u.timezone FROM public.users u WHERE u.timezone IS NOT NULL $$;
-- Companies of these zones whose notes of their zone's day are not written yet.
CREATE FUNCTION across.companies_due_morning(zones text[], days date[], at_most int) RETURNS TABLE (company_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT c.id FROM unnest(zones, days) z (timezone, day) JOIN public.companies c ON c.timezone = z.timezone
    WHERE c.morning_notes_on IS NULL OR c.morning_notes_on < z.day
    ORDER BY c.id LIMIT at_most
  $$;
-- Members of these zones who have something to be told by mail, and no mail of their zone's day yet.
CREATE FUNCTION across.readers_due_digest(zones text[], days date[], at_most int) RETURNS TABLE (company_id uuid, user_id uuid, day date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT m.company_id, m.user_id, z.day
    FROM public.memberships m JOIN public.users u ON u.id = m.user_id JOIN public.companies c ON c.id = m.company_id
      JOIN unnest(zones, days) z (timezone, day) ON z.timezone = coalesce(u.timezone, c.timezone)
    WHERE m.is_active AND u.email_verified_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM public.notifications n
        WHERE n.company_id = m.company_id AND n.user_id = m.user_id AND n.by_email AND n.digest_id IS NULL AND n.read_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM public.notification_digests d WHERE d.company_id = m.company_id AND d.user_id = m.user_id AND d.day >= z.day)
    ORDER BY m.company_id, m.user_id LIMIT at_most
  $$;
-- The member a link of a daily mail speaks for.
CREATE FUNCTION across.membership_by_id(wanted uuid) RETURNS TABLE (company_id uuid, user_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT m.company_id, m.user_id FROM public.memberships m WHERE m.id = wanted $$;
REVOKE EXECUTE ON FUNCTION across.morning_zones(), across.companies_due_morning(text[], date[], int), across.readers_due_digest(text[], date[], int), across.membership_by_id(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.morning_zones(), across.companies_due_morning(text[], date[], int), across.readers_due_digest(text[], date[], int), across.membership_by_id(uuid) TO app_rw;

CALL app.secure_tables();
