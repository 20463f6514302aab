-- A company's account ends on a calendar: asked for, thirty days in which it can be taken back, then erased, save what the law keeps.

-- Set while the account is on its way to its end, and after it. Nothing is sent from then on.
ALTER TABLE "companies" ADD COLUMN "closes_at" TIMESTAMPTZ(3);

CREATE TABLE "company_closings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "erased" JSONB NOT NULL DEFAULT '{}',
    "kept" JSONB NOT NULL DEFAULT '[]',
    "token_hash" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_closings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT company_closings_delay CHECK (ends_at >= requested_at)
);
CREATE UNIQUE INDEX "company_closings_company_id_id_key" ON "company_closings"("company_id", "id");
CREATE UNIQUE INDEX "company_closings_token_hash_key" ON "company_closings"("token_hash");
CREATE UNIQUE INDEX company_closings_open_key ON company_closings (company_id) WHERE cancelled_at IS NULL;
CREATE INDEX company_closings_next_idx ON company_closings (next_at) WHERE cancelled_at IS NULL AND next_at IS NOT NULL;

INSERT INTO app.person_columns (table_name, column_name, kind) VALUES
  ('company_closings', 'requested_by_id', 'history'), ('company_closings', 'cancelled_by_id', 'history');

CALL app.secure_tables();

-- ───────────────────────── what the law keeps of a company that is gone ─────────────────────────

-- Rows that stay after the end, and by which law; how long each law keeps them is said in privacy/closing. What these rows point at stays
-- too, emptied of what it says of persons. Everything else goes: a new table needs no row here to be erased.
CREATE TABLE app.closing_keeps (
  table_name text NOT NULL,
  law text NOT NULL CHECK (law IN ('accounts', 'till', 'proof', 'audit')),
  -- Which rows, of the table as t.
  condition text NOT NULL DEFAULT 'true',
  PRIMARY KEY (table_name, law)
);
REVOKE ALL ON app.closing_keeps FROM PUBLIC;
GRANT SELECT ON app.closing_keeps TO app_rw;
INSERT INTO app.closing_keeps (table_name, law, condition) VALUES
  ('documents', 'accounts', $$t.status <> 'draft'$$),
  ('document_lines', 'accounts', $$EXISTS (SELECT 1 FROM public.documents d WHERE d.company_id = t.company_id AND d.id = t.document_id AND d.status <> 'draft')$$),
  ('stored_files', 'accounts', $$EXISTS (SELECT 1 FROM public.documents d WHERE d.company_id = t.company_id AND d.pdf_file_id = t.id AND d.status <> 'draft')$$),
  ('stored_file_chunks', 'accounts', $$EXISTS (SELECT 1 FROM public.documents d WHERE d.company_id = t.company_id AND d.pdf_file_id = t.file_id AND d.status <> 'draft')$$),
  ('payments', 'accounts', 'true'), ('points_movements', 'accounts', 'true'), ('bank_transactions', 'accounts', 't.document_id IS NOT NULL'),
  ('invoices', 'accounts', 'true'), ('billing_events', 'accounts', 'true'),
  ('till_entries', 'till', 'true'), ('closings', 'till', 'true'), ('chain_heads', 'till', $$t.chain <> 'audit'$$), ('chain_anchors', 'till', $$t.chain <> 'audit'$$),
  ('consents', 'proof', 'true'), ('privacy_requests', 'proof', $$t.state IN ('done', 'refused')$$),
  ('audit_logs', 'audit', 'true'), ('chain_heads', 'audit', $$t.chain = 'audit'$$), ('chain_anchors', 'audit', $$t.chain = 'audit'$$);

-- ───────────────────────── what never goes, goes with its company ─────────────────────────

