-- A company without a postal address sends nothing: its messages stay approved and due, and the sweep leaves them alone until it has
-- one. Then they leave at its next turn.
CREATE OR REPLACE FUNCTION across.campaigns_with_due_messages(due_before timestamptz, at_most int) RETURNS TABLE (company_id uuid, campaign_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT c.company_id, c.id FROM public.campaigns c
    JOIN public.companies o ON o.id = c.company_id AND o.postal_address ~ '\S'
    CROSS JOIN LATERAL (
      SELECT min(coalesce(m.scheduled_at, m.approved_at)) AS due FROM public.messages m
      WHERE m.company_id = c.company_id AND m.campaign_id = c.id AND m.status = 'approved' AND m.deleted_at IS NULL) waiting
    WHERE c.status = 'active' AND waiting.due <= due_before AND NOT EXISTS (
      SELECT 1 FROM public.messages m WHERE m.company_id = c.company_id AND m.campaign_id = c.id AND m.reserved_at > due_before - interval '5 minutes')
    ORDER BY waiting.due LIMIT at_most
  $$;
