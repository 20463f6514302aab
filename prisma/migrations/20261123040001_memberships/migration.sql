-- One person in several companies: inside one of them he sees that one only; whoever goes hands over what was his; an owner remains.

ALTER TABLE "memberships" ADD COLUMN "deactivated_at" TIMESTAMPTZ(3), ADD COLUMN "deactivated_by_id" UUID, ADD COLUMN "last_entered_at" TIMESTAMPTZ(3);
ALTER TABLE "invitations" ADD COLUMN "replaced_by_id" UUID;

ALTER TABLE memberships DISABLE TRIGGER touch_updated_at; -- nobody changed these memberships
UPDATE memberships SET deactivated_at = updated_at WHERE NOT is_active;
UPDATE memberships m SET is_owner = (r.key = 'owner') FROM roles r WHERE r.company_id = m.company_id AND r.id = m.role_id AND m.is_owner <> (r.key = 'owner');
ALTER TABLE memberships ENABLE TRIGGER touch_updated_at;

-- CreateTable
CREATE TABLE "handovers" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "from_user_id" UUID NOT NULL,
    "to_user_id" UUID NOT NULL,
    "handed_by_id" UUID,
    "table_name" VARCHAR(63) NOT NULL,
    "column_name" VARCHAR(63) NOT NULL,
    "row_ids" UUID[],
    "given_back_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "handovers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "handovers_company_id_from_user_id_idx" ON "handovers"("company_id", "from_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "handovers_company_id_id_key" ON "handovers"("company_id", "id");

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_company_id_from_user_id_fkey" FOREIGN KEY ("company_id", "from_user_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_company_id_to_user_id_fkey" FOREIGN KEY ("company_id", "to_user_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

CALL app.secure_tables();

-- ───────────────────────── inside a company, that company ─────────────────────────

-- Where a person works elsewhere is his to see before he enters a company, not among its rows.
DROP POLICY own_memberships ON memberships;
CREATE POLICY own_memberships ON memberships FOR SELECT TO app_rw USING ((SELECT app.company_id()) IS NULL AND user_id = (SELECT app.user_id()));
DROP POLICY own_companies ON companies;
CREATE POLICY own_companies ON companies FOR SELECT TO app_rw
  USING ((SELECT app.company_id()) IS NULL AND EXISTS (SELECT 1 FROM memberships m WHERE m.company_id = companies.id AND m.user_id = (SELECT app.user_id())));

-- The companies of whoever asks, by name: what he may enter, and as what.
CREATE FUNCTION app.my_companies() RETURNS TABLE (company_id uuid, name text, role_key text, role_name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
  RETURN QUERY
    SELECT c.id, c.name::text, r.key::text, to_jsonb(r) ->> 'name'
    FROM public.memberships m
    JOIN public.companies c ON c.id = m.company_id
    JOIN public.roles r ON r.company_id = m.company_id AND r.id = m.role_id
    WHERE m.user_id = app.user_id() AND m.is_active
    ORDER BY app.fold(c.name), c.id;
END $$;
REVOKE EXECUTE ON FUNCTION app.my_companies() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.my_companies() TO app_rw;

-- ───────────────────────── an owner remains ─────────────────────────

-- Whoever has the role of the owner is one: said once, by the role.
CREATE FUNCTION app.mark_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  NEW.is_owner := EXISTS (SELECT 1 FROM public.roles r WHERE r.company_id = NEW.company_id AND r.id = NEW.role_id AND r.key = 'owner');
  RETURN NEW;
END $$;
CREATE TRIGGER mark_owner BEFORE INSERT OR UPDATE OF company_id, role_id, is_owner ON memberships FOR EACH ROW EXECUTE FUNCTION app.mark_owner();

-- The company's row is the turnstile: of two owners who go at once the second waits here until the first is gone, and then sees it.
-- A company that is deleted takes its people with it.
CREATE FUNCTION app.keep_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  PERFORM 1 FROM public.companies c WHERE c.id = OLD.company_id FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT 1 FROM public.memberships m WHERE m.company_id = OLD.company_id AND m.is_owner AND m.is_active) THEN
    RAISE EXCEPTION 'company % would have no owner', OLD.company_id USING ERRCODE = '23001', CONSTRAINT = 'last_owner';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_owner_on_update AFTER UPDATE ON memberships FOR EACH ROW
  WHEN (OLD.is_owner AND OLD.is_active AND NOT (NEW.is_owner AND NEW.is_active AND NEW.company_id = OLD.company_id)) EXECUTE FUNCTION app.keep_owner();
CREATE TRIGGER keep_owner_on_delete AFTER DELETE ON memberships FOR EACH ROW WHEN (OLD.is_owner AND OLD.is_active) EXECUTE FUNCTION app.keep_owner();

CREATE FUNCTION app.keep_owner_role() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN RAISE EXCEPTION 'the role of the owner keeps its key' USING ERRCODE = '23001', CONSTRAINT = 'owner_role'; END $$;
CREATE TRIGGER keep_owner_role BEFORE UPDATE ON roles FOR EACH ROW WHEN ((OLD.key = 'owner') <> (NEW.key = 'owner')) EXECUTE FUNCTION app.keep_owner_role();

-- ───────────────────────── whoever is out is out ─────────────────────────

-- Whichever way a membership ends, the log-ins that worked in that company end with it, in the same transaction.
CREATE FUNCTION app.end_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
  DELETE FROM public.sessions s WHERE s.user_id = OLD.user_id AND s.company_id = OLD.company_id;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION app.end_sessions() FROM PUBLIC;
CREATE TRIGGER end_sessions_on_update AFTER UPDATE OF is_active ON memberships FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION app.end_sessions();
CREATE TRIGGER end_sessions_on_delete AFTER DELETE ON memberships FOR EACH ROW EXECUTE FUNCTION app.end_sessions();

-- ───────────────────────── what a person owns ─────────────────────────

-- Every column that names a member or a person, and what becomes of it when he goes. A migration that adds such a column adds its row;
-- tests/identity/hand-over.db.test.ts finds the one forgotten.
CREATE TABLE app.person_columns (
  table_name text NOT NULL,
  column_name text NOT NULL,
  -- owned: handed over to whoever follows him. history: who did it, and stays true. own: his alone, nobody inherits it.
  kind text NOT NULL CHECK (kind IN ('owned', 'history', 'own')),
  PRIMARY KEY (table_name, column_name)
);
REVOKE ALL ON app.person_columns FROM PUBLIC;
INSERT INTO app.person_columns (table_name, column_name, kind) VALUES
  ('prospects', 'assigned_to_id', 'owned'), ('customers', 'assigned_to_id', 'owned'), ('deals', 'assigned_to_id', 'owned'), ('tasks', 'assigned_to_id', 'owned'),
  ('meetings', 'organizer_id', 'owned'), ('conversations', 'assigned_to_id', 'owned'), ('tickets', 'assigned_to_id', 'owned'), ('teams', 'leader_id', 'owned'),
  -- No other column says whose these are.
  ('campaigns', 'created_by_id', 'owned'), ('automations', 'created_by_id', 'owned'), ('import_jobs', 'user_id', 'owned'), ('import_runs', 'started_by_id', 'owned'),
  ('api_tokens', 'created_by_id', 'history'), ('api_usages', 'user_id', 'history'), ('audit_logs', 'user_id', 'history'), ('customers', 'created_by_id', 'history'),
  ('documents', 'created_by_id', 'history'), ('documents', 'validated_by_id', 'history'), ('funnel_entries', 'created_by_id', 'history'),
  ('handovers', 'from_user_id', 'history'), ('handovers', 'to_user_id', 'history'), ('handovers', 'handed_by_id', 'history'),
  ('interactions', 'user_id', 'history'), ('invitations', 'invited_by_id', 'history'), ('memberships', 'invited_by_id', 'history'),
  ('memberships', 'deactivated_by_id', 'history'), ('messages', 'approved_by_id', 'history'), ('messages', 'rejected_by_id', 'history'),
  ('payments', 'created_by_id', 'history'), ('points_movements', 'created_by_id', 'history'), ('portal_invitations', 'invited_by_id', 'history'),
  ('prospects', 'created_by_id', 'history'), ('register_sessions', 'closed_by_id', 'history'), ('register_sessions', 'opened_by_id', 'history'),
  ('stock_movements', 'created_by_id', 'history'), ('stock_transfers', 'created_by_id', 'history'), ('stored_files', 'created_by_id', 'history'),
  ('system_settings', 'updated_by_id', 'history'), ('ticket_comments', 'user_id', 'history'), ('tickets', 'created_by_id', 'history'),
  ('consents', 'recorded_by_id', 'history'), ('privacy_requests', 'handled_by_id', 'history'), ('retention_notices', 'decided_by_id', 'history'),
  ('till_entries', 'created_by_id', 'history'), ('user_permissions', 'granted_by_id', 'history'), ('whatsapp_profiles', 'created_by_id', 'history'),
  ('assistant_threads', 'user_id', 'own'), ('memberships', 'user_id', 'own'), ('report_deliveries', 'user_id', 'own'), ('sessions', 'user_id', 'own'),
  ('team_members', 'user_id', 'own'), ('time_entries', 'user_id', 'own'), ('user_permissions', 'user_id', 'own'), ('user_schedules', 'user_id', 'own'),
  ('user_tokens', 'user_id', 'own'), ('user_data_keys', 'user_id', 'own'), ('notifications', 'user_id', 'own'), ('notification_digests', 'user_id', 'own'),
  ('authenticator_apps', 'user_id', 'own'), ('passkeys', 'user_id', 'own'), ('recovery_codes', 'user_id', 'own'), ('known_devices', 'user_id', 'own'),
  ('outside_identities', 'user_id', 'own');

-- The owned columns that are there.
CREATE FUNCTION app.owned_columns() RETURNS TABLE (table_name text, column_name text) LANGUAGE sql STABLE SET search_path = ''
  AS $$
    SELECT p.table_name, p.column_name FROM app.person_columns p
    JOIN pg_catalog.pg_attribute a ON a.attrelid = to_regclass('public.' || quote_ident(p.table_name)) AND a.attname = p.column_name AND NOT a.attisdropped
    WHERE p.kind = 'owned' ORDER BY 1, 2
  $$;
REVOKE EXECUTE ON FUNCTION app.owned_columns() FROM PUBLIC;

-- How many rows of the current company are a person's, table by table, whoever's rows the one who asks may reach: nothing is left behind
-- because he does not see it.
CREATE FUNCTION app.count_owned(person uuid) RETURNS TABLE (table_name text, held int)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT * FROM app.owned_columns() LOOP
    EXECUTE format('SELECT count(*)::int FROM public.%I WHERE company_id = $1 AND %I = $2', c.table_name, c.column_name) INTO held USING app.company_id(), person;
    table_name := c.table_name;
    IF held > 0 THEN RETURN NEXT; END IF;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION app.count_owned(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.count_owned(uuid) TO app_rw;

-- Gives all that is a person's to another, one statement a column, and keeps which rows they were.
CREATE FUNCTION app.hand_over(person uuid, successor uuid, moment timestamptz) RETURNS TABLE (table_name text, moved int)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  c record;
  ids uuid[];
BEGIN
  FOR c IN SELECT * FROM app.owned_columns() LOOP
    EXECUTE format('WITH moved AS (UPDATE public.%1$I SET %2$I = $3 WHERE company_id = $1 AND %2$I = $2 RETURNING id) SELECT array_agg(id) FROM moved',
      c.table_name, c.column_name) INTO ids USING app.company_id(), person, successor;
    IF ids IS NOT NULL THEN
      INSERT INTO public.handovers (id, company_id, from_user_id, to_user_id, handed_by_id, table_name, column_name, row_ids, created_at)
        VALUES (app.uuid_v7(), app.company_id(), person, successor, app.user_id(), c.table_name, c.column_name, ids, moment);
      table_name := c.table_name;
      moved := cardinality(ids);
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION app.hand_over(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.hand_over(uuid, uuid, timestamptz) TO app_rw;

-- What was handed over and its receiver still has: that much comes back.
CREATE FUNCTION app.count_handed_over(person uuid) RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  h record;
  part int;
  total int := 0;
BEGIN
  FOR h IN SELECT * FROM public.handovers o WHERE o.company_id = app.company_id() AND o.from_user_id = person AND o.given_back_at IS NULL LOOP
    EXECUTE format('SELECT count(*)::int FROM public.%I WHERE company_id = $1 AND id = ANY ($2) AND %I = $3', h.table_name, h.column_name)
      INTO part USING app.company_id(), h.row_ids, h.to_user_id;
    total := total + part;
  END LOOP;
  RETURN total;
END $$;
REVOKE EXECUTE ON FUNCTION app.count_handed_over(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.count_handed_over(uuid) TO app_rw;

-- Closes what was handed over from a person; with `really`, what its receiver still has goes back to him. Returns how many rows did.
CREATE FUNCTION app.settle_handovers(person uuid, really boolean, moment timestamptz) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  h record;
  part int;
  total int := 0;
BEGIN
  FOR h IN SELECT * FROM public.handovers o WHERE o.company_id = app.company_id() AND o.from_user_id = person AND o.given_back_at IS NULL
    ORDER BY o.created_at DESC, o.id DESC FOR UPDATE
  LOOP
    IF really THEN
      EXECUTE format('UPDATE public.%1$I SET %2$I = $3 WHERE company_id = $1 AND id = ANY ($2) AND %2$I = $4', h.table_name, h.column_name)
        USING app.company_id(), h.row_ids, person, h.to_user_id;
      GET DIAGNOSTICS part = ROW_COUNT;
      total := total + part;
    END IF;
    UPDATE public.handovers SET given_back_at = moment WHERE id = h.id;
  END LOOP;
  RETURN total;
END $$;
REVOKE EXECUTE ON FUNCTION app.settle_handovers(uuid, boolean, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.settle_handovers(uuid, boolean, timestamptz) TO app_rw;

-- ───────────────────────── invitations ─────────────────────────

-- The invitation of a link, whatever became of it: each end has its own sentence.
DROP FUNCTION across.invitation_by_digest(text);
CREATE FUNCTION across.invitation_by_digest(digest text) RETURNS TABLE (id uuid, company_id uuid, state text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT i.id, i.company_id, CASE WHEN i.accepted_at IS NOT NULL THEN 'used' WHEN i.replaced_by_id IS NOT NULL THEN 'replaced'
      WHEN i.revoked_at IS NOT NULL THEN 'revoked' WHEN i.expires_at <= now() THEN 'expired' ELSE 'open' END
    FROM public.invitations i WHERE i.token_hash = digest
  $$;
REVOKE EXECUTE ON FUNCTION across.invitation_by_digest(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.invitation_by_digest(text) TO app_rw;