-- Whether this company is being erased by the one function that may: nobody but the owner of the tables, and only inside it.
CREATE FUNCTION app.is_leaving(company uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
AS $$
  SELECT current_setting('app.company_leaves', true) = company::text
    AND current_user = (SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c WHERE c.oid = 'public.companies'::regclass)
$$;
GRANT EXECUTE ON FUNCTION app.is_leaving(uuid) TO app_rw;

CREATE OR REPLACE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' AND app.is_leaving((to_jsonb(OLD) ->> 'company_id')::uuid) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23001', CONSTRAINT = 'kept_as_written';
END $$;

CREATE OR REPLACE FUNCTION app.refuse_by_hand() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'DELETE' AND app.is_leaving((to_jsonb(OLD) ->> 'company_id')::uuid) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '%: this is kept by its movements', TG_TABLE_NAME USING ERRCODE = '23001', CONSTRAINT = 'kept_by_movements';
END $$;

CREATE OR REPLACE FUNCTION app.keep_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (current_setting('app.audit_leaves', true) = OLD.company_id::text OR app.is_leaving(OLD.company_id)) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23001', CONSTRAINT = 'kept_as_written';
END $$;

CREATE OR REPLACE FUNCTION app.guard_counter() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.next_number > 1 AND NOT app.is_leaving(OLD.company_id) THEN
      RAISE EXCEPTION 'a counter that gave numbers stays' USING ERRCODE = '23001', CONSTRAINT = 'counter_stays';
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.next_number NOT IN (OLD.next_number, OLD.next_number + 1) THEN
    RAISE EXCEPTION 'a counter moves by one' USING ERRCODE = '23001', CONSTRAINT = 'counter_steps';
  END IF;
  IF OLD.next_number > 1 AND to_jsonb(NEW) ->> 'prefix' IS DISTINCT FROM to_jsonb(OLD) ->> 'prefix' THEN
    RAISE EXCEPTION 'a series that gave numbers keeps its prefix' USING ERRCODE = '23001', CONSTRAINT = 'series_keeps_prefix';
  END IF;
  RETURN NEW;
END $$;

-- A document and its lines: the guard steps aside for the end alone, everything else stays in its own function.
DROP TRIGGER documents_frozen ON documents;
CREATE TRIGGER documents_frozen BEFORE UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION app.freeze_document();
CREATE TRIGGER documents_frozen_to_the_end BEFORE DELETE ON documents FOR EACH ROW WHEN (NOT app.is_leaving(OLD.company_id)) EXECUTE FUNCTION app.freeze_document();
DROP TRIGGER document_lines_frozen ON document_lines;
CREATE TRIGGER document_lines_frozen BEFORE INSERT OR UPDATE ON document_lines FOR EACH ROW EXECUTE FUNCTION app.freeze_document_lines();
CREATE TRIGGER document_lines_frozen_to_the_end BEFORE DELETE ON document_lines FOR EACH ROW WHEN (NOT app.is_leaving(OLD.company_id)) EXECUTE FUNCTION app.freeze_document_lines();

DROP TRIGGER keep_owner_on_update ON memberships;
CREATE TRIGGER keep_owner_on_update AFTER UPDATE ON memberships FOR EACH ROW
  WHEN (OLD.is_owner AND OLD.is_active AND NOT (NEW.is_owner AND NEW.is_active AND NEW.company_id = OLD.company_id) AND NOT app.is_leaving(OLD.company_id))
  EXECUTE FUNCTION app.keep_owner();

-- ───────────────────────── the end ─────────────────────────

-- What jobs keep of a company goes with it.
CREATE POLICY owner_all ON jobs.attempt TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON jobs.event TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON jobs.job TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON jobs.run TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON jobs.wait TO CURRENT_USER USING (true) WITH CHECK (true);

-- Closings whose next step has come: the reminder, the end, or the day on which a law keeps no longer.
CREATE FUNCTION across.closings_due(moment timestamptz) RETURNS TABLE (closing_id uuid, company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.id, c.company_id FROM public.company_closings c WHERE c.cancelled_at IS NULL AND c.next_at <= moment ORDER BY c.next_at LIMIT 100 $$;
REVOKE EXECUTE ON FUNCTION across.closings_due(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.closings_due(timestamptz) TO app_rw;

-- The closing whose certificate a link opens.
CREATE FUNCTION across.closing_by_digest(digest text) RETURNS TABLE (closing_id uuid, company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.id, c.company_id FROM public.company_closings c WHERE c.token_hash = digest AND c.ended_at IS NOT NULL $$;
REVOKE EXECUTE ON FUNCTION across.closing_by_digest(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.closing_by_digest(text) TO app_rw;

-- Erases up to `at_most` rows of a company whose closing has ended, children before their parents, and counts them in the closing, all or
-- nothing. What one of `laws` keeps stays, and what that points at; with no law nothing stays, not even the company. Called until it returns 0.
-- A book does not lose what its rows point at; a proof is of digests, and does. Who works elsewhere too keeps his account; the others' goes with their place here.
CREATE FUNCTION across.erase_company(closing uuid, laws text[], at_most int) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  company uuid;
  t record;
  room int := at_most;
  round int;
  part int;
  counted jsonb;
BEGIN
  SELECT c.company_id, c.erased INTO company, counted FROM public.company_closings c JOIN public.companies o ON o.id = c.company_id
  WHERE c.id = closing AND c.cancelled_at IS NULL AND c.ends_at <= now() AND o.closes_at = c.ends_at FOR UPDATE OF c, o;
  IF company IS NULL THEN RAISE EXCEPTION 'closing % has not ended', closing; END IF;
  PERFORM set_config('app.company_leaves', company::text, true);

  -- Nobody gets in from here on.
  UPDATE public.memberships m SET is_active = false WHERE m.company_id = company AND m.is_active;
  UPDATE public.companies o SET logo_file_id = NULL WHERE o.id = company AND o.logo_file_id IS NOT NULL;
  -- The mailbox of this machine is no company's: what this one sent, and what went to those who have no other place. Save the last letter.
  DELETE FROM public.local_mails l WHERE NOT l.metadata ? 'essor-closing' AND (l.metadata ->> 'essor-id' IN (
      SELECT x.id::text FROM public.messages x WHERE x.company_id = company UNION SELECT x.id::text FROM public.privacy_requests x WHERE x.company_id = company
      UNION SELECT x.id::text FROM public.invitations x WHERE x.company_id = company)
    OR EXISTS (SELECT 1 FROM public.memberships m JOIN public.users u ON u.id = m.user_id WHERE m.company_id = company AND strpos(lower(l.to_line), u.email) > 0
      AND NOT EXISTS (SELECT 1 FROM public.memberships o WHERE o.user_id = m.user_id AND o.company_id <> company)));

  LOOP
    round := room;
    FOR t IN
      SELECT c.oid::regclass::text AS name, CASE n.nspname WHEN 'jobs' THEN 'jobs.' ELSE '' END || regexp_replace(c.relname, '_[0-9]{6}$', '') AS called,
        coalesce((SELECT string_agg('(' || k.condition || ')', ' OR ') FROM app.closing_keeps k
          WHERE k.table_name = CASE n.nspname WHEN 'archive' THEN regexp_replace(c.relname, '_[0-9]{6}$', '') ELSE c.relname END AND k.law = ANY (laws)), 'false') AS kept,
        coalesce((SELECT string_agg(format(' AND NOT EXISTS (SELECT 1 FROM %s x WHERE %s)', f.conrelid::regclass,
            (SELECT string_agg(format('x.%I = t.%I', a.attname, b.attname), ' AND ') FROM unnest(f.conkey, f.confkey) u (here, there)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = u.here JOIN pg_catalog.pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = u.there)), '')
          FROM pg_catalog.pg_constraint f JOIN pg_catalog.pg_class x ON x.oid = f.conrelid
          WHERE f.contype = 'f' AND f.confrelid = c.oid AND f.conparentid = 0 AND (f.confdeltype <> 'n' OR EXISTS (
            SELECT 1 FROM app.closing_keeps k WHERE k.table_name = x.relname AND k.law = ANY (laws) AND k.law IN ('accounts', 'till')))), '') AS free
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'archive', 'jobs') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN ('company_closings', 'memberships')
        AND EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped)
      ORDER BY c.relname
    LOOP
      EXIT WHEN room <= 0;
      EXECUTE format('DELETE FROM %1$s d WHERE d.company_id = $1 AND d.ctid = ANY (ARRAY(SELECT t.ctid FROM %1$s t WHERE t.company_id = $1 AND NOT (%2$s)%3$s LIMIT $2))',
        t.name, t.kept, t.free) USING company, room;
      GET DIAGNOSTICS part = ROW_COUNT;
      room := room - part;
      IF part > 0 THEN counted := jsonb_set(counted, ARRAY[t.called], to_jsonb(coalesce((counted ->> t.called)::int, 0) + part)); END IF;
    END LOOP;
    IF room = round AND room > 0 THEN
      -- The people last: others' rows point at them. Deleting an account takes the place with it.
      SELECT count(*)::int INTO part FROM public.memberships m WHERE m.company_id = company;
      IF part > 0 THEN counted := jsonb_set(counted, ARRAY['memberships'], to_jsonb(part)); END IF;
      DELETE FROM public.users u WHERE NOT u.is_platform_staff AND EXISTS (SELECT 1 FROM public.memberships m WHERE m.company_id = company AND m.user_id = u.id)
        AND NOT EXISTS (SELECT 1 FROM public.memberships o WHERE o.user_id = u.id AND o.company_id <> company);
      GET DIAGNOSTICS part = ROW_COUNT;
      IF part > 0 THEN counted := jsonb_set(counted, ARRAY['users'], to_jsonb(coalesce((counted ->> 'users')::int, 0) + part)); END IF;
      room := room - part;
      DELETE FROM public.memberships m WHERE m.company_id = company;
      GET DIAGNOSTICS part = ROW_COUNT;
      room := room - part;
    END IF;
    EXIT WHEN room = round OR room <= 0;
  END LOOP;

  IF room = at_most AND cardinality(laws) = 0 THEN
    DELETE FROM public.company_closings c WHERE c.company_id = company;
    DELETE FROM public.companies o WHERE o.id = company;
  ELSE
    UPDATE public.company_closings c SET erased = counted WHERE c.id = closing AND c.erased IS DISTINCT FROM counted;
  END IF;
  PERFORM set_config('app.company_leaves', '', true);
  RETURN at_most - room;
END $$;
REVOKE EXECUTE ON FUNCTION across.erase_company(uuid, text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.erase_company(uuid, text[], int) TO app_rw;

-- A company whose end has come does nothing any more by itself: no report, no morning, no night.
CREATE OR REPLACE FUNCTION across.timezones() RETURNS TABLE (timezone text, companies int) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT timezone::text, count(*)::int FROM public.companies WHERE closes_at IS NULL OR closes_at > now() GROUP BY 1 ORDER BY 1 $$;

CREATE OR REPLACE FUNCTION across.companies_in_timezone(zone text) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT id FROM public.companies WHERE timezone = zone AND (closes_at IS NULL OR closes_at > now()) ORDER BY id $$;

CREATE OR REPLACE FUNCTION across.companies_due_report(zones text[], periods text[], ends timestamptz[], at_most int) RETURNS TABLE (company_id uuid, timezone text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT c.id, z.zone FROM unnest(zones, periods, ends) z (zone, period, ends_at)
  JOIN public.companies c ON c.timezone = z.zone AND c.created_at < z.ends_at AND (c.closes_at IS NULL OR c.closes_at > now())
  WHERE NOT EXISTS (SELECT 1 FROM public.success_reports r WHERE r.company_id = c.id AND r.type = 'weekly' AND r.period = z.period)
  ORDER BY c.id LIMIT at_most
$$;

CREATE OR REPLACE FUNCTION across.companies_due_morning(zones text[], days date[], at_most int) RETURNS TABLE (company_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT c.id FROM unnest(zones, days) z (timezone, day) JOIN public.companies c ON c.timezone = z.timezone
  WHERE (c.morning_notes_on IS NULL OR c.morning_notes_on < z.day) AND (c.closes_at IS NULL OR c.closes_at > now())
  ORDER BY c.id LIMIT at_most
$$;
