import { contact, free, plain, secret, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const crmColumns = {
  automation_executions: table([
    free("result error_message"),
    plain("id company_id automation_id trigger_event_id status started_at completed_at created_at"),
  ]),
  automations: table([
    free("conditions actions"),
    staff("created_by_id"),
    plain("id company_id name trigger_type is_active created_at updated_at"),
  ]),
  customer_notifications: table([contact("content", "title content link"), plain("id company_id customer_id type read_at created_at")], {
    rows: { customer_id: "customers" },
    erase: "rows",
  }),
  customers: table(
    [
      contact("name", "first_name last_name"),
      contact("contact", "email phone whatsapp_phone"),
      contact(
        "profile",
        "organization_name job_title siret vat_number notes tags custom_fields lead_score estimated_value source language",
      ),
      staff("assigned_to_id created_by_id"),
      plain(
        "id company_id prospect_id is_company address_id sales_stage_id currency loyalty_tier_id points_balance portal_enabled pending_approval deleted_at created_at updated_at",
      ),
    ],
    { rows: { id: "customers", prospect_id: "prospects" } },
  ),
  deals: table(
    [
      contact("content", "name description loss_reason"),
      staff("assigned_to_id"),
      plain(
        "id company_id prospect_id customer_id stage_id monthly_value setup_fee contract_months total_value currency probability expected_close_date closed_at first_touch_campaign_id last_touch_campaign_id created_at updated_at",
      ),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers" } },
  ),
  funnel_entries: table(
    [
      contact("content", "loss_reason next_action"),
      staff("created_by_id"),
      plain(
        "id company_id prospect_id customer_id deal_id stage_id entered_at left_at duration_hours conversion_probability deal_value currency created_at updated_at",
      ),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers" } },
  ),
  interactions: table(
    [
      contact("content", "subject content metadata response_content response_sentiment"),
      staff("user_id"),
      plain("id company_id prospect_id message_id type channel occurred_at created_at customer_id response_received task_id"),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers", message_id: "messages" }, erase: "rows" },
  ),
  meetings: table(
    [
      contact("content", "title notes outcome meeting_url location external_event_id"),
      staff("organizer_id"),
      plain("id company_id prospect_id customer_id campaign_id scheduled_at duration_minutes status completed_at created_at updated_at"),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers" } },
  ),
  portal_accounts: table(
    [
      contact("contact", "email"),
      contact("trace", "last_login_at"),
      secret("password_hash"),
      plain("id company_id customer_id email_verified_at is_active created_at updated_at"),
    ],
    { rows: { customer_id: "customers" }, erase: "rows" },
  ),
  portal_invitations: table(
    [
      contact("contact", "email"),
      secret("token_hash"),
      staff("invited_by_id"),
      plain("id company_id customer_id expires_at accepted_at created_at"),
    ],
    { rows: { customer_id: "customers" }, erase: "rows" },
  ),
  portal_tokens: table([secret("token_hash"), plain("id company_id account_id purpose expires_at used_at created_at")], {
    rows: { account_id: "portal_accounts" },
    erase: "rows",
  }),
  sales_stages: table([plain("id company_id key name display_order color probability is_default is_won is_lost created_at updated_at")]),
  tasks: table(
    [
      contact("content", "title description completion_notes"),
      staff("assigned_to_id"),
      plain(
        "id company_id prospect_id message_id type priority status due_date completed_at created_at updated_at customer_id due_time reminder_minutes",
      ),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers", message_id: "messages" }, erase: "rows" },
  ),
};
