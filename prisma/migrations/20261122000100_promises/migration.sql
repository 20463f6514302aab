-- What Prisma cannot say of the whole model: who may write what, ranges and sums, what never changes, numbers, chains, partitions.

-- ───────────────────────── one manifest of exceptions ─────────────────────────

-- What a table is beside a company's own. A new table that is one of these adds its row before CALL app.secure_tables().
CREATE TABLE app.table_rules (
  table_name name PRIMARY KEY,
  -- append_only: written and read, changed and deleted by nobody, the owner included.
  -- reference: read by everybody, written by the owner alone.
  -- nobodys: read and written by everybody, and holds nothing of a company.
  rule text NOT NULL CHECK (rule IN ('append_only', 'reference', 'nobodys'))
);
INSERT INTO app.table_rules (table_name, rule) VALUES
  ('events', 'append_only'), ('audit_logs', 'append_only'), ('points_movements', 'append_only'), ('stock_movements', 'append_only'),
  ('till_entries', 'append_only'), ('closings', 'append_only'), ('payments', 'append_only'), ('billing_events', 'append_only'),
  ('plans', 'reference'), ('billing_rules', 'reference'), ('company_sizes', 'reference'), ('industries', 'reference'), ('market_intelligence', 'reference'),
  ('external_service_statuses', 'nobodys'), ('local_mails', 'nobodys'), ('health_checks', 'nobodys'), ('performance_metrics', 'nobodys');

-- Gives one table its row security, grants and triggers. Twice is as good as once, and the second time locks nothing.
CREATE PROCEDURE app.secure_table(wanted regclass) LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  t record;
  rule text;
BEGIN
  SELECT c.oid, c.relname, c.relispartition, c.relrowsecurity AND c.relforcerowsecurity AS secured,
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

  IF NOT t.relispartition THEN
    IF t.dated AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'touch_updated_at') THEN
      EXECUTE format('CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at()', t.relname);
    END IF;
    IF rule = 'append_only' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = t.relname || '_immutable') THEN
      EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.refuse_change()', t.relname || '_immutable', t.relname);
    END IF;
  END IF;
END $$;

-- As before: each migration that makes a table ends with CALL app.secure_tables();
CREATE OR REPLACE PROCEDURE app.secure_tables() LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  t oid;
BEGIN
  FOR t IN
    SELECT c.oid FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
  LOOP
    CALL app.secure_table(t);
  END LOOP;
END $$;

-- ───────────────────────── partitions ─────────────────────────

-- What retention took out of the product's sight. The owner's alone; whoever keeps the books decides what becomes of it.
CREATE SCHEMA archive;

-- months: how many one partition holds. ahead: how many must be there beyond a moment. keep: how many stay in the product's sight.
CREATE TABLE app.partition_rules (
  parent name PRIMARY KEY, key name NOT NULL, months int NOT NULL CHECK (months > 0), ahead int NOT NULL CHECK (ahead >= months), keep int NOT NULL CHECK (keep >= 12)
);
INSERT INTO app.partition_rules (parent, key, months, ahead, keep) VALUES
  ('events', 'occurred_at', 1, 13, 36), ('interactions', 'occurred_at', 3, 15, 60),
  ('audit_logs', 'created_at', 1, 13, 60), ('daily_analytics', 'date', 12, 24, 120);

-- Makes one partition, secured like its parent. Rows that wait in the default one, because theirs was not there, move in.
CREATE PROCEDURE app.make_partition(parent text, starts date, months int) LANGUAGE plpgsql SET search_path = '' SET timezone = 'UTC'
AS $$
DECLARE
  child text := format('%s_%s', parent, to_char(starts, 'YYYYMM'));
  other text := parent || '_other';
  key text := (SELECT r.key FROM app.partition_rules r WHERE r.parent = make_partition.parent);
  ends date := starts + make_interval(months => months);
  waiting boolean := false;
