-- Data keys: what secrets are sealed with, themselves wrapped by a key that the database never sees.

-- CreateTable
CREATE TABLE "data_keys" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "wrapped" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_data_keys" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "wrapped" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_data_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "data_keys_company_id_id_key" ON "data_keys"("company_id", "id");

-- CreateIndex
CREATE INDEX "user_data_keys_user_id_idx" ON "user_data_keys"("user_id");

-- AddForeignKey
ALTER TABLE "user_data_keys" ADD CONSTRAINT "user_data_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One seals at a time.
CREATE UNIQUE INDEX "data_keys_current" ON "data_keys"("company_id") WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "user_data_keys_current" ON "user_data_keys"("user_id") WHERE retired_at IS NULL;

CALL app.secure_tables();

CREATE POLICY own_data_keys ON user_data_keys TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
