-- Prospects that may be one: pairs for a person to settle, merges that can be undone, and the search for pairs.
CREATE TYPE "duplicate_state" AS ENUM ('open', 'merged', 'different');
CREATE TYPE "duplicate_run_kind" AS ENUM ('find', 'merge');
CREATE TYPE "duplicate_run_state" AS ENUM ('running', 'completed', 'failed');

ALTER TABLE "prospects" ADD COLUMN "merged_into_id" UUID;
CREATE INDEX prospects_merged_idx ON "prospects"("company_id", "merged_into_id") WHERE merged_into_id IS NOT NULL;

CREATE TABLE "duplicate_pairs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "one_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "certainty" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL,
    "state" "duplicate_state" NOT NULL DEFAULT 'open',
    "import_run_id" UUID,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "duplicate_pairs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT duplicate_pairs_order CHECK (one_id <= other_id),
    CONSTRAINT duplicate_pairs_certainty CHECK (certainty BETWEEN 0 AND 100)
);
CREATE UNIQUE INDEX "duplicate_pairs_company_id_id_key" ON "duplicate_pairs"("company_id", "id");
CREATE UNIQUE INDEX "duplicate_pairs_company_id_one_id_other_id_key" ON "duplicate_pairs"("company_id", "one_id", "other_id");
CREATE INDEX "duplicate_pairs_company_id_other_id_idx" ON "duplicate_pairs"("company_id", "other_id");
CREATE INDEX "duplicate_pairs_company_id_state_certainty_id_idx" ON "duplicate_pairs"("company_id", "state", "certainty", "id");
CREATE INDEX "duplicate_pairs_company_id_import_run_id_idx" ON "duplicate_pairs"("company_id", "import_run_id");
ALTER TABLE "duplicate_pairs" ADD CONSTRAINT "duplicate_pairs_company_id_one_id_fkey" FOREIGN KEY ("company_id", "one_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "duplicate_pairs" ADD CONSTRAINT "duplicate_pairs_company_id_other_id_fkey" FOREIGN KEY ("company_id", "other_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "prospect_merges" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "winner_id" UUID NOT NULL,
    "loser_id" UUID NOT NULL,
    "winner_before" JSONB,
    "winner_after" JSONB,
    "loser_before" JSONB,
    "moved" JSONB,
    "merged_by_id" UUID,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "undo_until" TIMESTAMPTZ(3) NOT NULL,
    "undone_by_id" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "prospect_merges_pkey" PRIMARY KEY ("id"),
    CONSTRAINT prospect_merges_until CHECK (undo_until >= merged_at)
);
CREATE UNIQUE INDEX "prospect_merges_company_id_id_key" ON "prospect_merges"("company_id", "id");
CREATE INDEX "prospect_merges_company_id_winner_id_merged_at_idx" ON "prospect_merges"("company_id", "winner_id", "merged_at");
CREATE INDEX "prospect_merges_company_id_loser_id_idx" ON "prospect_merges"("company_id", "loser_id");
CREATE INDEX "prospect_merges_company_id_undo_until_idx" ON "prospect_merges"("company_id", "undo_until");
ALTER TABLE "prospect_merges" ADD CONSTRAINT "prospect_merges_company_id_winner_id_fkey" FOREIGN KEY ("company_id", "winner_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "prospect_merges" ADD CONSTRAINT "prospect_merges_company_id_loser_id_fkey" FOREIGN KEY ("company_id", "loser_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "duplicate_runs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "kind" "duplicate_run_kind" NOT NULL,
    "state" "duplicate_run_state" NOT NULL DEFAULT 'running',
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "total_count" INTEGER,
    "found_count" INTEGER NOT NULL DEFAULT 0,
    "started_by_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "duplicate_runs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT duplicate_runs_counts CHECK (done_count >= 0 AND found_count >= 0 AND total_count >= 0)
);
CREATE UNIQUE INDEX "duplicate_runs_company_id_id_key" ON "duplicate_runs"("company_id", "id");
CREATE INDEX "duplicate_runs_company_id_kind_started_at_idx" ON "duplicate_runs"("company_id", "kind", "started_at");
-- One of a kind at a time.
CREATE UNIQUE INDEX duplicate_runs_one_running ON duplicate_runs (company_id, kind) WHERE state = 'running';

INSERT INTO app.person_columns (table_name, column_name, kind) VALUES
  ('duplicate_pairs', 'decided_by_id', 'history'), ('prospect_merges', 'merged_by_id', 'history'), ('prospect_merges', 'undone_by_id', 'history'),
  ('duplicate_runs', 'started_by_id', 'history');
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('duplicate_pairs', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = duplicate_pairs.company_id AND p.id = duplicate_pairs.one_id) AND EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = duplicate_pairs.company_id AND p.id = duplicate_pairs.other_id)'),
  ('prospect_merges', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = prospect_merges.company_id AND p.id = prospect_merges.winner_id)');

