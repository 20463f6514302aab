-- Roles that a company shapes itself, and whose rows a member's rights reach: his own, his teams', all.
ALTER TABLE "roles" ADD COLUMN "name" VARCHAR(60);

-- CreateTable
CREATE TABLE "role_permissions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "permission" VARCHAR(100) NOT NULL,
    "is_granted" BOOLEAN NOT NULL DEFAULT true,
    "scope" "row_scope" NOT NULL DEFAULT 'own',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_permissions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "role_permissions_company_id_id_key" ON "role_permissions"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "role_permissions_company_id_role_id_permission_key" ON "role_permissions"("company_id", "role_id", "permission");

-- AddForeignKey
ALTER TABLE "role_permissions" ADD CONSTRAINT "role_permissions_company_id_role_id_fkey" FOREIGN KEY ("company_id", "role_id") REFERENCES "roles"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Of what a prospect was typed in or brought by, he is whose it is.
ALTER TABLE "prospects" ADD COLUMN "assigned_to_id" UUID;
UPDATE prospects p SET assigned_to_id = p.created_by_id
FROM memberships m WHERE m.company_id = p.company_id AND m.user_id = p.created_by_id;

-- CreateIndex
CREATE INDEX "prospects_company_id_assigned_to_id_idx" ON "prospects"("company_id", "assigned_to_id");

