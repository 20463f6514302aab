-- The embedded job engine (inngest/engine/README.md). Its connections say so with the setting app.job_engine and see all;
-- everybody else reads the rows of the current company and writes nothing.

CREATE SCHEMA jobs;
GRANT USAGE ON SCHEMA jobs TO app_rw;

-- What was sent. An event is durable once it stands here; the engine routes it later, in the order of internal_id.
CREATE TABLE jobs.event (
  internal_id   text PRIMARY KEY,      -- ULID, given back to the sender
  event_id      text NOT NULL,         -- the sender's id: at most one run of each function within 24 h
  name          text NOT NULL,
  body          jsonb NOT NULL,
  company_id    uuid,
  received_at   timestamptz(3) NOT NULL,
  routed_at     timestamptz(3),
  route_tries   int NOT NULL DEFAULT 0,
  route_after   timestamptz(3),        -- routing failed: not before
  route_error   text
);
CREATE INDEX event_unrouted ON jobs.event (internal_id) WHERE routed_at IS NULL;
CREATE INDEX event_received ON jobs.event (received_at);
CREATE INDEX event_by_id ON jobs.event (event_id);

CREATE TABLE jobs.run (
  id                 text PRIMARY KEY,
  function_id        text NOT NULL,
  event_ids          text[] NOT NULL,
  events             jsonb NOT NULL,
  company_id         uuid,
  status             text NOT NULL DEFAULT 'Running' CHECK (status IN ('Running', 'Completed', 'Failed', 'Cancelled')),
  steps              jsonb NOT NULL DEFAULT '{}',   -- hashed step id → {type: data | error, …}, never run again
  stack              text[] NOT NULL DEFAULT '{}',  -- hashed step ids in the order they ended
  pending            text[] NOT NULL DEFAULT '{}',  -- parallel steps awaited before the next discovery
  plan_only          boolean NOT NULL DEFAULT false,
  request_version    int NOT NULL DEFAULT -1,
  concurrency_keys   text[] NOT NULL DEFAULT '{}',
  concurrency_limits int[] NOT NULL DEFAULT '{}',
  singleton_key      text,
  original_run_id    text,
  output             jsonb,
  created_at         timestamptz(3) NOT NULL,
  started_at         timestamptz(3),
  ended_at           timestamptz(3)
);
CREATE INDEX run_of_company ON jobs.run (company_id, id DESC);
CREATE INDEX run_of_function ON jobs.run (function_id, status);
CREATE INDEX run_of_event ON jobs.run ((event_ids[1])); -- a gin index is of no use under row security
CREATE INDEX run_singleton ON jobs.run (singleton_key) WHERE status = 'Running' AND singleton_key IS NOT NULL;
CREATE INDEX run_ended ON jobs.run (ended_at) WHERE ended_at IS NOT NULL;

-- Due work. A row whose lease_until lies ahead is being worked on by the holder of lease_token.
CREATE TABLE jobs.job (
  id                 text PRIMARY KEY,
  kind               text NOT NULL CHECK (kind IN ('call', 'sleep', 'timeout', 'cron', 'debounce', 'batch')),
  run_id             text REFERENCES jobs.run (id) ON DELETE CASCADE,
  function_id        text NOT NULL,
  step_id            text NOT NULL DEFAULT 'step',
  company_id         uuid,
  run_at             timestamptz(3) NOT NULL,
  rank               timestamptz(3) NOT NULL,        -- among due jobs the lowest goes first: run_at moved by the priority
  attempt            int NOT NULL DEFAULT 0,
  lease_until        timestamptz(3),
  lease_token        uuid,
  concurrency_keys   text[] NOT NULL DEFAULT '{}',
  concurrency_limits int[] NOT NULL DEFAULT '{}',
  throttle_key       text,                           -- set until the run was let through
  payload            jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX job_rank ON jobs.job (rank, id);
CREATE INDEX job_run_at ON jobs.job (run_at);
CREATE INDEX job_run ON jobs.job (run_id);
CREATE INDEX job_leased ON jobs.job (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX job_throttled ON jobs.job (throttle_key) WHERE throttle_key IS NOT NULL;

-- A run that waits for an event, or for the function it invoked.
CREATE TABLE jobs.wait (
  id             text PRIMARY KEY,
  run_id         text NOT NULL REFERENCES jobs.run (id) ON DELETE CASCADE,
  step_id        text NOT NULL,
  name           text,
  event_name     text NOT NULL,
  expression     text,
  correlation_id text,                               -- set for an invocation
  timeout_job    text NOT NULL,
  race           boolean NOT NULL DEFAULT false,
  company_id     uuid,
  created_at     timestamptz(3) NOT NULL
);
CREATE INDEX wait_event ON jobs.wait (event_name);
CREATE INDEX wait_run ON jobs.wait (run_id);
CREATE UNIQUE INDEX wait_correlation ON jobs.wait (correlation_id) WHERE correlation_id IS NOT NULL;

-- What was tried, for people: one row for each call that did something, and for each sleep or wait that ended.
CREATE TABLE jobs.attempt (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id     text NOT NULL REFERENCES jobs.run (id) ON DELETE CASCADE,
  company_id uuid,
  step_id    text NOT NULL,
  name       text NOT NULL,
  kind       text NOT NULL,                          -- step, sleep, wait, invoke or function
  attempt    int NOT NULL,
  status     text NOT NULL CHECK (status IN ('ok', 'error', 'failed')), -- error: will be tried again
  error      jsonb,
  started_at timestamptz(3) NOT NULL,
  ended_at   timestamptz(3) NOT NULL
);
CREATE INDEX attempt_run ON jobs.attempt (run_id, id);

-- Idempotency: who holds the key until when.
CREATE TABLE jobs.claim (
  key        text PRIMARY KEY,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX claim_expires ON jobs.claim (expires_at);

-- Throttle and rate limit: the moment from which the next one may come (GCRA).
CREATE TABLE jobs.gate (
  key     text PRIMARY KEY,
  next_at timestamptz(3) NOT NULL
);
CREATE INDEX gate_next ON jobs.gate (next_at);

DO $$
DECLARE t text; company_owned boolean;
BEGIN
  FOREACH t IN ARRAY ARRAY['event', 'run', 'job', 'wait', 'attempt', 'claim', 'gate'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.%I TO app_rw', t);
    EXECUTE format('ALTER TABLE jobs.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE jobs.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY job_engine ON jobs.%I TO app_rw
      USING ((SELECT current_setting('app.job_engine', true)) = 'on') WITH CHECK ((SELECT current_setting('app.job_engine', true)) = 'on')$p$, t);
    SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = format('jobs.%I', t)::regclass AND a.attname = 'company_id') INTO company_owned;
    IF company_owned THEN
      EXECUTE format('CREATE POLICY company_reads ON jobs.%I FOR SELECT TO app_rw USING (company_id = (SELECT app.company_id()))', t);
    END IF;
  END LOOP;
END $$;
