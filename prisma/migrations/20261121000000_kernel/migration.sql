-- The kernel: tables of the first line of Essor, and all that Prisma cannot say of them.
-- The roles exist before: the one that runs this owns everything, app_rw owns nothing (README, outside PostgreSQL).

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE SCHEMA app;    -- small functions that everybody may call
CREATE SCHEMA across; -- the only doors that span companies; an invariant test holds the list
GRANT USAGE ON SCHEMA public, app, across TO app_rw;


-- CreateEnum
CREATE TYPE "task_priority" AS ENUM ('low', 'medium', 'high', 'urgent');

-- CreateEnum
CREATE TYPE "task_status" AS ENUM ('pending', 'in_progress', 'completed', 'cancelled');

-- CreateEnum
CREATE TYPE "campaign_status" AS ENUM ('draft', 'scheduled', 'active', 'paused', 'completed', 'stopped', 'archived');

-- CreateEnum
CREATE TYPE "message_status" AS ENUM ('drafting', 'draft', 'pending_approval', 'approved', 'rejected', 'scheduled', 'sending', 'sent', 'delivered', 'opened', 'clicked', 'replied', 'bounced', 'failed', 'unknown', 'cancelled');

-- CreateEnum
CREATE TYPE "recipient_state" AS ENUM ('enrolled', 'drafted', 'waiting', 'sent', 'replied', 'stopped', 'finished');

-- CreateEnum
CREATE TYPE "suppression_reason" AS ENUM ('unsubscribed', 'hard_bounce', 'spam_complaint', 'manual', 'erased');

-- CreateEnum
CREATE TYPE "draft_origin" AS ENUM ('ai', 'rules', 'person');

-- CreateEnum
CREATE TYPE "prospect_status" AS ENUM ('new', 'to_contact', 'enriched', 'scoring', 'contacted', 'engaged', 'qualified', 'opportunity', 'meeting_scheduled', 'negotiating', 'customer', 'completed', 'lost', 'rejected');

-- CreateEnum
CREATE TYPE "prospect_source" AS ENUM ('import_csv', 'manual', 'api', 'enrichment');

-- CreateEnum
CREATE TYPE "legal_basis" AS ENUM ('legitimate_interest', 'consent', 'contract');

-- CreateEnum
CREATE TYPE "import_run_state" AS ENUM ('uploaded', 'checking', 'checked', 'running', 'completed', 'failed', 'rolling_back', 'rolled_back');

-- CreateEnum
CREATE TYPE "import_line_outcome" AS ENUM ('created', 'merged', 'refused');

-- CreateTable
CREATE TABLE "plans" (
    "id" UUID NOT NULL,
    "slug" VARCHAR(50) NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "price_monthly" DECIMAL(10,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "max_users" INTEGER,
    "emails_limit_daily" INTEGER NOT NULL,
    "ai_tokens_limit_monthly" INTEGER NOT NULL,
    "prospects_limit_monthly" INTEGER NOT NULL,
    "features" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_limits" (
    "company_id" UUID NOT NULL,
    "daily_window" DATE NOT NULL,
    "monthly_window" DATE NOT NULL,
    "emails_limit_daily" INTEGER NOT NULL,
    "emails_sent_today" INTEGER NOT NULL DEFAULT 0,
    "ai_tokens_limit_monthly" INTEGER NOT NULL,
    "ai_tokens_used_month" INTEGER NOT NULL DEFAULT 0,
    "prospects_limit_monthly" INTEGER NOT NULL,
    "prospects_imported_month" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_limits_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "usage_records" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "metric_type" VARCHAR(50) NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "quantity" INTEGER NOT NULL,
    "limit" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "products" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "description" TEXT,
    "target_market" VARCHAR(100),
    "website_url" VARCHAR(500),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_benefits" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "text" VARCHAR(200) NOT NULL,
    "priority" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_benefits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID,
    "message_id" UUID,
    "assigned_to_id" UUID,
    "type" VARCHAR(30) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "priority" "task_priority" NOT NULL DEFAULT 'medium',
    "status" "task_status" NOT NULL DEFAULT 'pending',
    "due_date" DATE,
    "completed_at" TIMESTAMPTZ(3),
    "completion_notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interactions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID,
    "user_id" UUID,
    "message_id" UUID,
    "type" VARCHAR(30) NOT NULL,
    "channel" VARCHAR(20) NOT NULL,
    "subject" VARCHAR(500),
    "content" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interactions_pkey" PRIMARY KEY ("company_id","id","occurred_at")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "companies" (
    "id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "slug" VARCHAR(100) NOT NULL,
    "email" VARCHAR(254),
    "phone" VARCHAR(20),
    "postal_address" TEXT,
    "siren" VARCHAR(9),
    "siret" VARCHAR(14),
    "vat_number" VARCHAR(20),
    "website_url" VARCHAR(500),
    "timezone" VARCHAR(50) NOT NULL DEFAULT 'Europe/Paris',
    "language" VARCHAR(5) NOT NULL DEFAULT 'fr',
    "plan_id" UUID,
    "trial_ends_at" TIMESTAMPTZ(3),
    "sender_name" VARCHAR(100),
    "sender_email" VARCHAR(254),
    "reply_to_email" VARCHAR(254),
    "send_from_hour" INTEGER NOT NULL DEFAULT 9,
    "send_until_hour" INTEGER NOT NULL DEFAULT 18,
    "data_source_note" VARCHAR(300),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "companies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "first_name" VARCHAR(100),
    "last_name" VARCHAR(100),
    "avatar_url" TEXT,
    "password_hash" VARCHAR(255),
    "email_verified_at" TIMESTAMPTZ(3),
    "language" VARCHAR(5) NOT NULL DEFAULT 'fr',
    "is_platform_staff" BOOLEAN NOT NULL DEFAULT false,
    "last_login_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "is_owner" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "invited_by_id" UUID,
    "accepted_at" TIMESTAMPTZ(3),
    "notification_preferences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roles" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "key" VARCHAR(50) NOT NULL,
    "is_system" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "role_id" UUID NOT NULL,
    "language" VARCHAR(5) NOT NULL DEFAULT 'fr',
    "token_hash" VARCHAR(64) NOT NULL,
    "invited_by_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id_digest" VARCHAR(64) NOT NULL,
    "user_id" UUID NOT NULL,
    "company_id" UUID,
    "ip_address" VARCHAR(45),
    "user_agent" VARCHAR(500),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id_digest")
);

-- CreateTable
CREATE TABLE "user_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" VARCHAR(30) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_windows" (
    "key" VARCHAR(100) NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rate_windows_pkey" PRIMARY KEY ("key","starts_at")
);