-- ───────────────────────── who may be the same ─────────────────────────

-- For each subject (id, numbers, beginning of the SIRET, names and mailboxes as texts) the few prospects that share a number or a register
-- number, or whose words come near one of its texts. Only who the caller reaches; the rules of the product decide who is the same.
CREATE FUNCTION app.likely_duplicates(subjects jsonb, at_most int) RETURNS TABLE (subject_id uuid, id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  company uuid := app.company_id();
  reached uuid[] := app.reach('prospect');
  s record;
  near text;
BEGIN
  IF company IS NULL THEN RETURN; END IF;
  FOR s IN SELECT r.id, r.phones, r.siren, r.texts FROM jsonb_to_recordset(subjects) AS r (id uuid, phones text[], siren text, texts text[]) LOOP
    RETURN QUERY
      SELECT s.id, f.id FROM (
        (SELECT p.id FROM public.prospects p WHERE p.company_id = company AND p.phone = ANY (s.phones) AND p.deleted_at IS NULL
          AND (reached IS NULL OR p.assigned_to_id = ANY (reached)) LIMIT at_most)
        UNION
        (SELECT p.id FROM public.prospects p WHERE p.company_id = company AND p.mobile = ANY (s.phones) AND p.deleted_at IS NULL
          AND (reached IS NULL OR p.assigned_to_id = ANY (reached)) LIMIT at_most)
        UNION
        (SELECT p.id FROM public.prospects p WHERE s.siren <> '' AND p.company_id = company AND p.siret >= s.siren || '00000' AND p.siret <= s.siren || '99999'
          AND p.deleted_at IS NULL AND (reached IS NULL OR p.assigned_to_id = ANY (reached)) LIMIT at_most)) f
      WHERE f.id <> s.id;
    FOREACH near IN ARRAY coalesce(s.texts, '{}') LOOP
      near := app.fold(near);
      CONTINUE WHEN length(near) < 4;
      RETURN QUERY
        SELECT s.id, p.id FROM public.prospects p
        WHERE p.company_id = company AND p.deleted_at IS NULL AND p.id <> s.id AND (reached IS NULL OR p.assigned_to_id = ANY (reached))
          AND app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone) OPERATOR(public.%>) near
        ORDER BY public.word_similarity(near, app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone)) DESC, p.id
        LIMIT at_most;
    END LOOP;
  END LOOP;
END $$;

-- ───────────────────────── what hangs on a prospect ─────────────────────────

-- Read from the catalogue, so that a table of tomorrow moves with its prospect too: every column that points at prospects by a foreign key,
-- or bears the name of one that does; how a row is named; and which unique keys the column is part of.
CREATE FUNCTION app.prospect_columns() RETURNS TABLE (table_name name, column_name name, key_columns name[], uniques jsonb) LANGUAGE sql STABLE SET search_path = ''
AS $$
  SELECT c.relname, a.attname,
    (SELECT array_agg(k.attname ORDER BY x.at) FROM pg_catalog.pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY x (num, at)
      JOIN pg_catalog.pg_attribute k ON k.attrelid = c.oid AND k.attnum = x.num WHERE i.indrelid = c.oid AND i.indisprimary AND k.attname NOT IN ('company_id', a.attname)),
    coalesce((SELECT jsonb_agg((SELECT coalesce(jsonb_agg(k.attname), '[]') FROM unnest(i.indkey::int2[]) x (num)
        JOIN pg_catalog.pg_attribute k ON k.attrelid = c.oid AND k.attnum = x.num WHERE k.attname NOT IN ('company_id', a.attname)))
      FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey::int2[])), '[]')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname NOT IN ('prospects', 'duplicate_pairs', 'prospect_merges') AND a.attname <> 'company_id'
    AND EXISTS (SELECT 1 FROM pg_catalog.pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'company_id' AND NOT o.attisdropped)
    AND (a.attname = 'prospect_id' OR EXISTS (SELECT 1 FROM pg_catalog.pg_constraint f
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid = 'public.prospects'::regclass AND a.attnum = ANY (f.conkey)))
  ORDER BY 1, 2
$$;

