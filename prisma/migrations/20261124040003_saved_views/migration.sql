-- Views of the list of prospects that people keep: their own, or shared with everybody.
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "query" VARCHAR(8000) NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "is_pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_views_company_id_id_key" ON "saved_views"("company_id", "id");
CREATE UNIQUE INDEX "saved_views_company_id_user_id_name_key" ON "saved_views"("company_id", "user_id", "name");
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id")
  REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
INSERT INTO app.person_columns (table_name, column_name, kind) VALUES ('saved_views', 'user_id', 'own');

CALL app.secure_tables();
