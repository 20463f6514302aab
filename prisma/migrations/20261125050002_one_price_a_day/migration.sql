-- A product has one price a day in one currency, fixed or from one amount to another. The upper ends of ranges are held against each other.
ALTER TABLE product_prices
  ADD CONSTRAINT product_prices_one_a_day
  EXCLUDE USING gist (company_id WITH =, product_id WITH =, currency WITH =, ((price_type = 'range_max')::int) WITH =, daterange(valid_from, valid_until, '[]') WITH &&);

-- A range has both its ends, the lower one first.
CREATE FUNCTION app.check_price_range() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM public.product_prices one
    WHERE one.company_id = NEW.company_id AND one.product_id = NEW.product_id AND one.price_type <> 'fixed'
      AND NOT EXISTS (
        SELECT 1 FROM public.product_prices other
        WHERE other.company_id = one.company_id AND other.product_id = one.product_id AND other.currency = one.currency
          AND other.valid_from IS NOT DISTINCT FROM one.valid_from AND other.valid_until IS NOT DISTINCT FROM one.valid_until
          AND CASE one.price_type WHEN 'range_min' THEN other.price_type = 'range_max' AND other.amount > one.amount
                ELSE other.price_type = 'range_min' AND other.amount < one.amount END)) THEN
    RAISE EXCEPTION 'a price range lacks an end, or runs backwards' USING ERRCODE = '23001', CONSTRAINT = 'price_range';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER product_price_range AFTER INSERT OR UPDATE ON product_prices
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_price_range();
