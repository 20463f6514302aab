-- The figures of each quarter, so that a trend is taken between two dates and never between two rows; a place is known by its Insee code.
CREATE TYPE "market_dwelling" AS ENUM ('all', 'house', 'flat');

ALTER TABLE "market_intelligence"
  ADD COLUMN "commune_code" VARCHAR(5),
  ADD COLUMN "rent_source" VARCHAR(100),
  ADD COLUMN "rent_as_of" DATE;
CREATE UNIQUE INDEX "market_intelligence_commune_code_key" ON "market_intelligence"("commune_code");

CREATE TABLE "market_quarters" (
    "id" UUID NOT NULL,
    "department" VARCHAR(3) NOT NULL,
    "commune_code" VARCHAR(5) NOT NULL DEFAULT '',
    "dwelling" "market_dwelling" NOT NULL,
    "quarter" DATE NOT NULL,
    "median_price_sqm" DECIMAL(10,2),
    "median_price" DECIMAL(14,2),
    "sales_count" INTEGER NOT NULL,
    "priced_sales_count" INTEGER NOT NULL,
    "is_whole" BOOLEAN NOT NULL,
    "as_of" DATE NOT NULL,
    "data_source" VARCHAR(100) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "market_quarters_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "market_quarters_quarter" CHECK ("quarter" = date_trunc('quarter', "quarter"::timestamp)::date),
    CONSTRAINT "market_quarters_as_of" CHECK ("as_of" >= "quarter" AND "as_of" < ("quarter"::timestamp + interval '3 months')::date),
    -- A price of nothing is no price: it stays empty.
    CONSTRAINT "market_quarters_figures" CHECK ("median_price_sqm" > 0 AND "median_price" > 0),
    CONSTRAINT "market_quarters_counts" CHECK ("priced_sales_count" >= 0 AND "sales_count" >= "priced_sales_count")
);
CREATE UNIQUE INDEX "market_quarters_department_commune_code_dwelling_quarter_key" ON "market_quarters"("department", "commune_code", "dwelling", "quarter");

INSERT INTO app.table_rules (table_name, rule) VALUES ('market_quarters', 'reference');
CALL app.secure_tables();