-- CreateTable
CREATE TABLE "success_metrics" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "prospects_imported" INTEGER NOT NULL DEFAULT 0,
    "prospects_contacted" INTEGER NOT NULL DEFAULT 0,
    "messages_sent" INTEGER NOT NULL DEFAULT 0,
    "messages_delivered" INTEGER NOT NULL DEFAULT 0,
    "responses_received" INTEGER NOT NULL DEFAULT 0,
    "bounces" INTEGER NOT NULL DEFAULT 0,
    "unsubscribes" INTEGER NOT NULL DEFAULT 0,
    "complaints" INTEGER NOT NULL DEFAULT 0,
    "response_rate_percent" DECIMAL(5,2),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "success_metrics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "success_reports" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "type" VARCHAR(20) NOT NULL DEFAULT 'weekly',
    "period" VARCHAR(40) NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "key_metrics" JSONB NOT NULL,
    "insights" JSONB NOT NULL,
    "generated_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "success_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_deliveries" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "state" VARCHAR(20) NOT NULL DEFAULT 'sending',
    "vendor_message_id" VARCHAR(100),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "event_type" VARCHAR(100) NOT NULL,
    "event_version" INTEGER NOT NULL DEFAULT 1,
    "aggregate_type" VARCHAR(50) NOT NULL,
    "aggregate_id" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("company_id","id","occurred_at")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "event_deliveries" (
    "event_id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "inngest_id" VARCHAR(50),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" VARCHAR(500),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_deliveries_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" UUID NOT NULL,
    "company_id" UUID,
    "provider" VARCHAR(30) NOT NULL,
    "vendor_key" VARCHAR(200) NOT NULL,
    "type" VARCHAR(50) NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" VARCHAR(20),
    "error" VARCHAR(500),

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_service_statuses" (
    "id" UUID NOT NULL,
    "service_name" VARCHAR(50) NOT NULL,
    "circuit_state" VARCHAR(20) NOT NULL DEFAULT 'closed',
    "circuit_opened_at" TIMESTAMPTZ(3),
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_service_statuses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cost_trackings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "service" VARCHAR(50) NOT NULL,
    "resource_type" VARCHAR(50) NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_cost" DECIMAL(14,9) NOT NULL,
    "total_cost" DECIMAL(12,6) NOT NULL,
    "subject_id" UUID,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cost_trackings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_files" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "content_type" VARCHAR(100) NOT NULL,
    "size" BIGINT NOT NULL DEFAULT 0,
    "sha256" VARCHAR(64),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file_chunks" (
    "company_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "stored_file_chunks_pkey" PRIMARY KEY ("company_id","file_id","position")
);