BEGIN
  IF to_regclass('public.' || child) IS NOT NULL OR to_regclass('archive.' || child) IS NOT NULL THEN RETURN; END IF;
  IF to_regclass('public.' || other) IS NOT NULL THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE %I >= %L AND %I < %L)', other, key, starts, key, ends) INTO waiting;
  END IF;
  IF waiting THEN
    EXECUTE format('ALTER TABLE public.%I DETACH PARTITION public.%I', parent, other);
    EXECUTE format('ALTER TABLE public.%I RENAME TO %I', other, other || '_moving');
  END IF;
  EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', child, parent, starts, ends);
  CALL app.secure_table(format('public.%I', child)::regclass);
  IF waiting THEN
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I DEFAULT', other, parent);
    CALL app.secure_table(format('public.%I', other)::regclass);
    EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', parent); -- what is moved is not written anew
    EXECUTE format('INSERT INTO public.%I SELECT * FROM public.%I', parent, other || '_moving');
    EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', parent);
    EXECUTE format('DROP TABLE public.%I', other || '_moving');
  END IF;
END $$;

CREATE OR REPLACE PROCEDURE app.make_partitions(parent text, first_month date, months int, how_many int) LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  FOR i IN 0..how_many - 1 LOOP
    CALL app.make_partition(parent, (date_trunc('month', first_month::timestamp) + make_interval(months => i * months))::date, months);
  END LOOP;
END $$;

CALL app.make_partitions('audit_logs', '2026-01-01', 1, 36);
CALL app.make_partitions('daily_analytics', '2026-01-01', 12, 5);
CREATE TABLE audit_logs_other PARTITION OF audit_logs DEFAULT;
CREATE TABLE daily_analytics_other PARTITION OF daily_analytics DEFAULT;

