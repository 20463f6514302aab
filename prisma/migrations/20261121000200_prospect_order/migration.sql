-- The orders of the list of prospects besides score and newest. Each key is never null and each order ends with the id, so that a row
-- comparison walks it. Read and compared by leakproof operators alone, or row security would keep the index from being used.
-- Names and cities sort as people read them, accents and capitals second. What has no city comes last.
CREATE INDEX prospects_name_idx ON prospects (company_id, (coalesce(organization_name, last_name, first_name, email, phone, mobile, '') COLLATE "und-x-icu"), id)
  WHERE deleted_at IS NULL;
CREATE INDEX prospects_city_idx ON prospects (company_id, (coalesce(city, U&'\FFFF') COLLATE "und-x-icu"), id)
  WHERE deleted_at IS NULL;