-- CreateTable
CREATE TABLE "local_mails" (
    "id" UUID NOT NULL,
    "stream" VARCHAR(50) NOT NULL,
    "from_line" VARCHAR(400) NOT NULL,
    "to_line" VARCHAR(400) NOT NULL,
    "subject" VARCHAR(500) NOT NULL,
    "headers" JSONB NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "local_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "status" "campaign_status" NOT NULL DEFAULT 'draft',
    "tone" VARCHAR(20) NOT NULL DEFAULT 'friendly',
    "language" VARCHAR(5) NOT NULL DEFAULT 'fr',
    "goal" VARCHAR(500),
    "target_filters" JSONB NOT NULL DEFAULT '{}',
    "daily_limit" INTEGER,
    "total_recipients" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" UUID,
    "started_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_steps" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "channel" VARCHAR(20) NOT NULL DEFAULT 'email',
    "delay_days" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_recipients" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "state" "recipient_state" NOT NULL DEFAULT 'enrolled',
    "stop_reason" VARCHAR(30),
    "stopped_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_recipients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "channel" VARCHAR(20) NOT NULL DEFAULT 'email',
    "status" "message_status" NOT NULL DEFAULT 'drafting',
    "language" VARCHAR(5) NOT NULL,
    "subject" VARCHAR(500),
    "preview_text" VARCHAR(200),
    "content" TEXT NOT NULL DEFAULT '',
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "origin" "draft_origin",
    "ai_model" VARCHAR(50),
    "prompt_version" VARCHAR(20),
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "cost" DECIMAL(12,6),
    "remark" VARCHAR(500),
    "revision" INTEGER NOT NULL DEFAULT 0,
    "draft_error" VARCHAR(100),
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" UUID,
    "rejected_at" TIMESTAMPTZ(3),
    "rejected_by_id" UUID,
    "reject_reason" VARCHAR(300),
    "scheduled_at" TIMESTAMPTZ(3),
    "reserved_at" TIMESTAMPTZ(3),
    "to_email" VARCHAR(254),
    "vendor_message_id" VARCHAR(100),
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "clicked_at" TIMESTAMPTZ(3),
    "click_count" INTEGER NOT NULL DEFAULT 0,
    "replied_at" TIMESTAMPTZ(3),
    "bounced_at" TIMESTAMPTZ(3),
    "bounce_type" VARCHAR(50),
    "failed_at" TIMESTAMPTZ(3),
    "error_code" VARCHAR(100),
    "unsubscribe_hash" VARCHAR(64),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_events" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "type" VARCHAR(30) NOT NULL,
    "vendor_key" VARCHAR(200) NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "channel" VARCHAR(20) NOT NULL DEFAULT 'email',
    "address" VARCHAR(254) NOT NULL,
    "reason" "suppression_reason" NOT NULL,
    "message_id" UUID,
    "note" VARCHAR(300),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prospects" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "status" "prospect_status" NOT NULL DEFAULT 'new',
    "first_name" VARCHAR(100),
    "last_name" VARCHAR(100),
    "job_title" VARCHAR(100),
    "organization_name" VARCHAR(200),
    "email" VARCHAR(254),
    "phone" VARCHAR(20),
    "mobile" VARCHAR(20),
    "siret" VARCHAR(14),
    "street" VARCHAR(300),
    "postal_code" VARCHAR(10),
    "city" VARCHAR(100),
    "department" VARCHAR(3),
    "country_code" VARCHAR(2),
    "latitude" DECIMAL(9,6),
    "longitude" DECIMAL(9,6),
    "website_url" VARCHAR(500),
    "linkedin_url" VARCHAR(500),
    "language" VARCHAR(5),
    "notes" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "custom_fields" JSONB NOT NULL DEFAULT '{}',
    "lead_score" INTEGER NOT NULL DEFAULT 0,
    "score_reasons" JSONB NOT NULL DEFAULT '[]',
    "scored_at" TIMESTAMPTZ(3),
    "source" "prospect_source" NOT NULL DEFAULT 'manual',
    "source_detail" VARCHAR(300),
    "legal_basis" "legal_basis" NOT NULL DEFAULT 'legitimate_interest',
    "tracking_consent_at" TIMESTAMPTZ(3),
    "import_run_id" UUID,
    "import_line_number" INTEGER,
    "last_contacted_at" TIMESTAMPTZ(3),
    "last_activity_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "prospects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_jobs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "source_type" VARCHAR(20) NOT NULL DEFAULT 'csv',
    "source_config" JSONB NOT NULL DEFAULT '{}',
    "field_mapping" JSONB NOT NULL DEFAULT '{}',
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_runs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "import_job_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "file_name" VARCHAR(255) NOT NULL,
    "state" "import_run_state" NOT NULL DEFAULT 'uploaded',
    "dialect" JSONB NOT NULL,
    "field_mapping" JSONB NOT NULL DEFAULT '{}',
    "header" JSONB NOT NULL DEFAULT '[]',
    "source_detail" VARCHAR(300),
    "legal_basis" "legal_basis" NOT NULL DEFAULT 'legitimate_interest',
    "total_lines" INTEGER,
    "processed_lines" INTEGER NOT NULL DEFAULT 0,
    "created_count" INTEGER NOT NULL DEFAULT 0,
    "merged_count" INTEGER NOT NULL DEFAULT 0,
    "refused_count" INTEGER NOT NULL DEFAULT 0,
    "dry_run" JSONB,
    "error_code" VARCHAR(100),
    "started_by_id" UUID,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "rolled_back_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_lines" (
    "company_id" UUID NOT NULL,
    "import_run_id" UUID NOT NULL,
    "line_number" INTEGER NOT NULL,
    "outcome" "import_line_outcome" NOT NULL,
    "code" VARCHAR(100),
    "prospect_id" UUID,
    "cells" TEXT[],
    "previous" JSONB,

    CONSTRAINT "import_lines_pkey" PRIMARY KEY ("company_id","import_run_id","line_number")
);

-- CreateIndex
CREATE UNIQUE INDEX "plans_slug_key" ON "plans"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "usage_records_company_id_id_key" ON "usage_records"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "usage_records_company_id_metric_type_period_start_key" ON "usage_records"("company_id", "metric_type", "period_start");

-- CreateIndex
CREATE UNIQUE INDEX "products_company_id_id_key" ON "products"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "products_company_id_name_key" ON "products"("company_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "product_benefits_company_id_id_key" ON "product_benefits"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "product_benefits_company_id_product_id_priority_key" ON "product_benefits"("company_id", "product_id", "priority");

-- CreateIndex
CREATE INDEX "tasks_company_id_status_due_date_idx" ON "tasks"("company_id", "status", "due_date");

-- CreateIndex
CREATE INDEX "tasks_company_id_prospect_id_idx" ON "tasks"("company_id", "prospect_id");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_company_id_id_key" ON "tasks"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_company_id_message_id_type_key" ON "tasks"("company_id", "message_id", "type");

-- CreateIndex
CREATE INDEX "interactions_company_id_prospect_id_occurred_at_idx" ON "interactions"("company_id", "prospect_id", "occurred_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "companies_slug_key" ON "companies"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_company_id_id_key" ON "memberships"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_company_id_user_id_key" ON "memberships"("company_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "roles_company_id_id_key" ON "roles"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "roles_company_id_key_key" ON "roles"("company_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_company_id_email_idx" ON "invitations"("company_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_company_id_id_key" ON "invitations"("company_id", "id");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_tokens_token_hash_key" ON "user_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "user_tokens_user_id_purpose_idx" ON "user_tokens"("user_id", "purpose");

-- CreateIndex
CREATE INDEX "rate_windows_starts_at_idx" ON "rate_windows"("starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "success_metrics_company_id_id_key" ON "success_metrics"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "success_metrics_company_id_period_start_key" ON "success_metrics"("company_id", "period_start");

-- CreateIndex
CREATE UNIQUE INDEX "success_reports_company_id_id_key" ON "success_reports"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "success_reports_company_id_type_period_key" ON "success_reports"("company_id", "type", "period");

-- CreateIndex
CREATE UNIQUE INDEX "report_deliveries_company_id_id_key" ON "report_deliveries"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_deliveries_company_id_report_id_user_id_key" ON "report_deliveries"("company_id", "report_id", "user_id");

-- CreateIndex
CREATE INDEX "events_company_id_event_type_occurred_at_idx" ON "events"("company_id", "event_type", "occurred_at");

-- CreateIndex
CREATE INDEX "events_company_id_aggregate_id_occurred_at_idx" ON "events"("company_id", "aggregate_id", "occurred_at");

-- CreateIndex
CREATE INDEX "event_deliveries_company_id_idx" ON "event_deliveries"("company_id");

-- CreateIndex
CREATE INDEX "webhook_events_company_id_received_at_idx" ON "webhook_events"("company_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_events_provider_vendor_key_key" ON "webhook_events"("provider", "vendor_key");

-- CreateIndex
CREATE UNIQUE INDEX "external_service_statuses_service_name_key" ON "external_service_statuses"("service_name");

-- CreateIndex
CREATE INDEX "cost_trackings_company_id_period_start_idx" ON "cost_trackings"("company_id", "period_start");

-- CreateIndex
CREATE UNIQUE INDEX "cost_trackings_company_id_id_key" ON "cost_trackings"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "stored_files_company_id_id_key" ON "stored_files"("company_id", "id");

-- CreateIndex
CREATE INDEX "local_mails_created_at_idx" ON "local_mails"("created_at" DESC);

-- CreateIndex
CREATE INDEX "campaigns_company_id_created_at_idx" ON "campaigns"("company_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_company_id_id_key" ON "campaigns"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_steps_company_id_id_key" ON "campaign_steps"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_steps_company_id_campaign_id_position_key" ON "campaign_steps"("company_id", "campaign_id", "position");

-- CreateIndex
CREATE INDEX "campaign_recipients_company_id_prospect_id_idx" ON "campaign_recipients"("company_id", "prospect_id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_recipients_company_id_id_key" ON "campaign_recipients"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_recipients_company_id_campaign_id_prospect_id_key" ON "campaign_recipients"("company_id", "campaign_id", "prospect_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_unsubscribe_hash_key" ON "messages"("unsubscribe_hash");

-- CreateIndex
CREATE INDEX "messages_company_id_campaign_id_status_idx" ON "messages"("company_id", "campaign_id", "status");

-- CreateIndex
CREATE INDEX "messages_company_id_prospect_id_idx" ON "messages"("company_id", "prospect_id");

-- CreateIndex
CREATE INDEX "messages_company_id_status_scheduled_at_idx" ON "messages"("company_id", "status", "scheduled_at");

-- CreateIndex
CREATE UNIQUE INDEX "messages_company_id_id_key" ON "messages"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_company_id_recipient_id_step_id_key" ON "messages"("company_id", "recipient_id", "step_id");

-- CreateIndex
CREATE INDEX "message_events_company_id_message_id_idx" ON "message_events"("company_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_events_company_id_id_key" ON "message_events"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_events_company_id_vendor_key_key" ON "message_events"("company_id", "vendor_key");

-- CreateIndex
CREATE UNIQUE INDEX "suppressions_company_id_id_key" ON "suppressions"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "suppressions_company_id_channel_address_key" ON "suppressions"("company_id", "channel", "address");

-- CreateIndex
CREATE INDEX "prospects_company_id_import_run_id_idx" ON "prospects"("company_id", "import_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "prospects_company_id_id_key" ON "prospects"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "prospects_company_id_email_key" ON "prospects"("company_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "import_jobs_company_id_id_key" ON "import_jobs"("company_id", "id");

-- CreateIndex
CREATE INDEX "import_runs_company_id_created_at_idx" ON "import_runs"("company_id", "created_at");

-- CreateIndex
CREATE INDEX "import_runs_company_id_import_job_id_idx" ON "import_runs"("company_id", "import_job_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_runs_company_id_id_key" ON "import_runs"("company_id", "id");

-- CreateIndex
CREATE INDEX "import_lines_company_id_prospect_id_idx" ON "import_lines"("company_id", "prospect_id");

-- AddForeignKey
ALTER TABLE "usage_limits" ADD CONSTRAINT "usage_limits_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_benefits" ADD CONSTRAINT "product_benefits_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "messages"("company_id", "id") ON DELETE SET NULL ("message_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "companies" ADD CONSTRAINT "companies_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_role_id_fkey" FOREIGN KEY ("company_id", "role_id") REFERENCES "roles"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roles" ADD CONSTRAINT "roles_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_company_id_role_id_fkey" FOREIGN KEY ("company_id", "role_id") REFERENCES "roles"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_tokens" ADD CONSTRAINT "user_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_deliveries" ADD CONSTRAINT "report_deliveries_company_id_report_id_fkey" FOREIGN KEY ("company_id", "report_id") REFERENCES "success_reports"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file_chunks" ADD CONSTRAINT "stored_file_chunks_company_id_file_id_fkey" FOREIGN KEY ("company_id", "file_id") REFERENCES "stored_files"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_steps" ADD CONSTRAINT "campaign_steps_company_id_campaign_id_fkey" FOREIGN KEY ("company_id", "campaign_id") REFERENCES "campaigns"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_company_id_campaign_id_fkey" FOREIGN KEY ("company_id", "campaign_id") REFERENCES "campaigns"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_campaign_id_fkey" FOREIGN KEY ("company_id", "campaign_id") REFERENCES "campaigns"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_step_id_fkey" FOREIGN KEY ("company_id", "step_id") REFERENCES "campaign_steps"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_recipient_id_fkey" FOREIGN KEY ("company_id", "recipient_id") REFERENCES "campaign_recipients"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "messages"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prospects" ADD CONSTRAINT "prospects_company_id_import_run_id_fkey" FOREIGN KEY ("company_id", "import_run_id") REFERENCES "import_runs"("company_id", "id") ON DELETE SET NULL ("import_run_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_company_id_import_job_id_fkey" FOREIGN KEY ("company_id", "import_job_id") REFERENCES "import_jobs"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_company_id_file_id_fkey" FOREIGN KEY ("company_id", "file_id") REFERENCES "stored_files"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_company_id_import_run_id_fkey" FOREIGN KEY ("company_id", "import_run_id") REFERENCES "import_runs"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;



-- ───────────────────────── who and where ─────────────────────────

-- After a local setting ends it is '', not null: nullif keeps the cast from failing.
CREATE FUNCTION app.company_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE SET search_path = ''
  AS $$ SELECT nullif(current_setting('app.current_company_id', true), '')::uuid $$;

CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE SET search_path = ''
  AS $$ SELECT nullif(current_setting('app.current_user_id', true), '')::uuid $$;

-- Time-ordered ids (RFC 9562, version 7) for rows that SQL makes.
CREATE FUNCTION app.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE SET search_path = ''
  AS $$
    SELECT encode(
      set_bit(set_bit(overlay(pg_catalog.uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1),
      'hex')::uuid
  $$;

-- Lower case, no accents, one space between words: how names are compared and searched.
CREATE FUNCTION app.fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = ''
  AS $$ SELECT btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, coalesce(value, ''))), '[^[:alnum:]@.+]+', ' ', 'g')) $$;

CREATE FUNCTION app.prospect_words(first_name text, last_name text, organization_name text, email text, city text, phone text)
  RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = ''
  AS $$ SELECT app.fold(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(organization_name, '') || ' '
      || coalesce(email, '') || ' ' || coalesce(city, '') || ' ' || coalesce(phone, '')) $$;

-- ───────────────────────── indexes and checks ─────────────────────────

CREATE INDEX prospects_words_idx ON prospects USING gin (company_id, app.prospect_words(first_name, last_name, organization_name, email, city, phone) gin_trgm_ops);
CREATE UNIQUE INDEX prospects_siret_key ON prospects (company_id, siret) WHERE siret IS NOT NULL;
CREATE INDEX prospects_phone_idx ON prospects (company_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX prospects_score_idx ON prospects (company_id, lead_score DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX prospects_created_idx ON prospects (company_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX prospects_status_idx ON prospects (company_id, status, lead_score DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX prospects_department_idx ON prospects (company_id, department) WHERE deleted_at IS NULL;
CREATE INDEX event_deliveries_due_idx ON event_deliveries (next_try_at) WHERE delivered_at IS NULL;
CREATE INDEX webhook_events_open_idx ON webhook_events (received_at) WHERE processed_at IS NULL;
CREATE INDEX messages_unsettled_idx ON messages (company_id, reserved_at) WHERE status IN ('sending', 'unknown');
CREATE INDEX messages_vendor_idx ON messages (vendor_message_id) WHERE vendor_message_id IS NOT NULL;
CREATE INDEX messages_approved_idx ON messages (company_id, campaign_id, approved_at) WHERE status = 'approved';

ALTER TABLE prospects
  ADD CONSTRAINT prospects_lead_score_range CHECK (lead_score BETWEEN 0 AND 100),
  ADD CONSTRAINT prospects_email_folded CHECK (email = lower(email) AND email <> ''),
  ADD CONSTRAINT prospects_siret_form CHECK (siret ~ '^[0-9]{14}$');
ALTER TABLE users ADD CONSTRAINT users_email_folded CHECK (email = lower(email));
ALTER TABLE suppressions ADD CONSTRAINT suppressions_address_folded CHECK (address = lower(address));
ALTER TABLE companies
  ADD CONSTRAINT companies_sending_hours CHECK (send_from_hour BETWEEN 0 AND 23 AND send_until_hour BETWEEN 1 AND 24 AND send_from_hour < send_until_hour);
ALTER TABLE usage_limits
  ADD CONSTRAINT usage_limits_emails CHECK (emails_sent_today BETWEEN 0 AND emails_limit_daily),
  ADD CONSTRAINT usage_limits_counts CHECK (ai_tokens_used_month >= 0 AND prospects_imported_month >= 0);
ALTER TABLE import_runs
  ADD CONSTRAINT import_runs_counts CHECK (processed_lines = created_count + merged_count + refused_count);
ALTER TABLE stored_file_chunks ADD CONSTRAINT stored_file_chunks_size CHECK (octet_length(bytes) <= 1048576);
ALTER TABLE external_service_statuses
  ADD CONSTRAINT external_service_statuses_state CHECK (circuit_state IN ('closed', 'open', 'half_open'));

-- ───────────────────────── partitions ─────────────────────────

-- Makes the partitions of one table from a first month on. Each holds `months` months; named by its first month.
CREATE PROCEDURE app.make_partitions(parent text, first_month date, months int, how_many int) LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  starts date := date_trunc('month', first_month);
  child text;
BEGIN
  FOR i IN 1..how_many LOOP
    child := format('%s_%s', parent, to_char(starts, 'YYYYMM'));
    IF to_regclass('public.' || child) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
        child, parent, starts::timestamp AT TIME ZONE 'UTC', (starts + make_interval(months => months))::timestamp AT TIME ZONE 'UTC');
    END IF;
    starts := starts + make_interval(months => months);
  END LOOP;
END $$;

CALL app.make_partitions('events', '2026-01-01', 1, 36);
CALL app.make_partitions('interactions', '2026-01-01', 3, 12);
-- What falls outside is kept all the same, never refused.
CREATE TABLE events_other PARTITION OF events DEFAULT;
CREATE TABLE interactions_other PARTITION OF interactions DEFAULT;

-- ───────────────────────── triggers ─────────────────────────

CREATE FUNCTION app.touch_updated_at() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN NEW.updated_at := clock_timestamp(); RETURN NEW; END $$;

CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23001'; END $$;

-- Facts are never changed and never deleted, by nobody.
CREATE TRIGGER events_immutable BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION app.refuse_change();

-- ───────────────────────── row security ─────────────────────────

-- Gives every table of public that has a company_id, or is a partition of one, its row security; and every table with
-- updated_at its trigger. Each migration that makes a table ends with: CALL app.secure_tables();
-- The owner (migrations, seed, the functions of schema across) sees all; app_rw sees one company.
CREATE PROCEDURE app.secure_tables() LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
  t record;
BEGIN
  FOR t IN
    SELECT c.oid, c.relname, c.relispartition,
      EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped) AS of_company,
      EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped) AS dated
    FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
  LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.relname);
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'owner_all') THEN
      EXECUTE format('CREATE POLICY owner_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', t.relname);
    END IF;
    IF t.of_company AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'company_isolation') THEN
      EXECUTE format('CREATE POLICY company_isolation ON public.%I TO app_rw USING (company_id = (SELECT app.company_id())) WITH CHECK (company_id = (SELECT app.company_id()))', t.relname);
    END IF;
    IF t.relispartition THEN
      EXECUTE format('REVOKE ALL ON public.%I FROM app_rw', t.relname); -- reached through the parent only
    ELSE
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO app_rw', t.relname);
    END IF;
    IF t.dated AND NOT t.relispartition AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'touch_updated_at') THEN
      EXECUTE format('CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at()', t.relname);
    END IF;
  END LOOP;
  -- Facts: written and read, never touched. Plans: read. Rate windows and sessions by key: through schema across.
  REVOKE UPDATE, DELETE ON public.events FROM app_rw;
  REVOKE INSERT, UPDATE, DELETE ON public.plans FROM app_rw;
  REVOKE ALL ON public.rate_windows FROM app_rw;
END $$;

CALL app.secure_tables();

-- A person sees himself, and the members of the company he works in; he changes himself alone.
CREATE POLICY self ON users TO app_rw USING (id = (SELECT app.user_id())) WITH CHECK (id = (SELECT app.user_id()));
CREATE POLICY colleagues ON users FOR SELECT TO app_rw
  USING (EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = users.id AND m.company_id = (SELECT app.company_id())));
CREATE POLICY own_memberships ON memberships FOR SELECT TO app_rw USING (user_id = (SELECT app.user_id()));
DROP POLICY IF EXISTS company_isolation ON sessions;
CREATE POLICY own_sessions ON sessions TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
CREATE POLICY own_tokens ON user_tokens TO app_rw USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
CREATE POLICY company_isolation ON companies TO app_rw USING (id = (SELECT app.company_id())) WITH CHECK (id = (SELECT app.company_id()));
CREATE POLICY own_companies ON companies FOR SELECT TO app_rw
  USING (EXISTS (SELECT 1 FROM memberships m WHERE m.company_id = companies.id AND m.user_id = (SELECT app.user_id())));

-- No company's: the plans we offer, the state of outside services, the local mailbox.
CREATE POLICY everybody_reads ON plans FOR SELECT TO app_rw USING (true);
CREATE POLICY everybody ON external_service_statuses TO app_rw USING (true) WITH CHECK (true);
CREATE POLICY everybody ON local_mails TO app_rw USING (true) WITH CHECK (true);

-- ───────────────────────── search ─────────────────────────

-- Under row security the trigram index is not used (its operators may leak), so this runs as the owner and filters itself.
-- Returns ids of the current company's prospects that hold every word of the term, best first by score.
-- app.fold leaves no %, _ or backslash in a word, so a word is a plain pattern.
CREATE FUNCTION app.search_prospects(term text, at_most int) RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
  company uuid := app.company_id();
  every_word text := (
    SELECT string_agg(format('app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone) LIKE %L', '%' || word || '%'), ' AND ')
    FROM regexp_split_to_table(app.fold(term), ' ') word WHERE word <> '');
BEGIN
  IF company IS NULL OR every_word IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format(
    'SELECT p.id FROM public.prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL AND %s ORDER BY p.lead_score DESC, p.id DESC LIMIT $2', every_word)
    USING company, at_most;
END $$;
REVOKE EXECUTE ON FUNCTION app.search_prospects(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.search_prospects(text, int) TO app_rw;

-- ───────────────────────── across companies ─────────────────────────
-- Ids, sums and the few facts a log-in needs. Called from app/platform/across.server.ts alone.

CREATE FUNCTION across.user_by_email(address text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT id FROM public.users WHERE email = lower(address) $$;

CREATE FUNCTION across.session_by_digest(digest text) RETURNS TABLE (user_id uuid, company_id uuid, role_key text, is_platform_staff boolean, email_verified boolean)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
  UPDATE public.sessions s SET last_seen_at = now()
    WHERE s.id_digest = digest AND s.expires_at > now() AND s.last_seen_at BETWEEN now() - interval '12 hours' AND now() - interval '5 minutes';
  RETURN QUERY
    SELECT s.user_id, CASE WHEN m.id IS NULL THEN NULL ELSE s.company_id END, r.key::text, u.is_platform_staff, u.email_verified_at IS NOT NULL
    FROM public.sessions s
    JOIN public.users u ON u.id = s.user_id
    LEFT JOIN public.memberships m ON m.company_id = s.company_id AND m.user_id = s.user_id AND m.is_active
    LEFT JOIN public.roles r ON r.company_id = m.company_id AND r.id = m.role_id
    WHERE s.id_digest = digest AND s.expires_at > now() AND s.last_seen_at > now() - interval '12 hours';
END $$;

CREATE FUNCTION across.token_by_digest(wanted text, digest text) RETURNS TABLE (id uuid, user_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT t.id, t.user_id FROM public.user_tokens t WHERE t.purpose = wanted AND t.token_hash = digest AND t.used_at IS NULL AND t.expires_at > now() $$;

CREATE FUNCTION across.invitation_by_digest(digest text) RETURNS TABLE (id uuid, company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT i.id, i.company_id FROM public.invitations i
        WHERE i.token_hash = digest AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now() $$;

-- Counts an attempt; true while the window still has room.
CREATE FUNCTION across.take_rate(rate_key text, at_most int, window_seconds int) RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  INSERT INTO public.rate_windows AS w (key, starts_at, count)
  VALUES (rate_key, to_timestamp(floor(extract(epoch FROM now()) / window_seconds) * window_seconds), 1)
  ON CONFLICT (key, starts_at) DO UPDATE SET count = w.count + 1
  RETURNING count <= at_most
$$;

CREATE FUNCTION across.forget_old_rates() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
  AS $$ DELETE FROM public.rate_windows WHERE starts_at < now() - interval '1 day' $$;

-- Facts whose delivery is due, claimed for half a minute so that two sweeps do not take the same.
CREATE FUNCTION across.claim_undelivered_events(at_most int) RETURNS TABLE (event_id uuid, company_id uuid, occurred_at timestamptz)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  UPDATE public.event_deliveries d SET next_try_at = now() + interval '30 seconds', attempts = d.attempts + 1
  WHERE d.event_id IN (
    SELECT o.event_id FROM public.event_deliveries o WHERE o.delivered_at IS NULL AND o.next_try_at <= now()
    ORDER BY o.next_try_at LIMIT at_most FOR UPDATE SKIP LOCKED)
  RETURNING d.event_id, d.company_id, d.occurred_at
$$;

-- Delivered: the jobs know these facts now, under these ids.
CREATE FUNCTION across.mark_delivered(event_ids uuid[], inngest_ids text[]) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  UPDATE public.event_deliveries d SET delivered_at = now(), inngest_id = t.inngest_id, last_error = NULL
  FROM unnest(event_ids, inngest_ids) t (event_id, inngest_id) WHERE d.event_id = t.event_id
$$;

-- Not delivered: try again later, more slowly each time, at most an hour apart.
CREATE FUNCTION across.postpone_delivery(event_ids uuid[], reason text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  UPDATE public.event_deliveries d SET last_error = left(reason, 500),
    next_try_at = now() + least(interval '1 hour', interval '10 seconds' * power(2, least(d.attempts, 10)))
  WHERE d.event_id = ANY (event_ids)
$$;

-- The company and message an unsubscribe link was made for.
CREATE FUNCTION across.message_by_unsubscribe(digest text) RETURNS TABLE (message_id uuid, company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT m.id, m.company_id FROM public.messages m WHERE m.unsubscribe_hash = digest $$;

-- The company and message that the mail provider speaks of: by our own id in its metadata, else by its id.
CREATE FUNCTION across.message_by_vendor(own_id uuid, vendor_id text) RETURNS TABLE (message_id uuid, company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT m.id, m.company_id FROM public.messages m WHERE m.id = own_id
    UNION ALL
    SELECT m.id, m.company_id FROM public.messages m WHERE own_id IS NULL AND m.vendor_message_id = vendor_id
    LIMIT 1
  $$;

-- Keeps a call for which no company was found; false when it was kept before.
CREATE FUNCTION across.keep_stray_webhook(vendor text, its_key text, its_type text, body jsonb) RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  WITH kept AS (
    INSERT INTO public.webhook_events (id, provider, vendor_key, type, payload, processed_at, outcome)
    VALUES (app.uuid_v7(), vendor, its_key, its_type, body, now(), 'ignored')
    ON CONFLICT (provider, vendor_key) DO NOTHING RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM kept)
$$;

-- Companies whose local date has left the window their counters count.
CREATE FUNCTION across.companies_due_reset(moment timestamptz) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT u.company_id FROM public.usage_limits u JOIN public.companies c ON c.id = u.company_id
    WHERE u.daily_window < (moment AT TIME ZONE c.timezone)::date OR u.monthly_window < date_trunc('month', moment AT TIME ZONE c.timezone)::date
  $$;

CREATE FUNCTION across.timezones() RETURNS TABLE (timezone text, companies int) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT timezone::text, count(*)::int FROM public.companies GROUP BY 1 ORDER BY 1 $$;

CREATE FUNCTION across.companies_in_timezone(zone text) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT id FROM public.companies WHERE timezone = zone ORDER BY id $$;

-- Companies with messages whose sending was begun and never settled.
CREATE FUNCTION across.companies_with_unsettled_sends(older_than timestamptz) RETURNS TABLE (company_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT DISTINCT m.company_id FROM public.messages m WHERE m.status IN ('sending', 'unknown') AND m.reserved_at < older_than $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA across FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA across TO app_rw;
