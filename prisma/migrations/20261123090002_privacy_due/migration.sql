-- What is due is due no earlier than it came.
ALTER TABLE privacy_requests DROP CONSTRAINT privacy_requests_due, ADD CONSTRAINT privacy_requests_due CHECK (due_at >= received_at);
