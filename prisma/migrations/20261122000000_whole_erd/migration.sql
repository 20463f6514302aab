-- The whole model of the product: the tables of every domain, and the columns that those of the first line were missing.
-- Adds only: no row, column or index of before is touched. What Prisma cannot say of them stands in the migration after this one.

-- CreateEnum
CREATE TYPE "agent_type" AS ENUM ('prospector', 'bant_qualifier', 'scheduler');

-- CreateEnum
CREATE TYPE "agent_run_status" AS ENUM ('pending', 'running', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "assistant_role" AS ENUM ('user', 'assistant', 'system', 'tool');

-- CreateEnum
CREATE TYPE "billing_cycle" AS ENUM ('monthly', 'yearly');

-- CreateEnum
CREATE TYPE "invoice_status" AS ENUM ('draft', 'open', 'paid', 'overdue', 'void', 'uncollectible');

-- CreateEnum
CREATE TYPE "payment_method_type" AS ENUM ('card', 'bank_account', 'sepa_debit');

-- CreateEnum
CREATE TYPE "custom_field_entity" AS ENUM ('product', 'prospect', 'customer', 'ticket', 'deal');

-- CreateEnum
CREATE TYPE "custom_field_type" AS ENUM ('text', 'number', 'boolean', 'date', 'choice');

-- CreateEnum
CREATE TYPE "price_type" AS ENUM ('fixed', 'range_min', 'range_max');

-- CreateEnum
CREATE TYPE "product_type" AS ENUM ('good', 'service');

-- CreateEnum
CREATE TYPE "points_movement_type" AS ENUM ('earned', 'redeemed', 'expired', 'adjusted');

-- CreateEnum
CREATE TYPE "document_type" AS ENUM ('quote', 'invoice', 'deposit_invoice', 'credit_note');

-- CreateEnum
CREATE TYPE "document_status" AS ENUM ('draft', 'validated', 'sent', 'accepted', 'refused', 'paid', 'partially_paid', 'overdue', 'cancelled');

-- CreateEnum
CREATE TYPE "payment_method_kind" AS ENUM ('card', 'cash', 'cheque', 'transfer', 'direct_debit', 'payment_link', 'other');

-- CreateEnum
CREATE TYPE "bank_transaction_status" AS ENUM ('unmatched', 'suggested', 'matched', 'ignored');

-- CreateEnum
CREATE TYPE "store_status" AS ENUM ('active', 'inactive');

-- CreateEnum
CREATE TYPE "stock_movement_type" AS ENUM ('purchase', 'sale', 'return', 'transfer_in', 'transfer_out', 'adjustment', 'loss');

-- CreateEnum
CREATE TYPE "stock_transfer_status" AS ENUM ('draft', 'sent', 'received', 'cancelled');

-- CreateEnum
CREATE TYPE "terminal_status" AS ENUM ('online', 'offline', 'disabled');

-- CreateEnum
CREATE TYPE "till_entry_type" AS ENUM ('sale', 'refund', 'void', 'cash_in', 'cash_out', 'closing');

-- CreateEnum
CREATE TYPE "closing_period" AS ENUM ('day', 'month', 'year');

-- CreateEnum
CREATE TYPE "meeting_status" AS ENUM ('scheduled', 'confirmed', 'completed', 'cancelled', 'no_show');

-- CreateEnum
CREATE TYPE "automation_execution_status" AS ENUM ('running', 'completed', 'failed', 'skipped');

-- CreateEnum
CREATE TYPE "sentiment" AS ENUM ('positive', 'neutral', 'negative');

-- CreateEnum
CREATE TYPE "agency_type" AS ENUM ('independent', 'franchise', 'network', 'online');

-- CreateEnum
CREATE TYPE "row_scope" AS ENUM ('own', 'team', 'all');

-- CreateEnum
CREATE TYPE "setting_type" AS ENUM ('string', 'integer', 'boolean', 'json', 'encrypted');

-- CreateEnum
CREATE TYPE "subscription_status" AS ENUM ('trialing', 'active', 'past_due', 'suspended', 'unpaid', 'incomplete', 'cancelled');

-- CreateEnum
CREATE TYPE "whatsapp_status" AS ENUM ('connected', 'disconnected', 'verification_required');

-- CreateEnum
CREATE TYPE "conversation_channel" AS ENUM ('whatsapp', 'email', 'sms', 'web_chat');

-- CreateEnum
CREATE TYPE "conversation_status" AS ENUM ('open', 'snoozed', 'closed');

-- CreateEnum
CREATE TYPE "sender_type" AS ENUM ('customer', 'agent', 'system');

-- CreateEnum
CREATE TYPE "media_type" AS ENUM ('image', 'audio', 'video', 'document', 'location');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('pending', 'sent', 'delivered', 'read', 'failed');

-- CreateEnum
CREATE TYPE "suggestion_type" AS ENUM ('template_optimization', 'timing_adjustment', 'target_refinement', 'channel_mix');

-- CreateEnum
CREATE TYPE "suggestion_status" AS ENUM ('pending', 'accepted', 'rejected', 'testing');

-- CreateEnum
CREATE TYPE "integration_status" AS ENUM ('connected', 'disconnected', 'error');

-- CreateEnum
CREATE TYPE "failed_event_status" AS ENUM ('pending', 'retrying', 'failed', 'resolved', 'ignored');

-- CreateEnum
CREATE TYPE "health_status" AS ENUM ('healthy', 'degraded', 'unhealthy');

-- CreateEnum
CREATE TYPE "message_channel" AS ENUM ('email', 'sms', 'linkedin', 'whatsapp');

-- CreateEnum
CREATE TYPE "campaign_type" AS ENUM ('standard', 'nurture', 'reactivation', 'event');

-- CreateEnum
CREATE TYPE "schedule_type" AS ENUM ('immediate', 'scheduled', 'recurring');

-- CreateEnum
CREATE TYPE "recipient_type" AS ENUM ('individual', 'group');

-- CreateEnum
CREATE TYPE "enrichment_type" AS ENUM ('website', 'linkedin', 'twitter', 'company_info', 'email_validation');

-- CreateEnum
CREATE TYPE "enrichment_status" AS ENUM ('pending', 'completed', 'failed', 'expired');

-- CreateEnum
CREATE TYPE "segment_type" AS ENUM ('dynamic', 'fixed');

-- CreateEnum
CREATE TYPE "consent_channel" AS ENUM ('email', 'sms', 'phone', 'whatsapp', 'tracking');

-- CreateEnum
CREATE TYPE "decision_power" AS ENUM ('decision_maker', 'influencer', 'user', 'unknown');

-- CreateEnum
CREATE TYPE "import_job_status" AS ENUM ('active', 'paused', 'failed', 'disabled');

-- CreateEnum
CREATE TYPE "ticket_type" AS ENUM ('support', 'sales_offer', 'follow_up', 'bug', 'feature_request');

-- CreateEnum
CREATE TYPE "ticket_status" AS ENUM ('open', 'in_progress', 'waiting', 'resolved', 'closed');

-- AlterTable
ALTER TABLE "campaign_recipients" ADD COLUMN     "address" VARCHAR(254),
ADD COLUMN     "customer_id" UUID,
ADD COLUMN     "error_message" TEXT,
ADD COLUMN     "name" VARCHAR(255),
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "recipient_type" "recipient_type" NOT NULL DEFAULT 'individual',
ADD COLUMN     "sent_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "campaign_steps" ADD COLUMN     "body" TEXT,
ADD COLUMN     "subject" VARCHAR(500);

-- AlterTable
ALTER TABLE "campaigns" ADD COLUMN     "bant_threshold" INTEGER NOT NULL DEFAULT 60,
ADD COLUMN     "campaign_type" "campaign_type" NOT NULL DEFAULT 'standard',
ADD COLUMN     "channels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "clicked_count" INTEGER,
ADD COLUMN     "counted_at" TIMESTAMPTZ(3),
ADD COLUMN     "delay_max_ms" INTEGER NOT NULL DEFAULT 5000,
ADD COLUMN     "delay_min_ms" INTEGER NOT NULL DEFAULT 2000,
ADD COLUMN     "delivered_count" INTEGER,
ADD COLUMN     "description" TEXT,
ADD COLUMN     "ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "failed_count" INTEGER,
ADD COLUMN     "meetings_booked" INTEGER,
ADD COLUMN     "opened_count" INTEGER,
ADD COLUMN     "replied_count" INTEGER,
ADD COLUMN     "schedule_type" "schedule_type" NOT NULL DEFAULT 'immediate',
ADD COLUMN     "scheduled_at" TIMESTAMPTZ(3),
ADD COLUMN     "segment_id" UUID,
ADD COLUMN     "sent_count" INTEGER,
ADD COLUMN     "starts_at" TIMESTAMPTZ(3),
ADD COLUMN     "template_id" UUID,
ADD COLUMN     "whatsapp_profile_id" UUID;

-- AlterTable
ALTER TABLE "companies" ADD COLUMN     "business_type" VARCHAR(50),
ADD COLUMN     "commercial_name" VARCHAR(200),
ADD COLUMN     "custom_limits" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "domain" VARCHAR(100),
ADD COLUMN     "naf_code" VARCHAR(10),
ADD COLUMN     "subscription_status" "subscription_status" NOT NULL DEFAULT 'trialing';

-- AlterTable
ALTER TABLE "external_service_statuses" ADD COLUMN     "avg_response_time_ms" INTEGER,
ADD COLUMN     "counted_on" DATE,
ADD COLUMN     "failed_requests_today" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "is_operational" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "total_requests_today" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "import_jobs" ADD COLUMN     "last_run_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_run_at" TIMESTAMPTZ(3),
ADD COLUMN     "schedule_cron" VARCHAR(50),
ADD COLUMN     "status" "import_job_status" NOT NULL DEFAULT 'active';

-- AlterTable
ALTER TABLE "interactions" ADD COLUMN     "customer_id" UUID,
ADD COLUMN     "response_content" TEXT,
ADD COLUMN     "response_received" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "response_sentiment" "sentiment",
ADD COLUMN     "task_id" UUID;

-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "permissions" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "professional_card_number" VARCHAR(50),
ADD COLUMN     "specializations" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "ai_prompt" TEXT,
ADD COLUMN     "personalization_level" INTEGER,
ADD COLUMN     "template_id" UUID;

-- AlterTable
ALTER TABLE "plans" ADD COLUMN     "description" TEXT,
ADD COLUMN     "is_custom" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "max_campaigns_per_month" INTEGER,
ADD COLUMN     "max_customers" INTEGER,
ADD COLUMN     "max_messages_per_day" INTEGER,
ADD COLUMN     "max_tickets_per_month" INTEGER,
ADD COLUMN     "max_whatsapp_profiles" INTEGER,
ADD COLUMN     "price_yearly" DECIMAL(10,2) NOT NULL DEFAULT 0,
ADD COLUMN     "storage_gb" INTEGER,
ADD COLUMN     "stripe_price_id_monthly" VARCHAR(255),
ADD COLUMN     "stripe_price_id_yearly" VARCHAR(255),
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "products" ADD COLUMN     "category_id" UUID,
ADD COLUMN     "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
ADD COLUMN     "image_file_id" UUID,
ADD COLUMN     "purchase_price" DECIMAL(12,4),
ADD COLUMN     "reference" VARCHAR(50),
ADD COLUMN     "sale_price_excl_tax" DECIMAL(12,4),
ADD COLUMN     "stock_alert_threshold" DECIMAL(12,4),
ADD COLUMN     "type" "product_type" NOT NULL DEFAULT 'service',
ADD COLUMN     "unit" VARCHAR(20) NOT NULL DEFAULT 'unit',
ADD COLUMN     "vat_rate" DECIMAL(5,2);

-- AlterTable
ALTER TABLE "prospects" ADD COLUMN     "agency_type" "agency_type",
ADD COLUMN     "ai_score" INTEGER,
ADD COLUMN     "bant_breakdown" JSONB,
ADD COLUMN     "bant_score" INTEGER,
ADD COLUMN     "blog_url" VARCHAR(200),
ADD COLUMN     "budget_score" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "company_size_id" UUID,
ADD COLUMN     "competitive_intel" JSONB,
ADD COLUMN     "decision_power" "decision_power",
ADD COLUMN     "digital_maturity_score" INTEGER,
ADD COLUMN     "engagement_score" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "estimated_budget_amount" DECIMAL(12,2),
ADD COLUMN     "estimated_budget_currency" VARCHAR(3),
ADD COLUMN     "has_website" BOOLEAN,
ADD COLUMN     "industry_id" UUID,
ADD COLUMN     "intent" VARCHAR(50),
ADD COLUMN     "intent_score" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lost_reason" VARCHAR(100),
ADD COLUMN     "pain_points" TEXT,
ADD COLUMN     "product_id" UUID,
ADD COLUMN     "tender_last_update" TIMESTAMPTZ(3),
ADD COLUMN     "tender_opportunities" JSONB,
ADD COLUMN     "twitter_url" VARCHAR(200);

-- AlterTable
ALTER TABLE "success_metrics" ADD COLUMN     "avg_deal_size" DECIMAL(12,2),
ADD COLUMN     "conversion_rate_percent" DECIMAL(5,2),
ADD COLUMN     "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
ADD COLUMN     "deals_lost" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "deals_won" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "meetings_scheduled" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "proposals_sent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "roi_calculated" DECIMAL(10,2),
ADD COLUMN     "sales_cycle_days" DECIMAL(7,2),
ADD COLUMN     "total_revenue" DECIMAL(12,2);

-- AlterTable
ALTER TABLE "success_reports" ADD COLUMN     "benchmark_data" JSONB,
ADD COLUMN     "internal_copy_sent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "recommendations" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "sent_to_emails" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "tasks" ADD COLUMN     "customer_id" UUID,
ADD COLUMN     "due_time" TIME(0),
ADD COLUMN     "reminder_minutes" INTEGER;

-- AlterTable
ALTER TABLE "usage_limits" ADD COLUMN     "api_calls_limit_daily" INTEGER NOT NULL DEFAULT 10000,
ADD COLUMN     "api_calls_today" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "usage_records" ADD COLUMN     "subscription_id" UUID,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "mobile" VARCHAR(20),
ADD COLUMN     "phone" VARCHAR(20);

-- CreateTable
CREATE TABLE "agent_runs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "campaign_id" UUID,
    "prospect_id" UUID,
    "agent_type" "agent_type" NOT NULL,
    "status" "agent_run_status" NOT NULL DEFAULT 'pending',
    "input_data" JSONB NOT NULL DEFAULT '{}',
    "output_data" JSONB,
    "error_message" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,
    "tokens_used" INTEGER NOT NULL DEFAULT 0,
    "cost" DECIMAL(12,6),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assistant_threads" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "title" VARCHAR(200),
    "is_pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assistant_threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assistant_messages" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "role" "assistant_role" NOT NULL,
    "content" TEXT NOT NULL,
    "tokens_used" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assistant_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "status" "subscription_status" NOT NULL DEFAULT 'trialing',
    "billing_cycle" "billing_cycle" NOT NULL DEFAULT 'monthly',
    "amount" DECIMAL(10,2) NOT NULL DEFAULT 0,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "trial_starts_at" TIMESTAMPTZ(3),
    "trial_ends_at" TIMESTAMPTZ(3),
    "current_period_start" TIMESTAMPTZ(3) NOT NULL,
    "current_period_end" TIMESTAMPTZ(3) NOT NULL,
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "canceled_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "payment_method" VARCHAR(50),
    "stripe_customer_id" VARCHAR(255),
    "stripe_subscription_id" VARCHAR(255),
    "stripe_price_id" VARCHAR(255),
    "stripe_subscription_item_id" VARCHAR(255),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoices" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "subscription_id" UUID,
    "invoice_number" VARCHAR(50) NOT NULL,
    "subtotal" DECIMAL(10,2) NOT NULL,
    "discount_amount" DECIMAL(10,2) NOT NULL DEFAULT 0,
    "tax_amount" DECIMAL(10,2) NOT NULL DEFAULT 0,
    "total" DECIMAL(10,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "status" "invoice_status" NOT NULL DEFAULT 'draft',
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "payment_method" VARCHAR(50),
    "payment_intent_id" VARCHAR(255),
    "stripe_invoice_id" VARCHAR(255),
    "pdf_url" VARCHAR(500),
    "hosted_invoice_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_methods" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "stripe_payment_method_id" VARCHAR(255) NOT NULL,
    "type" "payment_method_type" NOT NULL DEFAULT 'card',
    "card_brand" VARCHAR(50),
    "card_last4" VARCHAR(4),
    "card_exp_month" INTEGER,
    "card_exp_year" INTEGER,
    "bank_name" VARCHAR(255),
    "bank_last4" VARCHAR(4),
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_methods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_events" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "subscription_id" UUID,
    "invoice_id" UUID,
    "event_type" VARCHAR(100) NOT NULL,
    "amount" DECIMAL(10,2),
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "description" TEXT,
    "stripe_event_id" VARCHAR(255),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_rules" (
    "id" UUID NOT NULL,
    "rule_type" VARCHAR(50) NOT NULL,
    "days_after_due" INTEGER NOT NULL,
    "action" VARCHAR(50) NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "categories" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "parent_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "custom_fields" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "category_id" UUID,
    "entity" "custom_field_entity" NOT NULL DEFAULT 'product',
    "key" VARCHAR(50) NOT NULL,
    "label" VARCHAR(100) NOT NULL,
    "field_type" "custom_field_type" NOT NULL DEFAULT 'text',
    "options" JSONB NOT NULL DEFAULT '[]',
    "is_required" BOOLEAN NOT NULL DEFAULT false,
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_fields_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_prices" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "amount" DECIMAL(10,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "price_type" "price_type" NOT NULL DEFAULT 'fixed',
    "valid_from" DATE,
    "valid_until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loyalty_tiers" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "points_threshold" INTEGER NOT NULL DEFAULT 0,
    "discount_percent" DECIMAL(5,2) NOT NULL DEFAULT 0,
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loyalty_tiers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "points_movements" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "type" "points_movement_type" NOT NULL,
    "points" INTEGER NOT NULL,
    "balance_after" INTEGER NOT NULL DEFAULT 0,
    "reason" VARCHAR(200),
    "document_id" UUID,
    "expires_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "business_key" VARCHAR(100),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "points_movements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_series" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "prefix" VARCHAR(20) NOT NULL,
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "is_default_for_quotes" BOOLEAN NOT NULL DEFAULT false,
    "is_default_for_invoices" BOOLEAN NOT NULL DEFAULT false,
    "is_default_for_credit_notes" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "series_id" UUID,
    "number" VARCHAR(50),
    "type" "document_type" NOT NULL,
    "status" "document_status" NOT NULL DEFAULT 'draft',
    "issued_on" DATE,
    "due_on" DATE,
    "origin_document_id" UUID,
    "total_excl_tax" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "total_tax" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "total_incl_tax" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "amount_paid" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "seller_snapshot" JSONB,
    "buyer_snapshot" JSONB,
    "legal_mentions" JSONB NOT NULL DEFAULT '[]',
    "notes" TEXT,
    "pdf_file_id" UUID,
    "hash" VARCHAR(64),
    "validated_at" TIMESTAMPTZ(3),
    "validated_by_id" UUID,
    "sent_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_lines" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "product_id" UUID,
    "position" INTEGER NOT NULL,
    "description" VARCHAR(500) NOT NULL,
    "quantity" DECIMAL(12,4) NOT NULL,
    "unit" VARCHAR(20) NOT NULL DEFAULT 'unit',
    "unit_price_excl_tax" DECIMAL(14,4) NOT NULL,
    "discount_percent" DECIMAL(5,2) NOT NULL DEFAULT 0,
    "vat_rate" DECIMAL(5,2) NOT NULL,
    "total_excl_tax" DECIMAL(14,2) NOT NULL,
    "total_tax" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "total_incl_tax" DECIMAL(14,2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "paid_on" DATE NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "method" "payment_method_kind" NOT NULL,
    "reference" VARCHAR(100),
    "stripe_payment_intent_id" VARCHAR(255),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_links" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "slug" VARCHAR(100) NOT NULL,
    "document_id" UUID,
    "amount" DECIMAL(14,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "expires_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_transactions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "document_id" UUID,
    "booked_on" DATE NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "status" "bank_transaction_status" NOT NULL DEFAULT 'unmatched',
    "label" VARCHAR(500) NOT NULL,
    "external_id" VARCHAR(255),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bank_transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stores" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "address_id" UUID,
    "phone" VARCHAR(20),
    "status" "store_status" NOT NULL DEFAULT 'active',
    "is_main_store" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_items" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" DECIMAL(12,4) NOT NULL DEFAULT 0,
    "reserved_quantity" DECIMAL(12,4) NOT NULL DEFAULT 0,
    "alert_threshold" DECIMAL(12,4),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movements" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "type" "stock_movement_type" NOT NULL,
    "quantity" DECIMAL(12,4) NOT NULL,
    "quantity_before" DECIMAL(12,4) NOT NULL DEFAULT 0,
    "quantity_after" DECIMAL(12,4) NOT NULL DEFAULT 0,
    "transfer_id" UUID,
    "document_id" UUID,
    "reason" VARCHAR(200),
    "business_key" VARCHAR(100),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_movements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_transfers" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "from_store_id" UUID NOT NULL,
    "to_store_id" UUID NOT NULL,
    "status" "stock_transfer_status" NOT NULL DEFAULT 'draft',
    "sent_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_transfers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_transfer_items" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "transfer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" DECIMAL(12,4) NOT NULL,
    "received_quantity" DECIMAL(12,4),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_transfer_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "terminals" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "store_id" UUID,
    "name" VARCHAR(100) NOT NULL,
    "status" "terminal_status" NOT NULL DEFAULT 'offline',
    "stripe_terminal_id" VARCHAR(255),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "terminals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registers" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "grand_total" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "registers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register_sessions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "register_id" UUID NOT NULL,
    "opened_by_id" UUID,
    "closed_by_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "opening_float" DECIMAL(12,2) NOT NULL DEFAULT 0,
    "counted_cash" DECIMAL(12,2),
    "expected_cash" DECIMAL(12,2),
    "difference" DECIMAL(12,2),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "till_entries" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "register_id" UUID NOT NULL,
    "session_id" UUID,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "type" "till_entry_type" NOT NULL,
    "document_id" UUID,
    "amount" DECIMAL(14,2) NOT NULL,
    "tax_amount" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "grand_total" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "previous_hash" VARCHAR(64),
    "hash" VARCHAR(64) NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "till_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "register_id" UUID NOT NULL,
    "period" "closing_period" NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "total_incl_tax" DECIMAL(16,2) NOT NULL,
    "total_tax" DECIMAL(16,2) NOT NULL,
    "grand_total" DECIMAL(16,2) NOT NULL,
    "first_sequence" BIGINT,
    "last_sequence" BIGINT,
    "hash" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "closings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sales_stages" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "key" VARCHAR(30),
    "name" VARCHAR(100) NOT NULL,
    "display_order" INTEGER NOT NULL,
    "color" VARCHAR(7),
    "probability" INTEGER NOT NULL DEFAULT 0,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "is_won" BOOLEAN NOT NULL DEFAULT false,
    "is_lost" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sales_stages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID,
    "is_company" BOOLEAN NOT NULL DEFAULT false,
    "first_name" VARCHAR(100),
    "last_name" VARCHAR(100),
    "organization_name" VARCHAR(255),
    "job_title" VARCHAR(100),
    "email" VARCHAR(254),
    "phone" VARCHAR(20),
    "whatsapp_phone" VARCHAR(20),
    "siret" VARCHAR(14),
    "vat_number" VARCHAR(20),
    "address_id" UUID,
    "sales_stage_id" UUID,
    "assigned_to_id" UUID,
    "lead_score" INTEGER NOT NULL DEFAULT 0,
    "estimated_value" DECIMAL(12,2),
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "source" VARCHAR(100),
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "notes" TEXT,
    "custom_fields" JSONB NOT NULL DEFAULT '{}',
    "loyalty_tier_id" UUID,
    "points_balance" INTEGER NOT NULL DEFAULT 0,
    "portal_enabled" BOOLEAN NOT NULL DEFAULT false,
    "pending_approval" BOOLEAN NOT NULL DEFAULT false,
    "language" VARCHAR(5),
    "created_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_notifications" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "type" VARCHAR(50) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "content" TEXT,
    "link" VARCHAR(500),
    "read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_accounts" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "password_hash" VARCHAR(255),
    "email_verified_at" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_invitations" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_tokens" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" VARCHAR(30) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deals" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID,
    "customer_id" UUID,
    "name" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "stage_id" UUID,
    "monthly_value" DECIMAL(10,2) NOT NULL DEFAULT 0,
    "setup_fee" DECIMAL(10,2) NOT NULL DEFAULT 0,
    "contract_months" INTEGER NOT NULL DEFAULT 12,
    "total_value" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "probability" INTEGER NOT NULL DEFAULT 0,
    "expected_close_date" DATE,
    "closed_at" TIMESTAMPTZ(3),
    "loss_reason" VARCHAR(100),
    "assigned_to_id" UUID,
    "first_touch_campaign_id" UUID,
    "last_touch_campaign_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "funnel_entries" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID,
    "customer_id" UUID,
    "deal_id" UUID,
    "stage_id" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(3),
    "duration_hours" INTEGER,
    "conversion_probability" DECIMAL(3,2),
    "deal_value" DECIMAL(12,2),
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "loss_reason" VARCHAR(100),
    "next_action" VARCHAR(200),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "funnel_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meetings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID,
    "customer_id" UUID,
    "campaign_id" UUID,
    "organizer_id" UUID,
    "title" VARCHAR(200),
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_minutes" INTEGER NOT NULL DEFAULT 30,
    "meeting_url" VARCHAR(500),
    "location" VARCHAR(300),
    "external_event_id" VARCHAR(255),
    "status" "meeting_status" NOT NULL DEFAULT 'scheduled',
    "completed_at" TIMESTAMPTZ(3),
    "notes" TEXT,
    "outcome" VARCHAR(100),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meetings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automations" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "trigger_type" VARCHAR(50) NOT NULL,
    "conditions" JSONB NOT NULL DEFAULT '{}',
    "actions" JSONB NOT NULL DEFAULT '[]',
    "is_active" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_executions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "automation_id" UUID NOT NULL,
    "trigger_event_id" UUID,
    "status" "automation_execution_status" NOT NULL DEFAULT 'running',
    "result" JSONB NOT NULL DEFAULT '{}',
    "error_message" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automation_executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addresses" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "street_address" VARCHAR(300),
    "postal_code" VARCHAR(10),
    "city" VARCHAR(100),
    "region" VARCHAR(100),
    "department" VARCHAR(3),
    "country" VARCHAR(50),
    "country_code" VARCHAR(2) NOT NULL DEFAULT 'FR',
    "latitude" DECIMAL(9,6),
    "longitude" DECIMAL(9,6),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "addresses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency_profiles" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "agency_type" "agency_type" NOT NULL DEFAULT 'independent',
    "franchise_name" VARCHAR(100),
    "established_year" INTEGER,
    "agents_count" INTEGER NOT NULL DEFAULT 1,
    "offices_count" INTEGER NOT NULL DEFAULT 1,
    "active_listings" INTEGER NOT NULL DEFAULT 0,
    "avg_monthly_transactions" INTEGER,
    "avg_transaction_value" DECIMAL(12,2),
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "property_types" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "transaction_types" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "geographical_zones" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "website_url" VARCHAR(500),
    "website_quality_score" INTEGER,
    "social_media" JSONB NOT NULL DEFAULT '{}',
    "portal_subscriptions" JSONB NOT NULL DEFAULT '[]',
    "crm_system" VARCHAR(100),
    "other_tools" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "market_share_estimation" DECIMAL(5,2),
    "main_competitors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_settings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "document_footer" TEXT,
    "bank_details" VARCHAR(500),
    "payment_term_days" INTEGER NOT NULL DEFAULT 30,
    "late_penalty_rate" DECIMAL(5,2),
    "quote_validity_days" INTEGER NOT NULL DEFAULT 30,
    "default_vat_rate" DECIMAL(5,2) NOT NULL DEFAULT 20,
    "fiscal_year_start_month" INTEGER NOT NULL DEFAULT 1,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "portal_enabled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_permissions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "permission" VARCHAR(100) NOT NULL,
    "is_granted" BOOLEAN NOT NULL DEFAULT true,
    "scope" "row_scope" NOT NULL DEFAULT 'own',
    "granted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_permissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_schedules" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "starts_at" TIME(0) NOT NULL,
    "ends_at" TIME(0) NOT NULL,
    "valid_from" DATE,
    "valid_until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "time_entries" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "break_minutes" INTEGER NOT NULL DEFAULT 0,
    "activity" VARCHAR(100),
    "note" VARCHAR(500),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "time_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_logs" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "user_id" UUID,
    "action" VARCHAR(100) NOT NULL,
    "resource_type" VARCHAR(50),
    "resource_id" UUID,
    "ip_address" VARCHAR(45),
    "user_agent" VARCHAR(500),
    "old_values" JSONB,
    "new_values" JSONB,
    "subject_id" UUID,
    "gdpr_basis" VARCHAR(50),
    "success" BOOLEAN NOT NULL DEFAULT true,
    "error_message" TEXT,
    "previous_hash" VARCHAR(64),
    "hash" VARCHAR(64) NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_logs_pkey" PRIMARY KEY ("company_id","id","created_at")
) PARTITION BY RANGE ("created_at");

-- CreateTable
CREATE TABLE "person_keys" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "subject_type" VARCHAR(30) NOT NULL,
    "subject_id" UUID NOT NULL,
    "wrapped_key" TEXT,
    "destroyed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_keys" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "service_name" VARCHAR(50) NOT NULL,
    "label" VARCHAR(100),
    "encrypted_value" TEXT NOT NULL,
    "last_four" VARCHAR(4),
    "usage_limit_monthly" INTEGER,
    "usage_current_month" INTEGER NOT NULL DEFAULT 0,
    "cost_per_request" DECIMAL(12,6),
    "currency" VARCHAR(3) NOT NULL DEFAULT 'USD',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "prefix" VARCHAR(20) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_by_id" UUID,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "allowed_addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_settings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "category" VARCHAR(50) NOT NULL,
    "key" VARCHAR(100) NOT NULL,
    "value" TEXT,
    "data_type" "setting_type" NOT NULL DEFAULT 'string',
    "is_user_configurable" BOOLEAN NOT NULL DEFAULT true,
    "description" TEXT,
    "updated_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "system_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "leader_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "whatsapp_profiles" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "phone_number" VARCHAR(20),
    "phone_number_id" VARCHAR(50),
    "business_account_id" VARCHAR(50),
    "encrypted_access_token" TEXT,
    "status" "whatsapp_status" NOT NULL DEFAULT 'disconnected',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "whatsapp_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "channel" "conversation_channel" NOT NULL DEFAULT 'whatsapp',
    "whatsapp_profile_id" UUID,
    "customer_id" UUID,
    "prospect_id" UUID,
    "whatsapp_chat_id" VARCHAR(255),
    "contact_name" VARCHAR(255),
    "contact_phone" VARCHAR(20),
    "contact_email" VARCHAR(254),
    "is_group" BOOLEAN NOT NULL DEFAULT false,
    "status" "conversation_status" NOT NULL DEFAULT 'open',
    "last_message" TEXT,
    "last_message_at" TIMESTAMPTZ(3),
    "unread_count" INTEGER NOT NULL DEFAULT 0,
    "assigned_to_id" UUID,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_messages" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "whatsapp_message_id" VARCHAR(255),
    "sender_type" "sender_type" NOT NULL,
    "sender_id" UUID,
    "sender_name" VARCHAR(255),
    "text" TEXT,
    "media_type" "media_type",
    "media_url" TEXT,
    "media_file_id" UUID,
    "media_mimetype" VARCHAR(100),
    "media_filename" VARCHAR(255),
    "media_size" INTEGER,
    "replied_to_id" UUID,
    "forwarded" BOOLEAN NOT NULL DEFAULT false,
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "status" "delivery_status" NOT NULL DEFAULT 'pending',
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "whatsapp_templates" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "profile_id" UUID NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "language" VARCHAR(10) NOT NULL,
    "category" VARCHAR(30),
    "body" TEXT NOT NULL,
    "status" VARCHAR(30) NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "whatsapp_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "canned_replies" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "shortcut" VARCHAR(50) NOT NULL,
    "text" TEXT NOT NULL,
    "language" VARCHAR(5) NOT NULL DEFAULT 'fr',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canned_replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "daily_analytics" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "prospects_added" INTEGER NOT NULL DEFAULT 0,
    "messages_sent" INTEGER NOT NULL DEFAULT 0,
    "responses_received" INTEGER NOT NULL DEFAULT 0,
    "meetings_scheduled" INTEGER NOT NULL DEFAULT 0,
    "deals_closed" INTEGER NOT NULL DEFAULT 0,
    "revenue_generated" DECIMAL(12,2) NOT NULL DEFAULT 0,
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
    "response_rate" DECIMAL(5,2),
    "conversion_rate" DECIMAL(5,2),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "daily_analytics_pkey" PRIMARY KEY ("company_id","id","date")
) PARTITION BY RANGE ("date");

-- CreateTable
CREATE TABLE "improvement_suggestions" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "type" "suggestion_type" NOT NULL,
    "current_performance" JSONB NOT NULL DEFAULT '{}',
    "suggested_change" TEXT NOT NULL,
    "expected_improvement" VARCHAR(100),
    "confidence_score" DECIMAL(3,2),
    "ai_reasoning" TEXT,
    "status" "suggestion_status" NOT NULL DEFAULT 'pending',
    "implemented_at" TIMESTAMPTZ(3),
    "result_measured" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "improvement_suggestions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integrations" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "type" VARCHAR(50) NOT NULL,
    "status" "integration_status" NOT NULL DEFAULT 'disconnected',
    "encrypted_credentials" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "last_sync_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integrations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration_mappings" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "integration_id" UUID,
    "source_module" VARCHAR(50) NOT NULL,
    "source_record_id" UUID NOT NULL,
    "target_module" VARCHAR(50) NOT NULL,
    "target_record_id" UUID,
    "external_id" VARCHAR(255),
    "mapping_type" VARCHAR(50) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_mappings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_counters" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "kind" VARCHAR(50) NOT NULL,
    "period" VARCHAR(10) NOT NULL,
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "number_counters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_heads" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "chain" VARCHAR(100) NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "hash" VARCHAR(64),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chain_heads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "failed_events" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "consumer" VARCHAR(100) NOT NULL,
    "error_type" VARCHAR(100),
    "error_message" TEXT NOT NULL,
    "error_stack" TEXT,
    "attempt_count" INTEGER NOT NULL DEFAULT 1,
    "max_attempts" INTEGER NOT NULL DEFAULT 3,
    "next_retry_at" TIMESTAMPTZ(3),
    "status" "failed_event_status" NOT NULL DEFAULT 'pending',
    "resolved_at" TIMESTAMPTZ(3),
    "resolution_notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "failed_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_usages" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "user_id" UUID,
    "api_token_id" UUID,
    "endpoint" VARCHAR(200) NOT NULL,
    "method" VARCHAR(10) NOT NULL,
    "request_size_bytes" INTEGER,
    "response_size_bytes" INTEGER,
    "response_time_ms" INTEGER NOT NULL,
    "status_code" INTEGER NOT NULL,
    "error_type" VARCHAR(100),
    "error_message" TEXT,
    "ip_address" VARCHAR(45),
    "user_agent" VARCHAR(500),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_usages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_checks" (
    "id" UUID NOT NULL,
    "component" VARCHAR(50) NOT NULL,
    "status" "health_status" NOT NULL,
    "response_time_ms" INTEGER,
    "success_rate" DECIMAL(5,2),
    "details" JSONB NOT NULL DEFAULT '{}',
    "error_message" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "health_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "performance_metrics" (
    "id" UUID NOT NULL,
    "metric_name" VARCHAR(100) NOT NULL,
    "metric_value" DECIMAL(14,4) NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "performance_metrics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "templates" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "product_id" UUID,
    "name" VARCHAR(100) NOT NULL,
    "channel" "message_channel" NOT NULL DEFAULT 'email',
    "language" VARCHAR(5) NOT NULL DEFAULT 'fr',
    "subject_template" VARCHAR(500),
    "content_template" TEXT NOT NULL,
    "variables" JSONB NOT NULL DEFAULT '[]',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "behavioral_patterns" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "pattern_type" VARCHAR(100) NOT NULL,
    "pattern_name" VARCHAR(200) NOT NULL,
    "vertical" VARCHAR(50) NOT NULL DEFAULT 'real_estate',
    "conditions" JSONB NOT NULL DEFAULT '{}',
    "success_rate" DECIMAL(5,2),
    "confidence_score" DECIMAL(3,2),
    "sample_size" INTEGER,
    "recommended_actions" JSONB NOT NULL DEFAULT '[]',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "valid_from" DATE,
    "valid_until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "behavioral_patterns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_sizes" (
    "id" UUID NOT NULL,
    "range" VARCHAR(20) NOT NULL,
    "min_employees" INTEGER NOT NULL,
    "max_employees" INTEGER,
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_sizes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "industries" (
    "id" UUID NOT NULL,
    "slug" VARCHAR(50) NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "description" TEXT,
    "nace_codes" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "industries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "market_intelligence" (
    "id" UUID NOT NULL,
    "department" VARCHAR(3) NOT NULL,
    "city" VARCHAR(100) NOT NULL,
    "district" VARCHAR(100) NOT NULL DEFAULT '',
    "avg_price_sqm_sale" DECIMAL(10,2),
    "avg_price_sqm_rent" DECIMAL(10,2),
    "price_trend_3m" DECIMAL(7,2),
    "price_trend_12m" DECIMAL(7,2),
    "transactions_count_monthly" INTEGER,
    "avg_days_on_market" INTEGER,
    "inventory_months" DECIMAL(6,2),
    "demand_supply_ratio" DECIMAL(6,2),
    "total_agencies" INTEGER,
    "agencies_per_10k_habitants" DECIMAL(8,2),
    "market_concentration" DECIMAL(7,2),
    "data_source" VARCHAR(100),
    "as_of" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "market_intelligence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrichments" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "type" "enrichment_type" NOT NULL,
    "provider" VARCHAR(50),
    "field" VARCHAR(50),
    "original_value" TEXT,
    "enriched_value" TEXT,
    "confidence_score" DECIMAL(3,2),
    "cost" DECIMAL(12,6),
    "currency" VARCHAR(3) NOT NULL DEFAULT 'USD',
    "status" "enrichment_status" NOT NULL DEFAULT 'pending',
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrichments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segments" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "type" "segment_type" NOT NULL DEFAULT 'dynamic',
    "conditions" JSONB NOT NULL DEFAULT '{}',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "segments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "prospect_id" UUID,
    "customer_id" UUID,
    "channel" "consent_channel" NOT NULL,
    "is_granted" BOOLEAN NOT NULL,
    "source" VARCHAR(100) NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "number" VARCHAR(20) NOT NULL,
    "customer_id" UUID,
    "conversation_id" UUID,
    "title" VARCHAR(255) NOT NULL,
    "description" TEXT,
    "type" "ticket_type" NOT NULL DEFAULT 'support',
    "status" "ticket_status" NOT NULL DEFAULT 'open',
    "priority" "task_priority" NOT NULL DEFAULT 'medium',
    "assigned_to_id" UUID,
    "created_by_id" UUID,
    "due_at" TIMESTAMPTZ(3),
    "first_replied_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "custom_fields" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_comments" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "user_id" UUID,
    "text" TEXT NOT NULL,
    "is_internal" BOOLEAN NOT NULL DEFAULT false,
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_comments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "agent_runs_company_id_agent_type_created_at_idx" ON "agent_runs"("company_id", "agent_type", "created_at");

-- CreateIndex
CREATE INDEX "agent_runs_company_id_campaign_id_idx" ON "agent_runs"("company_id", "campaign_id");

-- CreateIndex
CREATE INDEX "agent_runs_company_id_prospect_id_idx" ON "agent_runs"("company_id", "prospect_id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_runs_company_id_id_key" ON "agent_runs"("company_id", "id");

-- CreateIndex
CREATE INDEX "assistant_threads_company_id_user_id_updated_at_idx" ON "assistant_threads"("company_id", "user_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "assistant_threads_company_id_id_key" ON "assistant_threads"("company_id", "id");

-- CreateIndex
CREATE INDEX "assistant_messages_company_id_thread_id_created_at_idx" ON "assistant_messages"("company_id", "thread_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "assistant_messages_company_id_id_key" ON "assistant_messages"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_company_id_id_key" ON "subscriptions"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_company_id_stripe_subscription_id_key" ON "subscriptions"("company_id", "stripe_subscription_id");

-- CreateIndex
CREATE INDEX "invoices_company_id_status_due_at_idx" ON "invoices"("company_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "invoices_company_id_subscription_id_idx" ON "invoices"("company_id", "subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_company_id_id_key" ON "invoices"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_company_id_invoice_number_key" ON "invoices"("company_id", "invoice_number");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_company_id_stripe_invoice_id_key" ON "invoices"("company_id", "stripe_invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_methods_company_id_id_key" ON "payment_methods"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_methods_company_id_stripe_payment_method_id_key" ON "payment_methods"("company_id", "stripe_payment_method_id");

-- CreateIndex
CREATE INDEX "billing_events_company_id_created_at_idx" ON "billing_events"("company_id", "created_at");

-- CreateIndex
CREATE INDEX "billing_events_company_id_subscription_id_idx" ON "billing_events"("company_id", "subscription_id");

-- CreateIndex
CREATE INDEX "billing_events_company_id_invoice_id_idx" ON "billing_events"("company_id", "invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_events_company_id_id_key" ON "billing_events"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_events_company_id_stripe_event_id_key" ON "billing_events"("company_id", "stripe_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_rules_rule_type_days_after_due_key" ON "billing_rules"("rule_type", "days_after_due");

-- CreateIndex
CREATE INDEX "categories_company_id_parent_id_idx" ON "categories"("company_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "categories_company_id_id_key" ON "categories"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "categories_company_id_name_key" ON "categories"("company_id", "name");

-- CreateIndex
CREATE INDEX "custom_fields_company_id_category_id_idx" ON "custom_fields"("company_id", "category_id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_fields_company_id_id_key" ON "custom_fields"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_fields_company_id_entity_category_id_key_key" ON "custom_fields"("company_id", "entity", "category_id", "key");

-- CreateIndex
CREATE INDEX "product_prices_company_id_product_id_valid_from_idx" ON "product_prices"("company_id", "product_id", "valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "product_prices_company_id_id_key" ON "product_prices"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "loyalty_tiers_company_id_id_key" ON "loyalty_tiers"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "loyalty_tiers_company_id_name_key" ON "loyalty_tiers"("company_id", "name");

-- CreateIndex
CREATE INDEX "points_movements_company_id_customer_id_created_at_idx" ON "points_movements"("company_id", "customer_id", "created_at");

-- CreateIndex
CREATE INDEX "points_movements_company_id_document_id_idx" ON "points_movements"("company_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "points_movements_company_id_id_key" ON "points_movements"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "points_movements_company_id_business_key_key" ON "points_movements"("company_id", "business_key");

-- CreateIndex
CREATE UNIQUE INDEX "document_series_company_id_id_key" ON "document_series"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "document_series_company_id_prefix_key" ON "document_series"("company_id", "prefix");

-- CreateIndex
CREATE INDEX "documents_company_id_type_status_issued_on_idx" ON "documents"("company_id", "type", "status", "issued_on");

-- CreateIndex
CREATE INDEX "documents_company_id_customer_id_idx" ON "documents"("company_id", "customer_id");

-- CreateIndex
CREATE INDEX "documents_company_id_series_id_idx" ON "documents"("company_id", "series_id");

-- CreateIndex
CREATE INDEX "documents_company_id_origin_document_id_idx" ON "documents"("company_id", "origin_document_id");

-- CreateIndex
CREATE UNIQUE INDEX "documents_company_id_id_key" ON "documents"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "documents_company_id_number_key" ON "documents"("company_id", "number");

-- CreateIndex
CREATE INDEX "document_lines_company_id_product_id_idx" ON "document_lines"("company_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_lines_company_id_id_key" ON "document_lines"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "document_lines_company_id_document_id_position_key" ON "document_lines"("company_id", "document_id", "position");

-- CreateIndex
CREATE INDEX "payments_company_id_document_id_idx" ON "payments"("company_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_company_id_id_key" ON "payments"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_company_id_stripe_payment_intent_id_key" ON "payments"("company_id", "stripe_payment_intent_id");

-- CreateIndex
CREATE INDEX "payment_links_company_id_document_id_idx" ON "payment_links"("company_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_links_company_id_id_key" ON "payment_links"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_links_company_id_slug_key" ON "payment_links"("company_id", "slug");

-- CreateIndex
CREATE INDEX "bank_transactions_company_id_status_booked_on_idx" ON "bank_transactions"("company_id", "status", "booked_on");

-- CreateIndex
CREATE INDEX "bank_transactions_company_id_document_id_idx" ON "bank_transactions"("company_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_transactions_company_id_id_key" ON "bank_transactions"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_transactions_company_id_external_id_key" ON "bank_transactions"("company_id", "external_id");

-- CreateIndex
CREATE INDEX "stores_company_id_address_id_idx" ON "stores"("company_id", "address_id");

-- CreateIndex
CREATE UNIQUE INDEX "stores_company_id_id_key" ON "stores"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "stores_company_id_name_key" ON "stores"("company_id", "name");

-- CreateIndex
CREATE INDEX "stock_items_company_id_product_id_idx" ON "stock_items"("company_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_items_company_id_id_key" ON "stock_items"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_items_company_id_store_id_product_id_key" ON "stock_items"("company_id", "store_id", "product_id");

-- CreateIndex
CREATE INDEX "stock_movements_company_id_store_id_product_id_created_at_idx" ON "stock_movements"("company_id", "store_id", "product_id", "created_at");

-- CreateIndex
CREATE INDEX "stock_movements_company_id_product_id_idx" ON "stock_movements"("company_id", "product_id");

-- CreateIndex
CREATE INDEX "stock_movements_company_id_transfer_id_idx" ON "stock_movements"("company_id", "transfer_id");

-- CreateIndex
CREATE INDEX "stock_movements_company_id_document_id_idx" ON "stock_movements"("company_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_movements_company_id_id_key" ON "stock_movements"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_movements_company_id_business_key_key" ON "stock_movements"("company_id", "business_key");

-- CreateIndex
CREATE INDEX "stock_transfers_company_id_status_idx" ON "stock_transfers"("company_id", "status");

-- CreateIndex
CREATE INDEX "stock_transfers_company_id_from_store_id_idx" ON "stock_transfers"("company_id", "from_store_id");

-- CreateIndex
CREATE INDEX "stock_transfers_company_id_to_store_id_idx" ON "stock_transfers"("company_id", "to_store_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_transfers_company_id_id_key" ON "stock_transfers"("company_id", "id");

-- CreateIndex
CREATE INDEX "stock_transfer_items_company_id_product_id_idx" ON "stock_transfer_items"("company_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_transfer_items_company_id_id_key" ON "stock_transfer_items"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_transfer_items_company_id_transfer_id_product_id_key" ON "stock_transfer_items"("company_id", "transfer_id", "product_id");

-- CreateIndex
CREATE INDEX "terminals_company_id_store_id_idx" ON "terminals"("company_id", "store_id");

-- CreateIndex
CREATE UNIQUE INDEX "terminals_company_id_id_key" ON "terminals"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "terminals_company_id_stripe_terminal_id_key" ON "terminals"("company_id", "stripe_terminal_id");

-- CreateIndex
CREATE INDEX "registers_company_id_store_id_idx" ON "registers"("company_id", "store_id");

-- CreateIndex
CREATE UNIQUE INDEX "registers_company_id_id_key" ON "registers"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "registers_company_id_name_key" ON "registers"("company_id", "name");

-- CreateIndex
CREATE INDEX "register_sessions_company_id_register_id_opened_at_idx" ON "register_sessions"("company_id", "register_id", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "register_sessions_company_id_id_key" ON "register_sessions"("company_id", "id");

-- CreateIndex
CREATE INDEX "till_entries_company_id_session_id_idx" ON "till_entries"("company_id", "session_id");

-- CreateIndex
CREATE INDEX "till_entries_company_id_document_id_idx" ON "till_entries"("company_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "till_entries_company_id_id_key" ON "till_entries"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "till_entries_company_id_register_id_sequence_key" ON "till_entries"("company_id", "register_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "closings_company_id_id_key" ON "closings"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "closings_company_id_register_id_period_period_start_key" ON "closings"("company_id", "register_id", "period", "period_start");

-- CreateIndex
CREATE UNIQUE INDEX "sales_stages_company_id_id_key" ON "sales_stages"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sales_stages_company_id_name_key" ON "sales_stages"("company_id", "name");

-- CreateIndex
CREATE INDEX "customers_company_id_sales_stage_id_idx" ON "customers"("company_id", "sales_stage_id");

-- CreateIndex
CREATE INDEX "customers_company_id_assigned_to_id_idx" ON "customers"("company_id", "assigned_to_id");

-- CreateIndex
CREATE INDEX "customers_company_id_prospect_id_idx" ON "customers"("company_id", "prospect_id");

-- CreateIndex
CREATE INDEX "customers_company_id_address_id_idx" ON "customers"("company_id", "address_id");

-- CreateIndex
CREATE INDEX "customers_company_id_loyalty_tier_id_idx" ON "customers"("company_id", "loyalty_tier_id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_company_id_id_key" ON "customers"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_company_id_email_key" ON "customers"("company_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "customers_company_id_whatsapp_phone_key" ON "customers"("company_id", "whatsapp_phone");

-- CreateIndex
CREATE INDEX "customer_notifications_company_id_customer_id_created_at_idx" ON "customer_notifications"("company_id", "customer_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "customer_notifications_company_id_id_key" ON "customer_notifications"("company_id", "id");

-- CreateIndex
CREATE INDEX "portal_accounts_company_id_customer_id_idx" ON "portal_accounts"("company_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_accounts_company_id_id_key" ON "portal_accounts"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_accounts_company_id_email_key" ON "portal_accounts"("company_id", "email");

-- CreateIndex
CREATE INDEX "portal_invitations_company_id_customer_id_idx" ON "portal_invitations"("company_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_invitations_company_id_id_key" ON "portal_invitations"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_invitations_company_id_token_hash_key" ON "portal_invitations"("company_id", "token_hash");

-- CreateIndex
CREATE INDEX "portal_tokens_company_id_account_id_idx" ON "portal_tokens"("company_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_tokens_company_id_id_key" ON "portal_tokens"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_tokens_company_id_token_hash_key" ON "portal_tokens"("company_id", "token_hash");

-- CreateIndex
CREATE INDEX "deals_company_id_stage_id_idx" ON "deals"("company_id", "stage_id");

-- CreateIndex
CREATE INDEX "deals_company_id_prospect_id_idx" ON "deals"("company_id", "prospect_id");

-- CreateIndex
CREATE INDEX "deals_company_id_customer_id_idx" ON "deals"("company_id", "customer_id");

-- CreateIndex
CREATE INDEX "deals_company_id_assigned_to_id_idx" ON "deals"("company_id", "assigned_to_id");

-- CreateIndex
CREATE INDEX "deals_company_id_first_touch_campaign_id_idx" ON "deals"("company_id", "first_touch_campaign_id");

-- CreateIndex
CREATE INDEX "deals_company_id_last_touch_campaign_id_idx" ON "deals"("company_id", "last_touch_campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "deals_company_id_id_key" ON "deals"("company_id", "id");

-- CreateIndex
CREATE INDEX "funnel_entries_company_id_stage_id_entered_at_idx" ON "funnel_entries"("company_id", "stage_id", "entered_at");

-- CreateIndex
CREATE INDEX "funnel_entries_company_id_prospect_id_entered_at_idx" ON "funnel_entries"("company_id", "prospect_id", "entered_at");

-- CreateIndex
CREATE INDEX "funnel_entries_company_id_customer_id_idx" ON "funnel_entries"("company_id", "customer_id");

-- CreateIndex
CREATE INDEX "funnel_entries_company_id_deal_id_idx" ON "funnel_entries"("company_id", "deal_id");

-- CreateIndex
CREATE UNIQUE INDEX "funnel_entries_company_id_id_key" ON "funnel_entries"("company_id", "id");

-- CreateIndex
CREATE INDEX "meetings_company_id_scheduled_at_idx" ON "meetings"("company_id", "scheduled_at");

-- CreateIndex
CREATE INDEX "meetings_company_id_prospect_id_idx" ON "meetings"("company_id", "prospect_id");

-- CreateIndex
CREATE INDEX "meetings_company_id_customer_id_idx" ON "meetings"("company_id", "customer_id");

-- CreateIndex
CREATE INDEX "meetings_company_id_campaign_id_idx" ON "meetings"("company_id", "campaign_id");

-- CreateIndex
CREATE INDEX "meetings_company_id_organizer_id_idx" ON "meetings"("company_id", "organizer_id");

-- CreateIndex
CREATE UNIQUE INDEX "meetings_company_id_id_key" ON "meetings"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "meetings_company_id_external_event_id_key" ON "meetings"("company_id", "external_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "automations_company_id_id_key" ON "automations"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "automations_company_id_name_key" ON "automations"("company_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "automation_executions_company_id_id_key" ON "automation_executions"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "automation_executions_company_id_automation_id_trigger_even_key" ON "automation_executions"("company_id", "automation_id", "trigger_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "addresses_company_id_id_key" ON "addresses"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "agency_profiles_company_id_id_key" ON "agency_profiles"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "agency_profiles_company_id_key" ON "agency_profiles"("company_id");

-- CreateIndex
CREATE UNIQUE INDEX "company_settings_company_id_id_key" ON "company_settings"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "company_settings_company_id_key" ON "company_settings"("company_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_permissions_company_id_id_key" ON "user_permissions"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_permissions_company_id_user_id_permission_key" ON "user_permissions"("company_id", "user_id", "permission");

-- CreateIndex
CREATE UNIQUE INDEX "user_schedules_company_id_id_key" ON "user_schedules"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_schedules_company_id_user_id_weekday_starts_at_key" ON "user_schedules"("company_id", "user_id", "weekday", "starts_at");

-- CreateIndex
CREATE INDEX "time_entries_company_id_user_id_started_at_idx" ON "time_entries"("company_id", "user_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "time_entries_company_id_id_key" ON "time_entries"("company_id", "id");

-- CreateIndex
CREATE INDEX "audit_logs_company_id_created_at_idx" ON "audit_logs"("company_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_logs_company_id_resource_type_resource_id_created_at_idx" ON "audit_logs"("company_id", "resource_type", "resource_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_logs_company_id_sequence_created_at_key" ON "audit_logs"("company_id", "sequence", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "person_keys_company_id_id_key" ON "person_keys"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "person_keys_company_id_subject_type_subject_id_key" ON "person_keys"("company_id", "subject_type", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_keys_company_id_id_key" ON "service_keys"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_keys_company_id_service_name_label_key" ON "service_keys"("company_id", "service_name", "label");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_company_id_id_key" ON "api_tokens"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_company_id_token_hash_key" ON "api_tokens"("company_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "system_settings_company_id_id_key" ON "system_settings"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "system_settings_company_id_category_key_key" ON "system_settings"("company_id", "category", "key");

-- CreateIndex
CREATE INDEX "teams_company_id_leader_id_idx" ON "teams"("company_id", "leader_id");

-- CreateIndex
CREATE UNIQUE INDEX "teams_company_id_id_key" ON "teams"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "teams_company_id_name_key" ON "teams"("company_id", "name");

-- CreateIndex
CREATE INDEX "team_members_company_id_user_id_idx" ON "team_members"("company_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_members_company_id_id_key" ON "team_members"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "team_members_company_id_team_id_user_id_key" ON "team_members"("company_id", "team_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "whatsapp_profiles_company_id_id_key" ON "whatsapp_profiles"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "whatsapp_profiles_company_id_phone_number_key" ON "whatsapp_profiles"("company_id", "phone_number");

-- CreateIndex
CREATE INDEX "conversations_company_id_status_last_message_at_idx" ON "conversations"("company_id", "status", "last_message_at");

-- CreateIndex
CREATE INDEX "conversations_company_id_customer_id_idx" ON "conversations"("company_id", "customer_id");

-- CreateIndex
CREATE INDEX "conversations_company_id_prospect_id_idx" ON "conversations"("company_id", "prospect_id");

-- CreateIndex
CREATE INDEX "conversations_company_id_assigned_to_id_idx" ON "conversations"("company_id", "assigned_to_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_company_id_id_key" ON "conversations"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_company_id_whatsapp_profile_id_whatsapp_chat__key" ON "conversations"("company_id", "whatsapp_profile_id", "whatsapp_chat_id");

-- CreateIndex
CREATE INDEX "conversation_messages_company_id_conversation_id_sent_at_idx" ON "conversation_messages"("company_id", "conversation_id", "sent_at");

-- CreateIndex
CREATE INDEX "conversation_messages_company_id_media_file_id_idx" ON "conversation_messages"("company_id", "media_file_id");

-- CreateIndex
CREATE INDEX "conversation_messages_company_id_replied_to_id_idx" ON "conversation_messages"("company_id", "replied_to_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_messages_company_id_id_key" ON "conversation_messages"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_messages_company_id_whatsapp_message_id_key" ON "conversation_messages"("company_id", "whatsapp_message_id");

-- CreateIndex
CREATE UNIQUE INDEX "whatsapp_templates_company_id_id_key" ON "whatsapp_templates"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "whatsapp_templates_company_id_profile_id_name_language_key" ON "whatsapp_templates"("company_id", "profile_id", "name", "language");

-- CreateIndex
CREATE UNIQUE INDEX "canned_replies_company_id_id_key" ON "canned_replies"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "canned_replies_company_id_shortcut_language_key" ON "canned_replies"("company_id", "shortcut", "language");

-- CreateIndex
CREATE UNIQUE INDEX "daily_analytics_company_id_date_key" ON "daily_analytics"("company_id", "date");

-- CreateIndex
CREATE INDEX "improvement_suggestions_company_id_status_created_at_idx" ON "improvement_suggestions"("company_id", "status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "improvement_suggestions_company_id_id_key" ON "improvement_suggestions"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "integrations_company_id_id_key" ON "integrations"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "integrations_company_id_type_key" ON "integrations"("company_id", "type");

-- CreateIndex
CREATE INDEX "integration_mappings_company_id_target_record_id_idx" ON "integration_mappings"("company_id", "target_record_id");

-- CreateIndex
CREATE INDEX "integration_mappings_company_id_integration_id_idx" ON "integration_mappings"("company_id", "integration_id");

-- CreateIndex
CREATE UNIQUE INDEX "integration_mappings_company_id_id_key" ON "integration_mappings"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "integration_mappings_company_id_mapping_type_source_record__key" ON "integration_mappings"("company_id", "mapping_type", "source_record_id", "target_record_id");

-- CreateIndex
CREATE UNIQUE INDEX "number_counters_company_id_id_key" ON "number_counters"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "number_counters_company_id_kind_period_key" ON "number_counters"("company_id", "kind", "period");

-- CreateIndex
CREATE UNIQUE INDEX "chain_heads_company_id_id_key" ON "chain_heads"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "chain_heads_company_id_chain_key" ON "chain_heads"("company_id", "chain");

-- CreateIndex
CREATE UNIQUE INDEX "failed_events_company_id_id_key" ON "failed_events"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "failed_events_company_id_event_id_consumer_key" ON "failed_events"("company_id", "event_id", "consumer");

-- CreateIndex
CREATE INDEX "api_usages_company_id_created_at_idx" ON "api_usages"("company_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_usages_company_id_id_key" ON "api_usages"("company_id", "id");

-- CreateIndex
CREATE INDEX "health_checks_component_checked_at_idx" ON "health_checks"("component", "checked_at");

-- CreateIndex
CREATE INDEX "performance_metrics_metric_name_recorded_at_idx" ON "performance_metrics"("metric_name", "recorded_at");

-- CreateIndex
CREATE INDEX "templates_company_id_product_id_idx" ON "templates"("company_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "templates_company_id_id_key" ON "templates"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "templates_company_id_name_language_key" ON "templates"("company_id", "name", "language");

-- CreateIndex
CREATE UNIQUE INDEX "behavioral_patterns_company_id_id_key" ON "behavioral_patterns"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "behavioral_patterns_company_id_pattern_type_pattern_name_key" ON "behavioral_patterns"("company_id", "pattern_type", "pattern_name");

-- CreateIndex
CREATE UNIQUE INDEX "company_sizes_range_key" ON "company_sizes"("range");

-- CreateIndex
CREATE UNIQUE INDEX "industries_slug_key" ON "industries"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "market_intelligence_department_city_district_key" ON "market_intelligence"("department", "city", "district");

-- CreateIndex
CREATE INDEX "enrichments_company_id_prospect_id_idx" ON "enrichments"("company_id", "prospect_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrichments_company_id_id_key" ON "enrichments"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "segments_company_id_id_key" ON "segments"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "segments_company_id_name_key" ON "segments"("company_id", "name");

-- CreateIndex
CREATE INDEX "consents_company_id_prospect_id_channel_given_at_idx" ON "consents"("company_id", "prospect_id", "channel", "given_at");

-- CreateIndex
CREATE UNIQUE INDEX "consents_company_id_id_key" ON "consents"("company_id", "id");

-- CreateIndex
CREATE INDEX "tickets_company_id_status_created_at_idx" ON "tickets"("company_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "tickets_company_id_customer_id_idx" ON "tickets"("company_id", "customer_id");

-- CreateIndex
CREATE INDEX "tickets_company_id_conversation_id_idx" ON "tickets"("company_id", "conversation_id");

-- CreateIndex
CREATE INDEX "tickets_company_id_assigned_to_id_idx" ON "tickets"("company_id", "assigned_to_id");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_company_id_id_key" ON "tickets"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_company_id_number_key" ON "tickets"("company_id", "number");

-- CreateIndex
CREATE INDEX "ticket_comments_company_id_ticket_id_created_at_idx" ON "ticket_comments"("company_id", "ticket_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_comments_company_id_id_key" ON "ticket_comments"("company_id", "id");

-- CreateIndex
CREATE INDEX "campaigns_company_id_segment_id_idx" ON "campaigns"("company_id", "segment_id");

-- CreateIndex
CREATE INDEX "interactions_company_id_customer_id_occurred_at_idx" ON "interactions"("company_id", "customer_id", "occurred_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "products_company_id_reference_key" ON "products"("company_id", "reference");

-- CreateIndex
CREATE INDEX "prospects_company_id_company_size_id_idx" ON "prospects"("company_id", "company_size_id");

-- CreateIndex
CREATE INDEX "prospects_company_id_product_id_idx" ON "prospects"("company_id", "product_id");

-- AddForeignKey
ALTER TABLE "agent_runs" ADD CONSTRAINT "agent_runs_company_id_campaign_id_fkey" FOREIGN KEY ("company_id", "campaign_id") REFERENCES "campaigns"("company_id", "id") ON DELETE SET NULL ("campaign_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_runs" ADD CONSTRAINT "agent_runs_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE SET NULL ("prospect_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_threads" ADD CONSTRAINT "assistant_threads_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_messages" ADD CONSTRAINT "assistant_messages_company_id_thread_id_fkey" FOREIGN KEY ("company_id", "thread_id") REFERENCES "assistant_threads"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_records" ADD CONSTRAINT "usage_records_company_id_subscription_id_fkey" FOREIGN KEY ("company_id", "subscription_id") REFERENCES "subscriptions"("company_id", "id") ON DELETE SET NULL ("subscription_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_company_id_subscription_id_fkey" FOREIGN KEY ("company_id", "subscription_id") REFERENCES "subscriptions"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_events" ADD CONSTRAINT "billing_events_company_id_subscription_id_fkey" FOREIGN KEY ("company_id", "subscription_id") REFERENCES "subscriptions"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_events" ADD CONSTRAINT "billing_events_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoices"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_company_id_category_id_fkey" FOREIGN KEY ("company_id", "category_id") REFERENCES "categories"("company_id", "id") ON DELETE SET NULL ("category_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "categories" ADD CONSTRAINT "categories_company_id_parent_id_fkey" FOREIGN KEY ("company_id", "parent_id") REFERENCES "categories"("company_id", "id") ON DELETE SET NULL ("parent_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_company_id_category_id_fkey" FOREIGN KEY ("company_id", "category_id") REFERENCES "categories"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_prices" ADD CONSTRAINT "product_prices_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "points_movements" ADD CONSTRAINT "points_movements_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "points_movements" ADD CONSTRAINT "points_movements_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "documents"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_company_id_series_id_fkey" FOREIGN KEY ("company_id", "series_id") REFERENCES "document_series"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_company_id_origin_document_id_fkey" FOREIGN KEY ("company_id", "origin_document_id") REFERENCES "documents"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_lines" ADD CONSTRAINT "document_lines_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "documents"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_lines" ADD CONSTRAINT "document_lines_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE SET NULL ("product_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "documents"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "documents"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_transactions" ADD CONSTRAINT "bank_transactions_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "documents"("company_id", "id") ON DELETE SET NULL ("document_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stores" ADD CONSTRAINT "stores_company_id_address_id_fkey" FOREIGN KEY ("company_id", "address_id") REFERENCES "addresses"("company_id", "id") ON DELETE SET NULL ("address_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_items" ADD CONSTRAINT "stock_items_company_id_store_id_fkey" FOREIGN KEY ("company_id", "store_id") REFERENCES "stores"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_items" ADD CONSTRAINT "stock_items_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_company_id_store_id_fkey" FOREIGN KEY ("company_id", "store_id") REFERENCES "stores"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_company_id_transfer_id_fkey" FOREIGN KEY ("company_id", "transfer_id") REFERENCES "stock_transfers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "documents"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_company_id_from_store_id_fkey" FOREIGN KEY ("company_id", "from_store_id") REFERENCES "stores"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_company_id_to_store_id_fkey" FOREIGN KEY ("company_id", "to_store_id") REFERENCES "stores"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_transfer_items" ADD CONSTRAINT "stock_transfer_items_company_id_transfer_id_fkey" FOREIGN KEY ("company_id", "transfer_id") REFERENCES "stock_transfers"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_transfer_items" ADD CONSTRAINT "stock_transfer_items_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terminals" ADD CONSTRAINT "terminals_company_id_store_id_fkey" FOREIGN KEY ("company_id", "store_id") REFERENCES "stores"("company_id", "id") ON DELETE SET NULL ("store_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registers" ADD CONSTRAINT "registers_company_id_store_id_fkey" FOREIGN KEY ("company_id", "store_id") REFERENCES "stores"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_sessions" ADD CONSTRAINT "register_sessions_company_id_register_id_fkey" FOREIGN KEY ("company_id", "register_id") REFERENCES "registers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "till_entries" ADD CONSTRAINT "till_entries_company_id_register_id_fkey" FOREIGN KEY ("company_id", "register_id") REFERENCES "registers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "till_entries" ADD CONSTRAINT "till_entries_company_id_session_id_fkey" FOREIGN KEY ("company_id", "session_id") REFERENCES "register_sessions"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "till_entries" ADD CONSTRAINT "till_entries_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "documents"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closings" ADD CONSTRAINT "closings_company_id_register_id_fkey" FOREIGN KEY ("company_id", "register_id") REFERENCES "registers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE SET NULL ("prospect_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_id_address_id_fkey" FOREIGN KEY ("company_id", "address_id") REFERENCES "addresses"("company_id", "id") ON DELETE SET NULL ("address_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_id_sales_stage_id_fkey" FOREIGN KEY ("company_id", "sales_stage_id") REFERENCES "sales_stages"("company_id", "id") ON DELETE SET NULL ("sales_stage_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_id_assigned_to_id_fkey" FOREIGN KEY ("company_id", "assigned_to_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE SET NULL ("assigned_to_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_id_loyalty_tier_id_fkey" FOREIGN KEY ("company_id", "loyalty_tier_id") REFERENCES "loyalty_tiers"("company_id", "id") ON DELETE SET NULL ("loyalty_tier_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_notifications" ADD CONSTRAINT "customer_notifications_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_accounts" ADD CONSTRAINT "portal_accounts_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_invitations" ADD CONSTRAINT "portal_invitations_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_tokens" ADD CONSTRAINT "portal_tokens_company_id_account_id_fkey" FOREIGN KEY ("company_id", "account_id") REFERENCES "portal_accounts"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deals" ADD CONSTRAINT "deals_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deals" ADD CONSTRAINT "deals_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deals" ADD CONSTRAINT "deals_company_id_stage_id_fkey" FOREIGN KEY ("company_id", "stage_id") REFERENCES "sales_stages"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deals" ADD CONSTRAINT "deals_company_id_assigned_to_id_fkey" FOREIGN KEY ("company_id", "assigned_to_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE SET NULL ("assigned_to_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deals" ADD CONSTRAINT "deals_company_id_first_touch_campaign_id_fkey" FOREIGN KEY ("company_id", "first_touch_campaign_id") REFERENCES "campaigns"("company_id", "id") ON DELETE SET NULL ("first_touch_campaign_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deals" ADD CONSTRAINT "deals_company_id_last_touch_campaign_id_fkey" FOREIGN KEY ("company_id", "last_touch_campaign_id") REFERENCES "campaigns"("company_id", "id") ON DELETE SET NULL ("last_touch_campaign_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_entries" ADD CONSTRAINT "funnel_entries_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_entries" ADD CONSTRAINT "funnel_entries_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_entries" ADD CONSTRAINT "funnel_entries_company_id_deal_id_fkey" FOREIGN KEY ("company_id", "deal_id") REFERENCES "deals"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnel_entries" ADD CONSTRAINT "funnel_entries_company_id_stage_id_fkey" FOREIGN KEY ("company_id", "stage_id") REFERENCES "sales_stages"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_company_id_campaign_id_fkey" FOREIGN KEY ("company_id", "campaign_id") REFERENCES "campaigns"("company_id", "id") ON DELETE SET NULL ("campaign_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_company_id_organizer_id_fkey" FOREIGN KEY ("company_id", "organizer_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE SET NULL ("organizer_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "automation_executions" ADD CONSTRAINT "automation_executions_company_id_automation_id_fkey" FOREIGN KEY ("company_id", "automation_id") REFERENCES "automations"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_permissions" ADD CONSTRAINT "user_permissions_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_schedules" ADD CONSTRAINT "user_schedules_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_entries" ADD CONSTRAINT "time_entries_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_company_id_leader_id_fkey" FOREIGN KEY ("company_id", "leader_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE SET NULL ("leader_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_company_id_team_id_fkey" FOREIGN KEY ("company_id", "team_id") REFERENCES "teams"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_company_id_whatsapp_profile_id_fkey" FOREIGN KEY ("company_id", "whatsapp_profile_id") REFERENCES "whatsapp_profiles"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE SET NULL ("customer_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE SET NULL ("prospect_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_company_id_assigned_to_id_fkey" FOREIGN KEY ("company_id", "assigned_to_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE SET NULL ("assigned_to_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_company_id_conversation_id_fkey" FOREIGN KEY ("company_id", "conversation_id") REFERENCES "conversations"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_company_id_media_file_id_fkey" FOREIGN KEY ("company_id", "media_file_id") REFERENCES "stored_files"("company_id", "id") ON DELETE SET NULL ("media_file_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_company_id_replied_to_id_fkey" FOREIGN KEY ("company_id", "replied_to_id") REFERENCES "conversation_messages"("company_id", "id") ON DELETE SET NULL ("replied_to_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "whatsapp_templates" ADD CONSTRAINT "whatsapp_templates_company_id_profile_id_fkey" FOREIGN KEY ("company_id", "profile_id") REFERENCES "whatsapp_profiles"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_mappings" ADD CONSTRAINT "integration_mappings_company_id_integration_id_fkey" FOREIGN KEY ("company_id", "integration_id") REFERENCES "integrations"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_company_id_template_id_fkey" FOREIGN KEY ("company_id", "template_id") REFERENCES "templates"("company_id", "id") ON DELETE SET NULL ("template_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_company_id_segment_id_fkey" FOREIGN KEY ("company_id", "segment_id") REFERENCES "segments"("company_id", "id") ON DELETE SET NULL ("segment_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_company_id_whatsapp_profile_id_fkey" FOREIGN KEY ("company_id", "whatsapp_profile_id") REFERENCES "whatsapp_profiles"("company_id", "id") ON DELETE SET NULL ("whatsapp_profile_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE SET NULL ("customer_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_template_id_fkey" FOREIGN KEY ("company_id", "template_id") REFERENCES "templates"("company_id", "id") ON DELETE SET NULL ("template_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "templates" ADD CONSTRAINT "templates_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE SET NULL ("product_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prospects" ADD CONSTRAINT "prospects_company_size_id_fkey" FOREIGN KEY ("company_size_id") REFERENCES "company_sizes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prospects" ADD CONSTRAINT "prospects_industry_id_fkey" FOREIGN KEY ("industry_id") REFERENCES "industries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prospects" ADD CONSTRAINT "prospects_company_id_product_id_fkey" FOREIGN KEY ("company_id", "product_id") REFERENCES "products"("company_id", "id") ON DELETE SET NULL ("product_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrichments" ADD CONSTRAINT "enrichments_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_company_id_customer_id_fkey" FOREIGN KEY ("company_id", "customer_id") REFERENCES "customers"("company_id", "id") ON DELETE SET NULL ("customer_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_company_id_conversation_id_fkey" FOREIGN KEY ("company_id", "conversation_id") REFERENCES "conversations"("company_id", "id") ON DELETE SET NULL ("conversation_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_company_id_assigned_to_id_fkey" FOREIGN KEY ("company_id", "assigned_to_id") REFERENCES "memberships"("company_id", "user_id") ON DELETE SET NULL ("assigned_to_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_comments" ADD CONSTRAINT "ticket_comments_company_id_ticket_id_fkey" FOREIGN KEY ("company_id", "ticket_id") REFERENCES "tickets"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a company's subscription was before it had a state of its own: on trial while it has an end of trial, else running.
ALTER TABLE companies DISABLE TRIGGER touch_updated_at; -- nobody changed these companies
UPDATE companies SET subscription_status = 'active' WHERE trial_ends_at IS NULL;
ALTER TABLE companies ENABLE TRIGGER touch_updated_at;

CALL app.secure_tables();
