-- A list finds its duplicates by phone and name, and a person's number is as often the mobile as the phone.
CREATE INDEX prospects_mobile_idx ON prospects (company_id, mobile) WHERE mobile IS NOT NULL;
