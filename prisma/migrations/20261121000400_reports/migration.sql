-- The Monday report: figures of weeks out of the facts, for many companies in one statement.

-- Sums of windows of time (a company's week, usually). One row a window with campaign_id null, always, and one for each campaign in
-- which something happened. A message or a prospect counts once a window, however often its fact was told. Prospects of a list that
-- was rolled back do not count. Runs with the caller's rights: under app_rw it sees the current company alone.
CREATE FUNCTION app.figures_of_windows(company_ids uuid[], starts timestamptz[], ends timestamptz[])
  RETURNS TABLE (company_id uuid, starts_at timestamptz, campaign_id uuid, imported int, contacted int, sent int, delivered int, replies int, bounces int, unsubscribes int, complaints int)
  LANGUAGE sql STABLE SET search_path = ''
AS $$
  WITH w AS MATERIALIZED (SELECT u.company_id, u.starts_at, u.ends_at FROM unnest(company_ids, starts, ends) u (company_id, starts_at, ends_at)),
  told AS (
    SELECT w.company_id, w.starts_at, e.event_type, (e.payload ->> 'campaignId')::uuid AS campaign_id, e.payload ->> 'messageId' AS message, e.payload ->> 'prospectId' AS prospect
    FROM w JOIN public.events e ON e.company_id = w.company_id AND e.occurred_at >= w.starts_at AND e.occurred_at < w.ends_at
    WHERE e.event_type IN ('outreach/message.sent', 'outreach/message.delivered', 'outreach/message.replied', 'outreach/message.bounced', 'outreach/message.complained', 'outreach/prospect.unsubscribed')
      AND e.occurred_at >= (SELECT min(x.starts_at) FROM w x) AND e.occurred_at < (SELECT max(x.ends_at) FROM w x)),
  sums AS (
    SELECT t.company_id, t.starts_at, t.campaign_id, grouping(t.campaign_id) = 1 AS is_total,
      count(DISTINCT t.prospect) FILTER (WHERE t.event_type = 'outreach/message.sent')::int AS contacted,
      count(DISTINCT t.message) FILTER (WHERE t.event_type = 'outreach/message.sent')::int AS sent,
      count(DISTINCT t.message) FILTER (WHERE t.event_type = 'outreach/message.delivered')::int AS delivered,
      count(DISTINCT t.message) FILTER (WHERE t.event_type = 'outreach/message.replied')::int AS replies,
      count(DISTINCT t.message) FILTER (WHERE t.event_type = 'outreach/message.bounced')::int AS bounces,
      count(DISTINCT t.message) FILTER (WHERE t.event_type = 'outreach/prospect.unsubscribed')::int AS unsubscribes,
      count(DISTINCT t.message) FILTER (WHERE t.event_type = 'outreach/message.complained')::int AS complaints
    FROM told t GROUP BY GROUPING SETS ((t.company_id, t.starts_at), (t.company_id, t.starts_at, t.campaign_id))),
  imports AS (
    SELECT w.company_id, w.starts_at, count(DISTINCT p.id)::int AS imported
    FROM w JOIN public.events e ON e.company_id = w.company_id AND e.occurred_at >= w.starts_at AND e.occurred_at < w.ends_at
    CROSS JOIN LATERAL jsonb_array_elements_text(e.payload -> 'prospectIds') p (id)
    WHERE e.event_type = 'prospecting/prospects.imported'
      AND e.occurred_at >= (SELECT min(x.starts_at) FROM w x) AND e.occurred_at < (SELECT max(x.ends_at) FROM w x)
      AND NOT EXISTS (
        SELECT 1 FROM public.events r WHERE r.company_id = e.company_id AND r.event_type = 'prospecting/import.rolled_back'
          AND r.aggregate_id = e.aggregate_id AND r.occurred_at >= e.occurred_at)
    GROUP BY w.company_id, w.starts_at)
  SELECT w.company_id, w.starts_at, NULL::uuid, coalesce(i.imported, 0), coalesce(s.contacted, 0), coalesce(s.sent, 0), coalesce(s.delivered, 0),
    coalesce(s.replies, 0), coalesce(s.bounces, 0), coalesce(s.unsubscribes, 0), coalesce(s.complaints, 0)
  FROM w
  LEFT JOIN sums s ON s.company_id = w.company_id AND s.starts_at = w.starts_at AND s.is_total
  LEFT JOIN imports i ON i.company_id = w.company_id AND i.starts_at = w.starts_at
  UNION ALL
  SELECT s.company_id, s.starts_at, s.campaign_id, 0, s.contacted, s.sent, s.delivered, s.replies, s.bounces, s.unsubscribes, s.complaints
  FROM sums s WHERE NOT s.is_total AND s.campaign_id IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION app.figures_of_windows(uuid[], timestamptz[], timestamptz[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.figures_of_windows(uuid[], timestamptz[], timestamptz[]) TO app_rw;

-- The same sums for companies side by side: for the job that reports to all of them.
CREATE FUNCTION across.figures_of_windows(company_ids uuid[], starts timestamptz[], ends timestamptz[])
  RETURNS TABLE (company_id uuid, starts_at timestamptz, campaign_id uuid, imported int, contacted int, sent int, delivered int, replies int, bounces int, unsubscribes int, complaints int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT * FROM app.figures_of_windows(company_ids, starts, ends) $$;

-- Companies of some time zones that were there before a week ended and have no report of it. One period and one end a zone.
CREATE FUNCTION across.companies_due_report(zones text[], periods text[], ends timestamptz[], at_most int) RETURNS TABLE (company_id uuid, timezone text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT c.id, z.zone FROM unnest(zones, periods, ends) z (zone, period, ends_at)
    JOIN public.companies c ON c.timezone = z.zone AND c.created_at < z.ends_at
    WHERE NOT EXISTS (SELECT 1 FROM public.success_reports r WHERE r.company_id = c.id AND r.type = 'weekly' AND r.period = z.period)
    ORDER BY c.id LIMIT at_most
  $$;

-- Keeps the weekly reports of many companies, each with its week's sums and the fact that it was written, in one transaction.
-- A company that has its report already is left as it is and is not returned: a week is told once.
CREATE FUNCTION across.keep_weekly_reports(reports jsonb) RETURNS TABLE (report_id uuid, company_id uuid, event_id uuid)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  WITH given AS (
    SELECT * FROM jsonb_to_recordset(reports) AS r (id uuid, event_id uuid, company_id uuid, period text, period_start date, period_end date,
      key_metrics jsonb, insights jsonb, generated_at timestamptz, imported int, contacted int, sent int, delivered int, replies int,
      bounces int, unsubscribes int, complaints int, rate numeric, actor text)),
  written AS (
    INSERT INTO public.success_reports (id, company_id, type, period, period_start, period_end, key_metrics, insights, generated_at)
    SELECT g.id, g.company_id, 'weekly', g.period, g.period_start, g.period_end, g.key_metrics, g.insights, g.generated_at FROM given g
    ON CONFLICT (company_id, type, period) DO NOTHING RETURNING success_reports.id),
  sums AS (
    INSERT INTO public.success_metrics (id, company_id, period_start, period_end, prospects_imported, prospects_contacted, messages_sent,
      messages_delivered, responses_received, bounces, unsubscribes, complaints, response_rate_percent)
    SELECT app.uuid_v7(), g.company_id, g.period_start, g.period_end, g.imported, g.contacted, g.sent, g.delivered, g.replies, g.bounces,
      g.unsubscribes, g.complaints, g.rate
    FROM given g JOIN written w ON w.id = g.id ON CONFLICT (company_id, period_start) DO NOTHING),
  facts AS (
    INSERT INTO public.events (id, company_id, event_type, aggregate_type, aggregate_id, payload, metadata, occurred_at)
    SELECT g.event_id, g.company_id, 'insights/report.written', 'report', g.id,
      jsonb_build_object('companyId', g.company_id, 'reportId', g.id, 'readerId', NULL),
      jsonb_build_object('actor', jsonb_build_object('kind', 'job', 'id', g.actor)), g.generated_at
    FROM given g JOIN written w ON w.id = g.id RETURNING id, company_id, aggregate_id, occurred_at),
  deliveries AS (
    INSERT INTO public.event_deliveries (event_id, company_id, occurred_at, next_try_at)
    SELECT f.id, f.company_id, f.occurred_at, now() + interval '20 seconds' FROM facts f)
  SELECT f.aggregate_id, f.company_id, f.id FROM facts f
$$;

REVOKE EXECUTE ON FUNCTION across.figures_of_windows(uuid[], timestamptz[], timestamptz[]), across.companies_due_report(text[], text[], timestamptz[], int), across.keep_weekly_reports(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.figures_of_windows(uuid[], timestamptz[], timestamptz[]), across.companies_due_report(text[], text[], timestamptz[], int), across.keep_weekly_reports(jsonb) TO app_rw;
