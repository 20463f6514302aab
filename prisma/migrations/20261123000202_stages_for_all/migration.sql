-- Companies that were there before sign-up made a pipeline have no stages, and a deal needs one. Those without any get the first seven,
-- named in their language as openPipeline names them; a company that has stages keeps its own.
INSERT INTO sales_stages (id, company_id, key, name, display_order, color, probability, is_default, is_won, is_lost)
SELECT app.uuid_v7(), c.id, s.key, CASE WHEN c.language = 'en' THEN s.english ELSE s.french END, s.display_order, s.color, s.probability, s.display_order = 1,
  s.key = 'won', s.key = 'lost'
FROM companies c
CROSS JOIN (VALUES
  (1, 'lead', 'Piste', 'Lead', 10, '#94a3b8'),
  (2, 'qualified', 'Qualifié', 'Qualified', 25, '#60a5fa'),
  (3, 'demo', 'Démonstration', 'Demo', 40, '#818cf8'),
  (4, 'proposal', 'Proposition', 'Proposal', 50, '#a78bfa'),
  (5, 'negotiation', 'Négociation', 'Negotiation', 75, '#f59e0b'),
  (6, 'won', 'Gagné', 'Won', 100, '#22c55e'),
  (7, 'lost', 'Perdu', 'Lost', 0, '#ef4444')) s (display_order, key, french, english, probability, color)
WHERE NOT EXISTS (SELECT 1 FROM sales_stages t WHERE t.company_id = c.id)
ON CONFLICT DO NOTHING;
