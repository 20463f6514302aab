-- A kept call whose job failed all its tries, or was lost, is taken up again by a sweep: five times at most, ever later.
ALTER TABLE "webhook_events" ADD COLUMN "subject_id" UUID,
  ADD COLUMN "retries" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "next_try_at" TIMESTAMPTZ(3);

-- What waits for a hand since before.
UPDATE webhook_events w SET subject_id = (e.payload ->> 'messageId')::uuid, next_try_at = now()
FROM events e
WHERE w.processed_at IS NULL AND e.company_id = w.company_id AND e.event_type = 'outreach/mail_webhook.received'
  AND (e.payload ->> 'webhookEventId')::uuid = w.id;

CREATE INDEX webhook_events_due_idx ON webhook_events (next_try_at) WHERE processed_at IS NULL AND next_try_at IS NOT NULL;
CREATE INDEX webhook_events_given_up_idx ON webhook_events (company_id, received_at) WHERE processed_at IS NULL AND next_try_at IS NULL;

-- Takes up calls that are due, the longest waiting first. Each is held for some hours, in which its job runs or is lost; after the fifth
-- time it is given up to a person, unless its job understands it.
CREATE FUNCTION across.claim_due_webhooks(of_provider text, moment timestamptz, at_most int)
  RETURNS TABLE (webhook_event_id uuid, company_id uuid, subject_id uuid)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
  AS $$
    UPDATE public.webhook_events w SET retries = w.retries + 1, outcome = CASE WHEN w.retries >= 4 THEN 'failed' ELSE w.outcome END,
      next_try_at = CASE WHEN w.retries >= 4 THEN NULL ELSE moment + interval '1 hour' * (w.retries + 1) END
    WHERE w.id IN (
      SELECT d.id FROM public.webhook_events d
      WHERE d.processed_at IS NULL AND d.next_try_at <= moment AND d.provider = of_provider AND d.company_id IS NOT NULL AND d.subject_id IS NOT NULL
      ORDER BY d.next_try_at LIMIT at_most FOR UPDATE SKIP LOCKED)
    RETURNING w.id, w.company_id, w.subject_id
  $$;
REVOKE EXECUTE ON FUNCTION across.claim_due_webhooks(text, timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.claim_due_webhooks(text, timestamptz, int) TO app_rw;
