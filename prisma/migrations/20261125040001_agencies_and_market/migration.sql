-- What is known of prospects that are estate agencies, what their websites show, and what the market says of them.
CREATE TYPE "market_signal_kind" AS ENUM ('prices_fall_listings_grow', 'prices_rise_listings_shrink');

CREATE TABLE "prospect_agencies" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "network_name" VARCHAR(100),
    "agents_count" INTEGER,
    "crm_system" VARCHAR(100),
    "other_tools" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "card_number" VARCHAR(40),
    "card_expires_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prospect_agencies_pkey" PRIMARY KEY ("id"),
    CONSTRAINT prospect_agencies_agents CHECK (agents_count >= 0)
);
CREATE UNIQUE INDEX "prospect_agencies_company_id_id_key" ON "prospect_agencies"("company_id", "id");
CREATE UNIQUE INDEX "prospect_agencies_company_id_prospect_id_key" ON "prospect_agencies"("company_id", "prospect_id");
ALTER TABLE "prospect_agencies" ADD CONSTRAINT "prospect_agencies_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "agency_portals" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "portal_name" VARCHAR(60) NOT NULL,
    "monthly_cost" DECIMAL(10,2),
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_portals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT agency_portals_cost CHECK (monthly_cost >= 0)
);
CREATE UNIQUE INDEX "agency_portals_company_id_id_key" ON "agency_portals"("company_id", "id");
CREATE UNIQUE INDEX "agency_portals_company_id_prospect_id_portal_name_key" ON "agency_portals"("company_id", "prospect_id", "portal_name");
ALTER TABLE "agency_portals" ADD CONSTRAINT "agency_portals_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "agency_listings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "counted_on" DATE NOT NULL,
    "listings_count" INTEGER NOT NULL,
    "recorded_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_listings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT agency_listings_count CHECK (listings_count >= 0)
);
CREATE UNIQUE INDEX "agency_listings_company_id_id_key" ON "agency_listings"("company_id", "id");
CREATE UNIQUE INDEX "agency_listings_company_id_prospect_id_counted_on_key" ON "agency_listings"("company_id", "prospect_id", "counted_on");
ALTER TABLE "agency_listings" ADD CONSTRAINT "agency_listings_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "site_readings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "address" VARCHAR(2000),
    "score" INTEGER,
    "points" JSONB NOT NULL DEFAULT '[]',
    "read_at" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "error_code" VARCHAR(100),
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "site_readings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT site_readings_score CHECK (score BETWEEN 0 AND 100),
    CONSTRAINT site_readings_read CHECK ((score IS NULL) = (read_at IS NULL))
);
CREATE UNIQUE INDEX "site_readings_company_id_id_key" ON "site_readings"("company_id", "id");
CREATE UNIQUE INDEX "site_readings_company_id_prospect_id_key" ON "site_readings"("company_id", "prospect_id");
ALTER TABLE "site_readings" ADD CONSTRAINT "site_readings_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "market_signals" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "kind" "market_signal_kind" NOT NULL,
    "department" VARCHAR(3) NOT NULL,
    "commune_code" VARCHAR(5) NOT NULL DEFAULT '',
    "quarter" DATE NOT NULL,
    "quarter_before" DATE NOT NULL,
    "price_now" DECIMAL(10,2) NOT NULL,
    "price_before" DECIMAL(10,2) NOT NULL,
    "listing_id" UUID NOT NULL,
    "listing_before_id" UUID NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" DATE NOT NULL,

    CONSTRAINT "market_signals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT market_signals_prices CHECK (price_now > 0 AND price_before > 0)
);
CREATE UNIQUE INDEX "market_signals_company_id_id_key" ON "market_signals"("company_id", "id");
CREATE UNIQUE INDEX "market_signals_company_id_prospect_id_kind_key" ON "market_signals"("company_id", "prospect_id", "kind");
CREATE INDEX "market_signals_company_id_found_at_id_idx" ON "market_signals"("company_id", "found_at", "id");
CREATE INDEX "market_signals_company_id_listing_id_idx" ON "market_signals"("company_id", "listing_id");
CREATE INDEX "market_signals_company_id_listing_before_id_idx" ON "market_signals"("company_id", "listing_before_id");
ALTER TABLE "market_signals" ADD CONSTRAINT "market_signals_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "market_signals" ADD CONSTRAINT "market_signals_company_id_listing_id_fkey" FOREIGN KEY ("company_id", "listing_id")
  REFERENCES "agency_listings"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "market_signals" ADD CONSTRAINT "market_signals_company_id_listing_before_id_fkey" FOREIGN KEY ("company_id", "listing_before_id")
  REFERENCES "agency_listings"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO app.person_columns (table_name, column_name, kind) VALUES ('agency_listings', 'recorded_by_id', 'history');
INSERT INTO app.reach_rules (table_name, noun, owned)
  SELECT name, 'prospect', format('EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = %1$s.company_id AND p.id = %1$s.prospect_id)', name)
  FROM unnest(ARRAY['prospect_agencies', 'agency_portals', 'agency_listings', 'site_readings', 'market_signals']) name;

-- The arrondissement that a postcode of a divided city lies in, as Insee writes it; null for any other postcode.
CREATE FUNCTION app.arrondissement_of(postal_code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN postal_code ~ '^75(0(0[1-9]|1[0-9]|20)|116)$' THEN CASE postal_code WHEN '75116' THEN '75116' ELSE '751' || right(postal_code, 2) END
    WHEN postal_code ~ '^130(0[1-9]|1[0-6])$' THEN '132' || right(postal_code, 2)
    WHEN postal_code ~ '^6900[1-9]$' THEN '6938' || right(postal_code, 1)
  END $$;
REVOKE EXECUTE ON FUNCTION app.arrondissement_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.arrondissement_of(text) TO app_rw;

-- Where market figures are looked up by the name of a city as people write it.
CREATE INDEX market_intelligence_place ON market_intelligence (department, (app.fold(city)));

CALL app.secure_tables();
CALL app.secure_reach();