-- Makes what is missing up to its distance ahead of a moment, and detaches what is past its retention into the archive. Nothing is
-- dropped. Waits no longer than five seconds for a table: the next run finds the same work.
CREATE FUNCTION across.keep_partitions(moment timestamptz) RETURNS TABLE (made int, detached int)
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
  FOR r IN SELECT * FROM app.partition_rules ORDER BY parent LOOP
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
REVOKE EXECUTE ON FUNCTION across.keep_partitions(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.keep_partitions(timestamptz) TO app_rw;

-- ───────────────────────── ranges and sums ─────────────────────────

ALTER TABLE agency_profiles
  ADD CONSTRAINT agency_profiles_website_quality CHECK (website_quality_score BETWEEN 0 AND 100),
  ADD CONSTRAINT agency_profiles_market_share CHECK (market_share_estimation BETWEEN 0 AND 100),
  ADD CONSTRAINT agency_profiles_counts CHECK (agents_count >= 0 AND offices_count >= 0 AND active_listings >= 0 AND avg_monthly_transactions >= 0),
  ADD CONSTRAINT agency_profiles_year CHECK (established_year BETWEEN 1700 AND 2200);
ALTER TABLE company_settings
  ADD CONSTRAINT company_settings_days CHECK (payment_term_days BETWEEN 0 AND 365 AND quote_validity_days BETWEEN 0 AND 3650),
  ADD CONSTRAINT company_settings_rates CHECK (late_penalty_rate BETWEEN 0 AND 100 AND default_vat_rate BETWEEN 0 AND 100),
  ADD CONSTRAINT company_settings_month CHECK (fiscal_year_start_month BETWEEN 1 AND 12);
ALTER TABLE user_schedules
  ADD CONSTRAINT user_schedules_weekday CHECK (weekday BETWEEN 1 AND 7),
  ADD CONSTRAINT user_schedules_order CHECK (starts_at <= ends_at);
ALTER TABLE time_entries
  ADD CONSTRAINT time_entries_order CHECK (started_at <= ended_at),
  ADD CONSTRAINT time_entries_break CHECK (break_minutes >= 0);
ALTER TABLE service_keys ADD CONSTRAINT service_keys_usage CHECK (usage_current_month >= 0 AND usage_limit_monthly >= 0 AND cost_per_request >= 0);

ALTER TABLE plans ADD CONSTRAINT plans_prices CHECK (price_monthly >= 0 AND price_yearly >= 0);
ALTER TABLE usage_limits ADD CONSTRAINT usage_limits_api CHECK (api_calls_today BETWEEN 0 AND api_calls_limit_daily);
ALTER TABLE subscriptions
  ADD CONSTRAINT subscriptions_period CHECK (current_period_start <= current_period_end),
  ADD CONSTRAINT subscriptions_amount CHECK (amount >= 0);
ALTER TABLE invoices
  ADD CONSTRAINT invoices_total CHECK (total = subtotal - discount_amount + tax_amount),
  ADD CONSTRAINT invoices_parts CHECK (discount_amount >= 0);
ALTER TABLE payment_methods ADD CONSTRAINT payment_methods_month CHECK (card_exp_month BETWEEN 1 AND 12);
ALTER TABLE billing_rules ADD CONSTRAINT billing_rules_days CHECK (days_after_due >= 0);

ALTER TABLE products
  ADD CONSTRAINT products_amounts CHECK (purchase_price >= 0 AND sale_price_excl_tax >= 0 AND stock_alert_threshold >= 0),
  ADD CONSTRAINT products_vat CHECK (vat_rate BETWEEN 0 AND 100);
ALTER TABLE product_prices
  ADD CONSTRAINT product_prices_amount CHECK (amount >= 0),
  ADD CONSTRAINT product_prices_order CHECK (valid_from <= valid_until);
ALTER TABLE agent_runs ADD CONSTRAINT agent_runs_counts CHECK (duration_ms >= 0 AND tokens_used >= 0 AND cost >= 0);
ALTER TABLE assistant_messages ADD CONSTRAINT assistant_messages_tokens CHECK (tokens_used >= 0);

ALTER TABLE prospects
  ADD CONSTRAINT prospects_scores CHECK (
    digital_maturity_score BETWEEN 0 AND 100 AND intent_score BETWEEN 0 AND 100 AND engagement_score BETWEEN 0 AND 100
    AND budget_score BETWEEN 0 AND 100 AND ai_score BETWEEN 0 AND 100 AND bant_score BETWEEN 0 AND 100),
  ADD CONSTRAINT prospects_budget CHECK (estimated_budget_amount >= 0);
ALTER TABLE company_sizes ADD CONSTRAINT company_sizes_range CHECK (min_employees >= 0 AND max_employees >= min_employees);
ALTER TABLE market_intelligence
  ADD CONSTRAINT market_intelligence_figures CHECK (
    avg_price_sqm_sale >= 0 AND avg_price_sqm_rent >= 0 AND transactions_count_monthly >= 0 AND avg_days_on_market >= 0 AND inventory_months >= 0
    AND demand_supply_ratio >= 0 AND total_agencies >= 0 AND agencies_per_10k_habitants >= 0),
  ADD CONSTRAINT market_intelligence_concentration CHECK (market_concentration BETWEEN 0 AND 10000);
ALTER TABLE enrichments
  ADD CONSTRAINT enrichments_confidence CHECK (confidence_score BETWEEN 0 AND 1),
  ADD CONSTRAINT enrichments_cost CHECK (cost >= 0);

ALTER TABLE tasks ADD CONSTRAINT tasks_reminder CHECK (reminder_minutes >= 0);
ALTER TABLE sales_stages
  ADD CONSTRAINT sales_stages_probability CHECK (probability BETWEEN 0 AND 100),
  ADD CONSTRAINT sales_stages_end CHECK (NOT (is_won AND is_lost));
ALTER TABLE customers
  ADD CONSTRAINT customers_lead_score CHECK (lead_score BETWEEN 0 AND 100),
  ADD CONSTRAINT customers_points CHECK (points_balance >= 0),
  ADD CONSTRAINT customers_value CHECK (estimated_value >= 0),
  ADD CONSTRAINT customers_email_folded CHECK (email = lower(email) AND email <> '');
ALTER TABLE portal_accounts ADD CONSTRAINT portal_accounts_email_folded CHECK (email = lower(email));
ALTER TABLE deals
  ADD CONSTRAINT deals_probability CHECK (probability BETWEEN 0 AND 100),
  ADD CONSTRAINT deals_parts CHECK (monthly_value >= 0 AND setup_fee >= 0 AND contract_months >= 0),
  ADD CONSTRAINT deals_total CHECK (total_value = setup_fee + monthly_value * contract_months);
ALTER TABLE funnel_entries
  ADD CONSTRAINT funnel_entries_probability CHECK (conversion_probability BETWEEN 0 AND 1),
  ADD CONSTRAINT funnel_entries_order CHECK (entered_at <= left_at),
  ADD CONSTRAINT funnel_entries_hours CHECK (duration_hours >= 0 AND deal_value >= 0);
ALTER TABLE meetings ADD CONSTRAINT meetings_duration CHECK (duration_minutes BETWEEN 1 AND 1440);

ALTER TABLE campaigns
  ADD CONSTRAINT campaigns_bant CHECK (bant_threshold BETWEEN 0 AND 100),
  ADD CONSTRAINT campaigns_delays CHECK (delay_min_ms >= 0 AND delay_min_ms <= delay_max_ms),
  ADD CONSTRAINT campaigns_dates CHECK (starts_at <= ends_at);
ALTER TABLE messages ADD CONSTRAINT messages_personalization CHECK (personalization_level BETWEEN 1 AND 5);
ALTER TABLE behavioral_patterns
  ADD CONSTRAINT behavioral_patterns_confidence CHECK (confidence_score BETWEEN 0 AND 1),
  ADD CONSTRAINT behavioral_patterns_success CHECK (success_rate BETWEEN 0 AND 100 AND sample_size >= 0);
ALTER TABLE conversations ADD CONSTRAINT conversations_unread CHECK (unread_count >= 0);
ALTER TABLE conversation_messages ADD CONSTRAINT conversation_messages_size CHECK (media_size >= 0);

ALTER TABLE loyalty_tiers ADD CONSTRAINT loyalty_tiers_ranges CHECK (points_threshold >= 0 AND discount_percent BETWEEN 0 AND 100);
ALTER TABLE document_series ADD CONSTRAINT document_series_next CHECK (next_number >= 1);
ALTER TABLE number_counters ADD CONSTRAINT number_counters_next CHECK (next_number >= 1);
ALTER TABLE documents
  ADD CONSTRAINT documents_total CHECK (total_incl_tax = total_excl_tax + total_tax),
  ADD CONSTRAINT documents_number CHECK (status IN ('draft', 'cancelled') OR (number IS NOT NULL AND issued_on IS NOT NULL AND validated_at IS NOT NULL));
ALTER TABLE document_lines
  ADD CONSTRAINT document_lines_total CHECK (total_incl_tax = total_excl_tax + total_tax),
  ADD CONSTRAINT document_lines_net CHECK (total_excl_tax = round(quantity * unit_price_excl_tax * (1 - discount_percent / 100), 2)),
  ADD CONSTRAINT document_lines_rates CHECK (discount_percent BETWEEN 0 AND 100 AND vat_rate BETWEEN 0 AND 100);
ALTER TABLE payment_links ADD CONSTRAINT payment_links_amount CHECK (amount >= 0);
ALTER TABLE stock_items
  ADD CONSTRAINT stock_items_quantity CHECK (quantity >= 0 AND reserved_quantity BETWEEN 0 AND quantity AND alert_threshold >= 0);
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_sum CHECK (quantity_after = quantity_before + quantity);
ALTER TABLE stock_transfer_items ADD CONSTRAINT stock_transfer_items_quantity CHECK (quantity >= 0 AND received_quantity BETWEEN 0 AND quantity);
ALTER TABLE register_sessions
  ADD CONSTRAINT register_sessions_difference CHECK (difference = counted_cash - expected_cash),
  ADD CONSTRAINT register_sessions_order CHECK (opened_at <= closed_at);
ALTER TABLE closings ADD CONSTRAINT closings_order CHECK (period_start <= period_end AND first_sequence <= last_sequence);

ALTER TABLE success_metrics ADD CONSTRAINT success_metrics_conversion CHECK (conversion_rate_percent BETWEEN 0 AND 100);
ALTER TABLE daily_analytics ADD CONSTRAINT daily_analytics_ranges CHECK (
  response_rate BETWEEN 0 AND 100 AND conversion_rate BETWEEN 0 AND 100 AND prospects_added >= 0 AND messages_sent >= 0
  AND responses_received >= 0 AND meetings_scheduled >= 0 AND deals_closed >= 0);
ALTER TABLE improvement_suggestions ADD CONSTRAINT improvement_suggestions_confidence CHECK (confidence_score BETWEEN 0 AND 1);
ALTER TABLE failed_events ADD CONSTRAINT failed_events_attempts CHECK (attempt_count >= 0 AND max_attempts >= 0);
ALTER TABLE health_checks ADD CONSTRAINT health_checks_rate CHECK (success_rate BETWEEN 0 AND 100);

-- ───────────────────────── indexes ─────────────────────────

CREATE INDEX customers_words_idx ON customers USING gin (company_id, app.prospect_words(first_name, last_name, organization_name, email, '', phone) gin_trgm_ops);
CREATE INDEX products_words_idx ON products USING gin (company_id, app.fold(name) gin_trgm_ops);
CREATE INDEX tickets_open_idx ON tickets (company_id, priority DESC, created_at) WHERE status NOT IN ('resolved', 'closed');
CREATE INDEX conversations_waiting_idx ON conversations (company_id, last_message_at DESC) WHERE status = 'open' AND unread_count > 0;
CREATE INDEX documents_due_idx ON documents (company_id, due_on) WHERE status IN ('validated', 'sent', 'partially_paid', 'overdue');
CREATE INDEX failed_events_due_idx ON failed_events (next_retry_at) WHERE status IN ('pending', 'retrying');
CREATE INDEX import_jobs_due_idx ON import_jobs (next_run_at) WHERE status = 'active' AND next_run_at IS NOT NULL;
CREATE INDEX subscriptions_stripe_idx ON subscriptions (stripe_subscription_id) WHERE stripe_subscription_id IS NOT NULL;
CREATE INDEX api_tokens_hash_idx ON api_tokens (token_hash) WHERE revoked_at IS NULL;
CREATE INDEX whatsapp_profiles_meta_idx ON whatsapp_profiles (phone_number_id) WHERE phone_number_id IS NOT NULL;
-- One of each where one is meant.
CREATE UNIQUE INDEX time_entries_running_key ON time_entries (company_id, user_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX register_sessions_open_key ON register_sessions (company_id, register_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX stores_main_key ON stores (company_id) WHERE is_main_store;
CREATE UNIQUE INDEX payment_methods_default_key ON payment_methods (company_id) WHERE is_default;
CREATE UNIQUE INDEX sales_stages_key_key ON sales_stages (company_id, key) WHERE key IS NOT NULL;
CREATE UNIQUE INDEX document_series_quotes_key ON document_series (company_id) WHERE is_default_for_quotes;
CREATE UNIQUE INDEX document_series_invoices_key ON document_series (company_id) WHERE is_default_for_invoices;
CREATE UNIQUE INDEX document_series_credit_notes_key ON document_series (company_id) WHERE is_default_for_credit_notes;

-- ───────────────────────── what a validated document is ─────────────────────────

-- A document that is no draft any more keeps its content. Its way on (sent, accepted, paid, …) and what is paid of it may change.
CREATE FUNCTION app.freeze_document() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  open_fields constant text[] := ARRAY['status', 'amount_paid', 'sent_at', 'accepted_at', 'refused_at', 'paid_at', 'pdf_file_id', 'updated_at'];
BEGIN
  IF OLD.status <> 'draft' THEN
    IF TG_OP = 'DELETE' OR NEW.status IN ('draft', 'cancelled') AND NEW.status <> OLD.status OR OLD.status = 'cancelled' AND NEW.status <> OLD.status
      OR to_jsonb(NEW) - open_fields IS DISTINCT FROM to_jsonb(OLD) - open_fields THEN
      RAISE EXCEPTION 'document % is validated: % refused', OLD.id, TG_OP USING ERRCODE = '23001';
    END IF;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER documents_frozen BEFORE UPDATE OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION app.freeze_document();

-- Its lines neither come, go nor change. The document is held while a line is written, so that it cannot be validated in between.
-- A document that is not seen (another company's, or deleted with its lines) is left to the foreign key.
CREATE FUNCTION app.freeze_document_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM 1 FROM public.documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id FOR SHARE;
    PERFORM 1 FROM public.documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.status <> 'draft';
    IF FOUND THEN RAISE EXCEPTION 'document % is validated: % of a line refused', OLD.document_id, TG_OP USING ERRCODE = '23001'; END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM 1 FROM public.documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id FOR SHARE;
    PERFORM 1 FROM public.documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id AND d.status <> 'draft';
    IF FOUND THEN RAISE EXCEPTION 'document % is validated: % of a line refused', NEW.document_id, TG_OP USING ERRCODE = '23001'; END IF;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER document_lines_frozen BEFORE INSERT OR UPDATE OR DELETE ON document_lines FOR EACH ROW EXECUTE FUNCTION app.freeze_document_lines();

-- ───────────────────────── numbers without gaps ─────────────────────────

-- The next number of a kind and period of the current company. The counter's row is held until the transaction ends and goes back with it.
CREATE FUNCTION app.take_number(wanted_kind text, wanted_period text) RETURNS int LANGUAGE sql VOLATILE SET search_path = ''
AS $$
  INSERT INTO public.number_counters AS c (id, company_id, kind, period, next_number)
  VALUES (app.uuid_v7(), app.company_id(), wanted_kind, wanted_period, 2)
  ON CONFLICT (company_id, kind, period) DO UPDATE SET next_number = c.next_number + 1
  RETURNING c.next_number - 1
$$;

-- The next number of a series of documents of the current company, with its prefix; null where there is no such active series.
CREATE FUNCTION app.take_document_number(series uuid) RETURNS text LANGUAGE sql VOLATILE SET search_path = ''
AS $$
  UPDATE public.document_series s SET next_number = s.next_number + 1
  WHERE s.company_id = app.company_id() AND s.id = series AND s.is_active
  RETURNING s.prefix || lpad((s.next_number - 1)::text, greatest(5, length((s.next_number - 1)::text)), '0')
$$;
REVOKE EXECUTE ON FUNCTION app.take_number(text, text), app.take_document_number(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.take_number(text, text), app.take_document_number(uuid) TO app_rw;

-- A counter moves by one, forward, and stays; what it gave numbers to cannot change its prefix.
CREATE FUNCTION app.guard_counter() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.next_number > 1 THEN RAISE EXCEPTION 'a counter that gave numbers stays' USING ERRCODE = '23001'; END IF;
    RETURN OLD;
  END IF;
  IF NEW.next_number NOT IN (OLD.next_number, OLD.next_number + 1) THEN
    RAISE EXCEPTION 'a counter moves by one' USING ERRCODE = '23001';
  END IF;
  IF OLD.next_number > 1 AND to_jsonb(NEW) ->> 'prefix' IS DISTINCT FROM to_jsonb(OLD) ->> 'prefix' THEN
    RAISE EXCEPTION 'a series that gave numbers keeps its prefix' USING ERRCODE = '23001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER number_counters_guard BEFORE UPDATE OR DELETE ON number_counters FOR EACH ROW EXECUTE FUNCTION app.guard_counter();
CREATE TRIGGER document_series_guard BEFORE UPDATE OR DELETE ON document_series FOR EACH ROW EXECUTE FUNCTION app.guard_counter();

-- ───────────────────────── movements and their balances ─────────────────────────

-- What only a trigger may write: refused as a missing right.
CREATE FUNCTION app.refuse_by_hand() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN RAISE EXCEPTION '%: this is kept by its movements' , TG_TABLE_NAME USING ERRCODE = '42501'; END $$;

-- The points of a customer are the sum of his movements; a movement that would take more than he has is refused by the check.
CREATE FUNCTION app.book_points() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  UPDATE public.customers c SET points_balance = c.points_balance + NEW.points
  WHERE c.company_id = NEW.company_id AND c.id = NEW.customer_id RETURNING c.points_balance INTO NEW.balance_after;
  NEW.balance_after := coalesce(NEW.balance_after, 0); -- a customer that is not seen is left to the foreign key
  RETURN NEW;
END $$;
CREATE TRIGGER points_movements_book BEFORE INSERT ON points_movements FOR EACH ROW EXECUTE FUNCTION app.book_points();
CREATE TRIGGER customers_points_by_hand BEFORE UPDATE ON customers FOR EACH ROW
  WHEN (NEW.points_balance IS DISTINCT FROM OLD.points_balance AND pg_trigger_depth() = 0) EXECUTE FUNCTION app.refuse_by_hand();
CREATE TRIGGER customers_points_at_first BEFORE INSERT ON customers FOR EACH ROW WHEN (NEW.points_balance <> 0) EXECUTE FUNCTION app.refuse_by_hand();

-- The stock of a product in a store is the sum of its movements, and never below zero.
CREATE FUNCTION app.book_stock() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  INSERT INTO public.stock_items (id, company_id, store_id, product_id) VALUES (app.uuid_v7(), NEW.company_id, NEW.store_id, NEW.product_id)
  ON CONFLICT (company_id, store_id, product_id) DO NOTHING;
  UPDATE public.stock_items i SET quantity = i.quantity + NEW.quantity
  WHERE i.company_id = NEW.company_id AND i.store_id = NEW.store_id AND i.product_id = NEW.product_id RETURNING i.quantity INTO NEW.quantity_after;
  NEW.quantity_before := NEW.quantity_after - NEW.quantity;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_movements_book BEFORE INSERT ON stock_movements FOR EACH ROW EXECUTE FUNCTION app.book_stock();
CREATE TRIGGER stock_items_by_hand BEFORE UPDATE ON stock_items FOR EACH ROW
  WHEN (NEW.quantity IS DISTINCT FROM OLD.quantity AND pg_trigger_depth() = 0) EXECUTE FUNCTION app.refuse_by_hand();
CREATE TRIGGER stock_items_at_first BEFORE INSERT ON stock_items FOR EACH ROW WHEN (NEW.quantity <> 0) EXECUTE FUNCTION app.refuse_by_hand();

-- What a deal is worth, and how long a stay in a stage was, are calculated.
CREATE FUNCTION app.calculate_deal() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN NEW.total_value := NEW.setup_fee + NEW.monthly_value * NEW.contract_months; RETURN NEW; END $$;
CREATE TRIGGER deals_total BEFORE INSERT OR UPDATE ON deals FOR EACH ROW EXECUTE FUNCTION app.calculate_deal();
CREATE FUNCTION app.calculate_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN NEW.duration_hours := floor(extract(epoch FROM NEW.left_at - NEW.entered_at) / 3600)::int; RETURN NEW; END $$;
CREATE TRIGGER funnel_entries_stay BEFORE INSERT OR UPDATE ON funnel_entries FOR EACH ROW EXECUTE FUNCTION app.calculate_stay();

-- ───────────────────────── chains ─────────────────────────

-- Moves a chain on by one and gives the link before. Its head is held until the transaction ends: one link after the other.
CREATE FUNCTION app.next_link(company uuid, wanted_chain text, OUT sequence bigint, OUT previous_hash text) LANGUAGE sql VOLATILE SET search_path = ''
AS $$
  INSERT INTO public.chain_heads AS h (id, company_id, chain, sequence) VALUES (app.uuid_v7(), company, wanted_chain, 1)
  ON CONFLICT (company_id, chain) DO UPDATE SET sequence = h.sequence + 1
  RETURNING h.sequence, h.hash
$$;
-- What an entry is hashed as: the hash before it and all it says but its own hash; moments in UTC. jsonb writes the same thing the same way,
-- and what is empty is left out, so that a column that comes later changes no hash of before.
CREATE FUNCTION app.link_hash(previous text, entry jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = ''
  AS $$ SELECT encode(sha256(convert_to(coalesce(previous, '') || jsonb_strip_nulls(entry - ARRAY['hash', 'previous_hash'])::text, 'UTF8')), 'hex') $$;

CREATE FUNCTION app.chain_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = '' SET timezone = 'UTC'
AS $$
BEGIN
  SELECT l.sequence, l.previous_hash INTO NEW.sequence, NEW.previous_hash FROM app.next_link(NEW.company_id, 'audit') l;
  NEW.hash := app.link_hash(NEW.previous_hash, to_jsonb(NEW));
  UPDATE public.chain_heads h SET hash = NEW.hash WHERE h.company_id = NEW.company_id AND h.chain = 'audit';
  RETURN NEW;
END $$;
CREATE TRIGGER audit_logs_chain BEFORE INSERT ON audit_logs FOR EACH ROW EXECUTE FUNCTION app.chain_audit();

CREATE FUNCTION app.chain_till() RETURNS trigger LANGUAGE plpgsql SET search_path = '' SET timezone = 'UTC'
AS $$
DECLARE
  its_chain constant text := 'till:' || NEW.register_id;
BEGIN
  SELECT l.sequence, l.previous_hash INTO NEW.sequence, NEW.previous_hash FROM app.next_link(NEW.company_id, its_chain) l;
  UPDATE public.registers r SET grand_total = r.grand_total + CASE WHEN NEW.type IN ('sale', 'refund', 'void') THEN NEW.amount ELSE 0 END
  WHERE r.company_id = NEW.company_id AND r.id = NEW.register_id RETURNING r.grand_total INTO NEW.grand_total;
  NEW.grand_total := coalesce(NEW.grand_total, 0); -- a till that is not seen is left to the foreign key
  NEW.hash := app.link_hash(NEW.previous_hash, to_jsonb(NEW));
  UPDATE public.chain_heads h SET hash = NEW.hash WHERE h.company_id = NEW.company_id AND h.chain = its_chain;
  RETURN NEW;
END $$;
CREATE TRIGGER till_entries_chain BEFORE INSERT ON till_entries FOR EACH ROW EXECUTE FUNCTION app.chain_till();

CREATE TRIGGER chain_heads_by_hand BEFORE UPDATE OR DELETE ON chain_heads FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION app.refuse_by_hand();
CREATE TRIGGER registers_by_hand BEFORE UPDATE ON registers FOR EACH ROW
  WHEN (NEW.grand_total IS DISTINCT FROM OLD.grand_total AND pg_trigger_depth() = 0) EXECUTE FUNCTION app.refuse_by_hand();
CREATE TRIGGER registers_at_first BEFORE INSERT ON registers FOR EACH ROW WHEN (NEW.grand_total <> 0) EXECUTE FUNCTION app.refuse_by_hand();

-- ───────────────────────── counts of a campaign ─────────────────────────

-- Counts what became of a campaign's messages, for lists that show many campaigns. The messages stay the truth.
CREATE FUNCTION app.count_campaign(campaign uuid) RETURNS void LANGUAGE sql VOLATILE SET search_path = ''
AS $$
  UPDATE public.campaigns c SET sent_count = m.sent, delivered_count = m.delivered, opened_count = m.opened, clicked_count = m.clicked,
    replied_count = m.replied, failed_count = m.failed, counted_at = now(),
    meetings_booked = (SELECT count(*) FROM public.meetings t WHERE t.company_id = app.company_id() AND t.campaign_id = campaign)
  FROM (
    SELECT count(sent_at) AS sent, count(delivered_at) AS delivered, count(opened_at) AS opened, count(clicked_at) AS clicked,
      count(replied_at) AS replied, count(*) FILTER (WHERE status IN ('failed', 'bounced')) AS failed
    FROM public.messages WHERE company_id = app.company_id() AND campaign_id = campaign AND deleted_at IS NULL) m
  WHERE c.company_id = app.company_id() AND c.id = campaign
$$;
REVOKE EXECUTE ON FUNCTION app.count_campaign(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.count_campaign(uuid) TO app_rw;

CALL app.secure_tables();
