-- TRUNCATE passes row triggers by. What is never deleted is never emptied either, by its owner as little as by the product: each such table,
-- and each of its partitions, refuses it. A superuser may, for tests and for a repair that is written down, by SET session_replication_role = replica.

-- guarded: changed under the conditions of its own triggers, never emptied.
ALTER TABLE app.table_rules DROP CONSTRAINT table_rules_rule_check,
  ADD CONSTRAINT table_rules_rule_check CHECK (rule IN ('append_only', 'reference', 'nobodys', 'guarded'));
INSERT INTO app.table_rules (table_name, rule) VALUES
  ('documents', 'guarded'), ('document_lines', 'guarded'), ('document_series', 'guarded'), ('number_counters', 'guarded'), ('chain_heads', 'guarded'),
  ('registers', 'guarded'), ('stock_items', 'guarded');

-- As before, and what is never emptied.
CREATE OR REPLACE PROCEDURE app.secure_table(wanted regclass) LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  t record;
  rule text;
BEGIN
  SELECT c.oid, c.relname, c.relispartition, coalesce((SELECT r.relname FROM pg_catalog.pg_class r WHERE r.oid = pg_catalog.pg_partition_root(c.oid)), c.relname) AS root, c.relrowsecurity AND c.relforcerowsecurity AS secured,
    EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped) AS of_company,
    EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped) AS dated
  INTO STRICT t FROM pg_catalog.pg_class c WHERE c.oid = wanted;
  rule := (SELECT r.rule FROM app.table_rules r WHERE r.table_name = t.relname);

  IF NOT t.secured THEN
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.relname);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'owner_all') THEN
    EXECUTE format('CREATE POLICY owner_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', t.relname);
  END IF;
  -- A session belongs to a person and only names a company: its policy is its own.
  IF t.of_company AND t.relname <> 'sessions' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'company_isolation') THEN
    EXECUTE format('CREATE POLICY company_isolation ON public.%I TO app_rw USING (company_id = (SELECT app.company_id())) WITH CHECK (company_id = (SELECT app.company_id()))', t.relname);
  END IF;
  IF rule = 'reference' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'everybody_reads') THEN
    EXECUTE format('CREATE POLICY everybody_reads ON public.%I FOR SELECT TO app_rw USING (true)', t.relname);
  END IF;
  IF rule = 'nobodys' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'everybody') THEN
    EXECUTE format('CREATE POLICY everybody ON public.%I TO app_rw USING (true) WITH CHECK (true)', t.relname);
  END IF;

  IF t.relispartition OR t.relname = 'rate_windows' THEN
    EXECUTE format('REVOKE ALL ON public.%I FROM app_rw', t.relname); -- reached through its parent, or through schema across
  ELSIF rule = 'append_only' THEN
    EXECUTE format('REVOKE UPDATE, DELETE ON public.%I FROM app_rw', t.relname);
    EXECUTE format('GRANT SELECT, INSERT ON public.%I TO app_rw', t.relname);
  ELSIF rule = 'reference' THEN
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON public.%I FROM app_rw', t.relname);
    EXECUTE format('GRANT SELECT ON public.%I TO app_rw', t.relname);
  ELSE
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO app_rw', t.relname);
  END IF;

  -- A trigger on a partitioned table is no trigger on its partitions when it is for the statement: each has its own.
  IF EXISTS (SELECT 1 FROM app.table_rules r WHERE r.table_name = t.root AND r.rule IN ('append_only', 'guarded'))
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'never_emptied') THEN
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.%I FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()', t.relname);
  END IF;

  IF NOT t.relispartition THEN
    IF t.dated AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'touch_updated_at') THEN
      EXECUTE format('CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at()', t.relname);
    END IF;
    IF rule = 'append_only' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = t.relname || '_immutable') THEN
      EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.refuse_change()', t.relname || '_immutable', t.relname);
    END IF;
  END IF;
END $$;

CALL app.secure_tables();

-- Partitions that retention took out of sight before: those that come later keep the trigger they had.
DO $$
DECLARE
  old record;
BEGIN
  FOR old IN
    SELECT c.relname FROM pg_catalog.pg_class c JOIN app.table_rules r ON r.rule = 'append_only' AND c.relname ~ ('^' || r.table_name || '_[0-9]{6}$')
    WHERE c.relnamespace = 'archive'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'never_emptied')
  LOOP
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON archive.%I FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()', old.relname);
  END LOOP;
END $$;
