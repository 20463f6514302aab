-- Sending's sweep, and the lookup of a mail by our own id.

CREATE INDEX local_mails_own_id_idx ON local_mails ((metadata ->> 'essor-id'));

-- Running campaigns with approved messages that were due at a moment, and of which none was begun in the five minutes before:
-- the job that should send them has died. Oldest first.
CREATE FUNCTION across.campaigns_with_due_messages(due_before timestamptz, at_most int) RETURNS TABLE (company_id uuid, campaign_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT c.company_id, c.id FROM public.campaigns c
    CROSS JOIN LATERAL (
      SELECT min(coalesce(m.scheduled_at, m.approved_at)) AS due FROM public.messages m
      WHERE m.company_id = c.company_id AND m.campaign_id = c.id AND m.status = 'approved' AND m.deleted_at IS NULL) waiting
    WHERE c.status = 'active' AND waiting.due <= due_before AND NOT EXISTS (
      SELECT 1 FROM public.messages m WHERE m.company_id = c.company_id AND m.campaign_id = c.id AND m.reserved_at > due_before - interval '5 minutes')
    ORDER BY waiting.due LIMIT at_most
  $$;
REVOKE EXECUTE ON FUNCTION across.campaigns_with_due_messages(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.campaigns_with_due_messages(timestamptz, int) TO app_rw;
