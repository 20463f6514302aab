-- Where each company's chain stood, day by day, signed by a key that the database does not hold: what is cut from the end of a chain, or
-- written anew from some entry on, no longer leads to what was signed.
CREATE TABLE "chain_anchors" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "chain" VARCHAR(100) NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    "signature" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chain_anchors_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "chain_anchors_company_id_id_key" ON "chain_anchors"("company_id", "id");
CREATE UNIQUE INDEX "chain_anchors_company_id_chain_sequence_key" ON "chain_anchors"("company_id", "chain", "sequence");
INSERT INTO app.table_rules (table_name, rule) VALUES ('chain_anchors', 'append_only');
CALL app.secure_tables();

-- Heads that moved since they were signed last, some at a time.
CREATE FUNCTION across.heads_to_anchor(at_most int) RETURNS TABLE (company_id uuid, chain text, sequence bigint, hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT h.company_id, h.chain, h.sequence, h.hash FROM public.chain_heads h
  WHERE h.hash IS NOT NULL AND h.chain = 'audit'
    AND NOT EXISTS (SELECT 1 FROM public.chain_anchors a WHERE a.company_id = h.company_id AND a.chain = h.chain AND a.sequence = h.sequence)
  ORDER BY h.company_id LIMIT at_most
$$;
REVOKE EXECUTE ON FUNCTION across.heads_to_anchor(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.heads_to_anchor(int) TO app_rw;

-- Keeps signed heads. One that is there already stays as it is.
CREATE FUNCTION across.keep_anchors(anchors jsonb) RETURNS int LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  WITH kept AS (
    INSERT INTO public.chain_anchors (id, company_id, chain, sequence, hash, signature, created_at)
    SELECT app.uuid_v7(), a.company_id, a.chain, a.sequence, a.hash, a.signature, a.created_at
    FROM jsonb_to_recordset(anchors) AS a (company_id uuid, chain text, sequence bigint, hash text, signature text, created_at timestamptz)
    ON CONFLICT (company_id, chain, sequence) DO NOTHING RETURNING 1)
  SELECT count(*)::int FROM kept
$$;
REVOKE EXECUTE ON FUNCTION across.keep_anchors(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.keep_anchors(jsonb) TO app_rw;

-- ───────────────────────── what retention takes out of a chain ─────────────────────────

-- Says in the log itself which entries leave it, in runs without a gap: the link before the first, and the last. With these a chain is
-- verified across what is gone. A run takes in those that left before it, whose notes will leave in their turn. Of one company, or of all
-- that a partition holds.
CREATE PROCEDURE app.note_archived(leaving regclass, wanted_company uuid, moment timestamptz, before timestamptz DEFAULT 'infinity') LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  run record;
  earlier record;
BEGIN
  FOR run IN EXECUTE format($sql$
    SELECT runs.company_id, runs.first, runs.last, f.previous_hash, l.hash AS last_hash
    FROM (
      SELECT i.company_id, min(i.sequence) AS first, max(i.sequence) AS last
      FROM (SELECT x.company_id, x.sequence, x.sequence - row_number() OVER (PARTITION BY x.company_id ORDER BY x.sequence) AS run
        FROM %1$s x WHERE ($1 IS NULL OR x.company_id = $1) AND x.created_at < $2) i
      GROUP BY i.company_id, i.run) runs
    JOIN %1$s f ON f.company_id = runs.company_id AND f.sequence = runs.first
    JOIN %1$s l ON l.company_id = runs.company_id AND l.sequence = runs.last
    ORDER BY runs.company_id, runs.first
  $sql$, leaving) USING wanted_company, before
  LOOP
    LOOP
      SELECT (a.new_values ->> 'from')::bigint AS first, a.new_values ->> 'previousHash' AS previous_hash INTO earlier
      FROM public.audit_logs a
      WHERE a.company_id = run.company_id AND a.resource_type = 'audit' AND a.action = 'audit.archived' AND (a.new_values ->> 'to')::bigint = run.first - 1
      ORDER BY (a.new_values ->> 'from')::bigint LIMIT 1;
      EXIT WHEN NOT FOUND;
      run.first := earlier.first;
      run.previous_hash := earlier.previous_hash;
    END LOOP;
    INSERT INTO public.audit_logs (id, company_id, actor, action, resource_type, new_values, created_at)
    VALUES (app.uuid_v7(), run.company_id, 'operations/keep-partitions', 'audit.archived', 'audit',
      jsonb_build_object('from', run.first, 'to', run.last, 'previousHash', run.previous_hash, 'lastHash', run.last_hash), moment);
  END LOOP;
END $$;

-- Detached partitions of the log are noted in the log. The log comes last: whoever writes has his facts' table before his entry's.
CREATE OR REPLACE FUNCTION across.keep_partitions(moment timestamptz) RETURNS TABLE (made int, detached int)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET timezone = 'UTC' SET lock_timeout = '5s'
AS $$
DECLARE
  r record;
  p record;
  this_month timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
  starts timestamp;
BEGIN
  made := 0;
  detached := 0;
  FOR r IN SELECT * FROM app.partition_rules p0 ORDER BY p0.parent = 'audit_logs', p0.parent LOOP
    -- A partition of n months begins with a month whose number counted from January is a multiple of n.
    starts := date_trunc('year', this_month) + make_interval(months => ((extract(month FROM this_month)::int - 1) / r.months) * r.months);
    WHILE starts <= this_month + make_interval(months => r.ahead) LOOP
      IF to_regclass(format('public.%I', r.parent || '_' || to_char(starts, 'YYYYMM'))) IS NULL THEN
        CALL app.make_partition(r.parent, starts::date, r.months);
        made := made + 1;
      END IF;
      starts := starts + make_interval(months => r.months);
    END LOOP;
    FOR p IN
      SELECT c.relname FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = format('public.%I', r.parent)::regclass AND c.relname ~ ('^' || r.parent || '_[0-9]{6}$')
        AND to_date(right(c.relname, 6), 'YYYYMM') + make_interval(months => r.months + r.keep) <= this_month
      ORDER BY c.relname
    LOOP
      IF r.parent = 'audit_logs' THEN
        LOCK TABLE public.audit_logs IN ACCESS EXCLUSIVE MODE; -- before any chain is held: whoever writes an entry has the table first
        CALL app.note_archived(format('public.%I', p.relname)::regclass, NULL, moment);
      END IF;
      EXECUTE format('ALTER TABLE public.%I DETACH PARTITION public.%I', r.parent, p.relname);
      IF EXISTS (SELECT 1 FROM app.table_rules x WHERE x.table_name = r.parent AND x.rule = 'append_only') THEN
        EXECUTE format('CREATE TRIGGER archive_immutable BEFORE UPDATE OR DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.refuse_change()', p.relname);
      END IF;
      EXECUTE format('ALTER TABLE public.%I SET SCHEMA archive', p.relname);
      detached := detached + 1;
    END LOOP;
  END LOOP;
  RETURN NEXT;
END $$;

-- An entry is changed by nobody. It is deleted by retention alone, a year after it was written at the earliest, when the log says so.
CREATE FUNCTION app.keep_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('app.audit_leaves', true) = OLD.company_id::text THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23001', CONSTRAINT = 'kept_as_written';
END $$;
DROP TRIGGER audit_logs_immutable ON audit_logs;
CREATE TRIGGER audit_logs_immutable BEFORE UPDATE OR DELETE ON audit_logs FOR EACH ROW EXECUTE FUNCTION app.keep_audit();

-- Companies that want their log kept for less than the product keeps it, and have entries past that.
CREATE FUNCTION across.companies_with_old_audit(moment timestamptz) RETURNS TABLE (company_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT s.company_id FROM public.system_settings s
  WHERE s.category = 'audit' AND s.key = 'retention_months' AND s.value ~ '^[0-9]{2,3}$' AND EXISTS (
    SELECT 1 FROM public.audit_logs a WHERE a.company_id = s.company_id AND a.created_at < moment - make_interval(months => greatest(12, s.value::int)))
$$;
REVOKE EXECUTE ON FUNCTION across.companies_with_old_audit(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.companies_with_old_audit(timestamptz) TO app_rw;

-- Deletes what a company no longer keeps, and notes it in the log: both or neither. How many entries left.
CREATE FUNCTION across.forget_old_audit(company uuid, moment timestamptz) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  months int := (SELECT greatest(12, s.value::int) FROM public.system_settings s
    WHERE s.company_id = company AND s.category = 'audit' AND s.key = 'retention_months' AND s.value ~ '^[0-9]{2,3}$');
  edge timestamptz := least(moment, now()) - make_interval(months => months);
  gone int;
BEGIN
  IF months IS NULL THEN RETURN 0; END IF;
  CALL app.note_archived('public.audit_logs'::regclass, company, moment, edge);
  PERFORM set_config('app.audit_leaves', company::text, true);
  DELETE FROM public.audit_logs a WHERE a.company_id = company AND a.created_at < edge;
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('app.audit_leaves', '', true);
  RETURN gone;
END $$;
REVOKE EXECUTE ON FUNCTION across.forget_old_audit(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.forget_old_audit(uuid, timestamptz) TO app_rw;
