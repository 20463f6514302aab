-- What is paid of a document is the sum of its payments, its totals are those of its lines, and each refusal of ours has a name, so that
-- it can be said in words: a RAISE of class 23 names its CONSTRAINT (tests/invariants hold the list against the sentences).

CREATE OR REPLACE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23001', CONSTRAINT = 'kept_as_written'; END $$;

CREATE OR REPLACE FUNCTION app.refuse_by_hand() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN RAISE EXCEPTION '%: this is kept by its movements', TG_TABLE_NAME USING ERRCODE = '23001', CONSTRAINT = 'kept_by_movements'; END $$;

CREATE OR REPLACE FUNCTION app.guard_counter() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.next_number > 1 THEN RAISE EXCEPTION 'a counter that gave numbers stays' USING ERRCODE = '23001', CONSTRAINT = 'counter_stays'; END IF;
    RETURN OLD;
  END IF;
  IF NEW.next_number NOT IN (OLD.next_number, OLD.next_number + 1) THEN
    RAISE EXCEPTION 'a counter moves by one' USING ERRCODE = '23001', CONSTRAINT = 'counter_steps';
  END IF;
  IF OLD.next_number > 1 AND to_jsonb(NEW) ->> 'prefix' IS DISTINCT FROM to_jsonb(OLD) ->> 'prefix' THEN
    RAISE EXCEPTION 'a series that gave numbers keeps its prefix' USING ERRCODE = '23001', CONSTRAINT = 'series_keeps_prefix';
  END IF;
  RETURN NEW;
END $$;

-- As before, and a document leaves its draft with the sums of its lines: the price to the cent, the tax to a cent a line, as it may be
-- rounded by line or by rate.
CREATE OR REPLACE FUNCTION app.freeze_document() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  open_fields constant text[] := ARRAY['status', 'amount_paid', 'sent_at', 'accepted_at', 'refused_at', 'paid_at', 'pdf_file_id', 'updated_at'];
  sums record;
BEGIN
  IF OLD.status <> 'draft' THEN
    IF TG_OP = 'DELETE' OR NEW.status IN ('draft', 'cancelled') AND NEW.status <> OLD.status OR OLD.status = 'cancelled' AND NEW.status <> OLD.status
      OR to_jsonb(NEW) - open_fields IS DISTINCT FROM to_jsonb(OLD) - open_fields THEN
      RAISE EXCEPTION 'document % is validated: % refused', OLD.id, TG_OP USING ERRCODE = '23001', CONSTRAINT = 'document_validated';
    END IF;
  ELSIF TG_OP = 'UPDATE' AND NEW.status NOT IN ('draft', 'cancelled') THEN
    SELECT coalesce(sum(l.total_excl_tax), 0) AS price, coalesce(sum(l.total_tax), 0) AS tax, count(*) AS lines INTO sums
    FROM public.document_lines l WHERE l.company_id = NEW.company_id AND l.document_id = NEW.id;
    IF NEW.total_excl_tax <> sums.price OR abs(NEW.total_tax - sums.tax) > 0.01 * sums.lines THEN
      RAISE EXCEPTION 'document % has other totals than its lines', OLD.id USING ERRCODE = '23001', CONSTRAINT = 'document_totals';
    END IF;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION app.freeze_document_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM 1 FROM public.documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id FOR SHARE;
    PERFORM 1 FROM public.documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.status <> 'draft';
    IF FOUND THEN
      RAISE EXCEPTION 'document % is validated: % of a line refused', OLD.document_id, TG_OP USING ERRCODE = '23001', CONSTRAINT = 'document_validated';
    END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM 1 FROM public.documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id FOR SHARE;
    PERFORM 1 FROM public.documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id AND d.status <> 'draft';
    IF FOUND THEN
      RAISE EXCEPTION 'document % is validated: % of a line refused', NEW.document_id, TG_OP USING ERRCODE = '23001', CONSTRAINT = 'document_validated';
    END IF;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- A document that comes validated at once has no lines yet, so it is one of nothing.
CREATE FUNCTION app.refuse_totals_without_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN RAISE EXCEPTION 'document % has other totals than its lines', NEW.id USING ERRCODE = '23001', CONSTRAINT = 'document_totals'; END $$;
CREATE TRIGGER documents_totals_at_first BEFORE INSERT ON documents FOR EACH ROW
  WHEN (NEW.status NOT IN ('draft', 'cancelled') AND NEW.total_incl_tax <> 0) EXECUTE FUNCTION app.refuse_totals_without_lines();

-- What is paid of a document is the sum of its payments, which neither change nor go (a mistake is corrected by an opposite one).
UPDATE documents d SET amount_paid = p.paid
FROM (SELECT o.id, coalesce(sum(p.amount), 0) AS paid FROM documents o LEFT JOIN payments p ON p.company_id = o.company_id AND p.document_id = o.id GROUP BY o.id) p
WHERE p.id = d.id AND d.amount_paid <> p.paid;

CREATE FUNCTION app.book_payment() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  its_currency text;
BEGIN
  UPDATE public.documents d SET amount_paid = d.amount_paid + NEW.amount
  WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id RETURNING d.currency INTO its_currency;
  IF its_currency <> NEW.currency THEN -- a document that is not seen is left to the foreign key
    RAISE EXCEPTION 'document % is in another currency', NEW.document_id USING ERRCODE = '23001', CONSTRAINT = 'payment_currency';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_book BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION app.book_payment();
CREATE TRIGGER documents_paid_by_hand BEFORE UPDATE ON documents FOR EACH ROW
  WHEN (NEW.amount_paid IS DISTINCT FROM OLD.amount_paid AND pg_trigger_depth() = 0) EXECUTE FUNCTION app.refuse_by_hand();
CREATE TRIGGER documents_paid_at_first BEFORE INSERT ON documents FOR EACH ROW WHEN (NEW.amount_paid <> 0) EXECUTE FUNCTION app.refuse_by_hand();
