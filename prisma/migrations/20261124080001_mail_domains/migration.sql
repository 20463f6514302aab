-- What the DNS says of the mail of prospects' domains, by company, and the word of members that an address works.
CREATE TYPE "mail_domain_state" AS ENUM ('unknown', 'accepts', 'null_mx', 'no_mail', 'no_domain');

CREATE TABLE "mail_domains" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "domain" VARCHAR(253) NOT NULL,
    "state" "mail_domain_state" NOT NULL DEFAULT 'unknown',
    "is_disposable" BOOLEAN NOT NULL DEFAULT false,
    "meant_domain" VARCHAR(253),
    "failure_count" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_domains_pkey" PRIMARY KEY ("id"),
    CONSTRAINT mail_domains_lower CHECK (domain = lower(domain) AND domain <> ''),
    CONSTRAINT mail_domains_failures CHECK (failure_count >= 0),
    CONSTRAINT mail_domains_answer CHECK (state = 'unknown' OR checked_at IS NOT NULL)
);
CREATE UNIQUE INDEX "mail_domains_company_id_id_key" ON "mail_domains"("company_id", "id");
CREATE UNIQUE INDEX "mail_domains_company_id_domain_key" ON "mail_domains"("company_id", "domain");
CREATE INDEX "mail_domains_company_id_next_check_at_idx" ON "mail_domains"("company_id", "next_check_at");

CREATE TABLE "email_vouches" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "vouched_by_id" UUID,
    "vouched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_vouches_pkey" PRIMARY KEY ("id"),
    CONSTRAINT email_vouches_lower CHECK (email = lower(email) AND email <> '')
);
CREATE UNIQUE INDEX "email_vouches_company_id_id_key" ON "email_vouches"("company_id", "id");
CREATE UNIQUE INDEX "email_vouches_company_id_prospect_id_key" ON "email_vouches"("company_id", "prospect_id");
ALTER TABLE "email_vouches" ADD CONSTRAINT "email_vouches_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id")
  REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO app.person_columns (table_name, column_name, kind) VALUES ('email_vouches', 'vouched_by_id', 'history');
INSERT INTO app.reach_rules (table_name, noun, owned) VALUES
  ('email_vouches', 'prospect', 'EXISTS (SELECT 1 FROM public.prospects p WHERE p.company_id = email_vouches.company_id AND p.id = email_vouches.prospect_id)');

-- Companies with a domain that is to be asked about (again).
CREATE FUNCTION across.companies_with_due_mail_domains(moment timestamptz, at_most int) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT DISTINCT d.company_id FROM public.mail_domains d WHERE d.next_check_at <= moment LIMIT at_most $$;
REVOKE EXECUTE ON FUNCTION across.companies_with_due_mail_domains(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION across.companies_with_due_mail_domains(timestamptz, int) TO app_rw;

CALL app.secure_tables();
CALL app.secure_reach();
