import { plain, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const billingColumns = {
  billing_events: table([
    plain("id company_id subscription_id invoice_id event_type amount currency description stripe_event_id metadata created_at"),
  ]),
  billing_rules: table([plain("id rule_type days_after_due action is_active created_at updated_at")]),
  invoices: table([
    plain(
      "id company_id subscription_id invoice_number subtotal discount_amount tax_amount total currency status issued_at due_at paid_at payment_method payment_intent_id stripe_invoice_id pdf_url hosted_invoice_url created_at updated_at",
    ),
  ]),
  payment_methods: table([
    plain(
      "id company_id stripe_payment_method_id type card_brand card_last4 card_exp_month card_exp_year bank_name bank_last4 is_default created_at updated_at",
    ),
  ]),
  plans: table([
    plain(
      "id slug name price_monthly currency display_order is_active max_users emails_limit_daily ai_tokens_limit_monthly prospects_limit_monthly features created_at description is_custom max_campaigns_per_month max_customers max_messages_per_day max_tickets_per_month max_whatsapp_profiles price_yearly storage_gb stripe_price_id_monthly stripe_price_id_yearly updated_at",
    ),
  ]),
  subscriptions: table([
    plain(
      "id company_id plan_id status billing_cycle amount currency trial_starts_at trial_ends_at current_period_start current_period_end cancel_at_period_end canceled_at ended_at payment_method stripe_customer_id stripe_subscription_id stripe_price_id stripe_subscription_item_id created_at updated_at",
    ),
  ]),
  usage_limits: table([
    plain(
      "company_id daily_window monthly_window emails_limit_daily emails_sent_today ai_tokens_limit_monthly ai_tokens_used_month prospects_limit_monthly prospects_imported_month updated_at api_calls_limit_daily api_calls_today",
    ),
  ]),
  usage_records: table([plain("id company_id metric_type period_start period_end quantity limit created_at subscription_id updated_at")]),
};