-- AddForeignKey
ALTER TABLE "prospects" ADD CONSTRAINT "prospects_company_id_assigned_to_id_fkey" FOREIGN KEY ("company_id", "assigned_to_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE SET NULL ("assigned_to_id") ON UPDATE CASCADE;

-- The roles that every company has.
INSERT INTO roles (id, company_id, key)
SELECT app.uuid_v7(), c.id, k.key FROM companies c CROSS JOIN unnest(ARRAY['owner', 'director', 'manager', 'agent', 'assistant', 'viewer']) k (key)
ON CONFLICT (company_id, key) DO NOTHING;

CALL app.secure_tables();

-- ───────────────────────── rights ─────────────────────────

-- What a member's rights are made of: his role, what the company changed of it, what it gave to him or took from him, and who is in his
-- teams. Null: no member, or one who is not active. Read with the session, so that a change holds from the next request on.
CREATE FUNCTION app.rights_of(of_company uuid, of_user uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = ''
  AS $$
    SELECT jsonb_build_object(
      'roleKey', r.key, 'isSystem', r.is_system,
      'role', coalesce((SELECT jsonb_agg(jsonb_build_object('permission', p.permission, 'isGranted', p.is_granted, 'scope', p.scope))
        FROM public.role_permissions p WHERE p.company_id = r.company_id AND p.role_id = r.id), '[]'),
      'own', coalesce((SELECT jsonb_agg(jsonb_build_object('permission', p.permission, 'isGranted', p.is_granted, 'scope', p.scope))
        FROM public.user_permissions p WHERE p.company_id = m.company_id AND p.user_id = m.user_id), '[]'),
      'mates', coalesce((SELECT jsonb_agg(DISTINCT t.user_id) FROM public.team_members t WHERE t.company_id = m.company_id AND t.team_id IN (
          SELECT i.team_id FROM public.team_members i WHERE i.company_id = m.company_id AND i.user_id = m.user_id
          UNION ALL SELECT l.id FROM public.teams l WHERE l.company_id = m.company_id AND l.leader_id = m.user_id)), '[]'))
    FROM public.memberships m JOIN public.roles r ON r.company_id = m.company_id AND r.id = m.role_id
    WHERE m.company_id = of_company AND m.user_id = of_user AND m.is_active
  $$;
REVOKE EXECUTE ON FUNCTION app.rights_of(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.rights_of(uuid, uuid) TO app_rw;

DROP FUNCTION across.session_by_digest(text);
CREATE FUNCTION across.session_by_digest(digest text)
  RETURNS TABLE (user_id uuid, company_id uuid, role_key text, is_platform_staff boolean, email_verified boolean, rights jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
  UPDATE public.sessions s SET last_seen_at = now()
    WHERE s.id_digest = digest AND s.expires_at > now() AND s.last_seen_at BETWEEN now() - interval '12 hours' AND now() - interval '5 minutes';
  RETURN QUERY
    SELECT s.user_id, CASE WHEN m.id IS NULL THEN NULL ELSE s.company_id END, r.key::text, u.is_platform_staff, u.email_verified_at IS NOT NULL,
      app.rights_of(m.company_id, m.user_id)
    FROM public.sessions s
    JOIN public.users u ON u.id = s.user_id
    LEFT JOIN public.memberships m ON m.company_id = s.company_id AND m.user_id = s.user_id AND m.is_active
    LEFT JOIN public.roles r ON r.company_id = m.company_id AND r.id = m.role_id
    WHERE s.id_digest = digest AND s.expires_at > now() AND s.last_seen_at > now() - interval '12 hours';
END $$;
REVOKE EXECUTE ON FUNCTION across.session_by_digest(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.session_by_digest(text) TO app_rw;

-- ───────────────────────── reach ─────────────────────────

-- The people whose rows of a noun this transaction reaches; null: everybody's. Set where the transaction begins.
CREATE FUNCTION app.reach(noun text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SET search_path = ''
  AS $$ SELECT nullif(current_setting('app.reach_' || noun, true), '')::uuid[] $$;

-- Whose a row is. `owned` is a condition on the row; {reach} stands for the people reached. What hangs on a person or a campaign follows
-- him or it: whoever does not see the prospect sees neither his messages nor his timeline.
CREATE TABLE app.reach_rules (
  table_name text PRIMARY KEY,
  noun text NOT NULL,
  owned text NOT NULL
);
REVOKE ALL ON app.reach_rules FROM PUBLIC;
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('prospects', 'prospect', 'assigned_to_id = ANY ({reach})'),
  ('campaign_recipients', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = campaign_recipients.company_id AND p.id = campaign_recipients.prospect_id)'),
  ('messages', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = messages.company_id AND p.id = messages.prospect_id)'),
  ('message_events', 'prospect', 'EXISTS (SELECT 1 FROM public.messages m WHERE m.company_id = message_events.company_id AND m.id = message_events.message_id)'),
  ('interactions', 'prospect', 'CASE WHEN prospect_id IS NULL THEN user_id = ANY ({reach}) ELSE EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = interactions.company_id AND p.id = interactions.prospect_id) END'),
  ('enrichments', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = enrichments.company_id AND p.id = enrichments.prospect_id)'),
  ('funnel_entries', 'prospect', 'prospect_id IS NULL OR EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = funnel_entries.company_id AND p.id = funnel_entries.prospect_id)'),
  ('import_runs', 'prospect', 'started_by_id = ANY ({reach})'),
  ('import_lines', 'prospect', 'EXISTS (SELECT 1 FROM public.import_runs r WHERE r.company_id = import_lines.company_id AND r.id = import_lines.import_run_id)'),
  ('tasks', 'task', 'assigned_to_id = ANY ({reach}) OR (assigned_to_id IS NULL AND prospect_id IS NOT NULL AND EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = tasks.company_id AND p.id = tasks.prospect_id))'),
  ('campaigns', 'campaign', 'created_by_id = ANY ({reach})'),
  ('campaign_steps', 'campaign', 'EXISTS (SELECT 1 FROM public.campaigns c WHERE c.company_id = campaign_steps.company_id AND c.id = campaign_steps.campaign_id)'),
  ('conversations', 'conversation', 'assigned_to_id = ANY ({reach})'),
  ('conversation_messages', 'conversation', 'EXISTS (SELECT 1 FROM public.conversations c WHERE c.company_id = conversation_messages.company_id AND c.id = conversation_messages.conversation_id)'),
  ('customers', 'customer', 'assigned_to_id = ANY ({reach})'),
  ('deals', 'deal', 'assigned_to_id = ANY ({reach})'),
  ('meetings', 'meeting', 'organizer_id = ANY ({reach})'),
  ('tickets', 'ticket', 'assigned_to_id = ANY ({reach})'),
  ('user_schedules', 'schedule', 'user_id = ANY ({reach})'),
  ('time_entries', 'schedule', 'user_id = ANY ({reach})');

-- Gives each table of app.reach_rules its policy, restrictive: beside the company's, never instead of it. A migration that adds a rule calls it.
CREATE PROCEDURE app.secure_reach() LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT * FROM app.reach_rules LOOP
    EXECUTE format('DROP POLICY IF EXISTS reach ON public.%I', r.table_name);
    -- CASE keeps the planner from guessing by a condition that is almost never asked, and what stands behind it unread.
    EXECUTE format('CREATE POLICY reach ON public.%I AS RESTRICTIVE TO app_rw USING (CASE WHEN (SELECT app.reach(%L)) IS NULL THEN true ELSE %s END)',
      r.table_name, r.noun, replace(r.owned, '{reach}', format('(SELECT app.reach(%L))::uuid[]', r.noun)));
  END LOOP;
END $$;
CALL app.secure_reach();

-- As before, within reach.
CREATE OR REPLACE FUNCTION app.search_prospects(term text, at_most int) RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  company uuid := app.company_id();
  reached uuid[] := app.reach('prospect');
  every_word text := (
    SELECT string_agg(format('app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone) LIKE %L', '%' || word || '%'), ' AND ')
    FROM regexp_split_to_table(app.fold(term), ' ') word WHERE word <> '');
BEGIN
  IF company IS NULL OR every_word IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format(
    'SELECT p.id FROM public.prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL AND %s %s ORDER BY p.lead_score DESC, p.id DESC LIMIT $2',
    every_word, CASE WHEN reached IS NOT NULL THEN 'AND p.assigned_to_id = ANY ($3)' ELSE 'AND $3::uuid[] IS NULL' END)
    USING company, at_most, reached;
END $$;

-- Campaigns that run, whoever's they are: nobody is written to too soon because a colleague's campaign is out of sight.
CREATE FUNCTION app.running_campaigns() RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.id FROM public.campaigns c WHERE c.company_id = app.company_id() AND c.status IN ('active', 'paused') $$;
REVOKE EXECUTE ON FUNCTION app.running_campaigns() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.running_campaigns() TO app_rw;