-- Both are this company's and within reach: else nothing may be moved between them.
CREATE FUNCTION app.may_join_prospects(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
AS $$
  SELECT one <> other AND count(*) = 2 FROM public.prospects p WHERE p.id IN (one, other) AND p.company_id = app.company_id()
    AND (app.reach('prospect') IS NULL OR p.assigned_to_id = ANY (app.reach('prospect')))
$$;

-- Hangs everything of one prospect on another, whoever's rows they are; what the other has already (a unique key) stays where it is.
-- Answers with the keys of what was moved, by table and column.
CREATE FUNCTION app.move_prospect_rows(loser uuid, winner uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  r record;
  keys jsonb;
  moved jsonb := '{}';
  taken text;
BEGIN
  IF NOT app.may_join_prospects(loser, winner) THEN RAISE EXCEPTION 'not two prospects of this company' USING ERRCODE = '42501'; END IF;
  FOR r IN SELECT * FROM app.prospect_columns() LOOP
    SELECT coalesce(string_agg(format(' AND NOT EXISTS (SELECT 1 FROM public.%I w WHERE w.company_id = t.company_id AND w.%I = $2%s)', r.table_name, r.column_name,
      (SELECT coalesce(string_agg(format(' AND w.%1$I = t.%1$I', c), ''), '') FROM jsonb_array_elements_text(u) c)), ''), '')
      INTO taken FROM jsonb_array_elements(r.uniques) u;
    EXECUTE format('WITH moved AS (UPDATE public.%I t SET %I = $2 WHERE t.company_id = app.company_id() AND t.%I = $1%s RETURNING jsonb_build_array(%s) AS key) SELECT jsonb_agg(key) FROM moved',
      r.table_name, r.column_name, r.column_name, taken, (SELECT string_agg(format('t.%I::text', k), ', ') FROM unnest(r.key_columns) k))
      INTO keys USING loser, winner;
    IF keys IS NOT NULL THEN moved := moved || jsonb_build_object(r.table_name || '.' || r.column_name, keys); END IF;
  END LOOP;
  RETURN moved;
END $$;

-- Gives back what was moved, as far as it still hangs on the one it was moved to.
CREATE FUNCTION app.return_prospect_rows(loser uuid, winner uuid, moved jsonb) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  r record;
  touched int;
  returned int := 0;
BEGIN
  IF NOT app.may_join_prospects(loser, winner) THEN RAISE EXCEPTION 'not two prospects of this company' USING ERRCODE = '42501'; END IF;
  FOR r IN SELECT c.*, moved -> (c.table_name || '.' || c.column_name) AS keys FROM app.prospect_columns() c WHERE moved ? (c.table_name || '.' || c.column_name) LOOP
    EXECUTE format('UPDATE public.%I t SET %I = $1 WHERE t.company_id = app.company_id() AND t.%I = $2 AND jsonb_build_array(%s) IN (SELECT jsonb_array_elements($3))',
      r.table_name, r.column_name, r.column_name, (SELECT string_agg(format('t.%I::text', k), ', ') FROM unnest(r.key_columns) k))
      USING loser, winner, r.keys;
    GET DIAGNOSTICS touched = ROW_COUNT;
    returned := returned + touched;
  END LOOP;
  RETURN returned;
END $$;

-- How much hangs on a prospect, by table.
CREATE FUNCTION app.count_prospect_rows(who uuid) RETURNS TABLE (table_name name, count int) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  r record;
  touched int;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.prospects p WHERE p.id = who AND p.company_id = app.company_id()
    AND (app.reach('prospect') IS NULL OR p.assigned_to_id = ANY (app.reach('prospect')))) THEN RETURN; END IF;
  FOR r IN SELECT * FROM app.prospect_columns() LOOP
    EXECUTE format('SELECT count(*)::int FROM public.%I t WHERE t.company_id = app.company_id() AND t.%I = $1', r.table_name, r.column_name) INTO touched USING who;
    IF touched > 0 THEN RETURN QUERY SELECT r.table_name, touched; END IF;
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION app.likely_duplicates(jsonb, int), app.prospect_columns(), app.may_join_prospects(uuid, uuid), app.move_prospect_rows(uuid, uuid),
  app.return_prospect_rows(uuid, uuid, jsonb), app.count_prospect_rows(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.likely_duplicates(jsonb, int), app.prospect_columns(), app.move_prospect_rows(uuid, uuid),
  app.return_prospect_rows(uuid, uuid, jsonb), app.count_prospect_rows(uuid) TO app_rw;

-- Companies with a merge whose days of grace are over and whose copies are still kept.
CREATE FUNCTION across.companies_with_old_merges(at_most int) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT DISTINCT m.company_id FROM public.prospect_merges m WHERE m.undo_until < now() AND m.winner_before IS NOT NULL LIMIT at_most $$;
REVOKE EXECUTE ON FUNCTION across.companies_with_old_merges(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.companies_with_old_merges(int) TO app_rw;

CALL app.secure_tables();
CALL app.secure_reach();
