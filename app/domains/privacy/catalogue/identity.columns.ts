import { contact, kept, plain, secret, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const identityColumns = {
  addresses: table(
    [
      contact("contact", "street_address postal_code city region department country latitude longitude label"),
      plain("id company_id country_code created_at updated_at kind"),
    ],
    { rows: { id: "customers.address_id" } },
  ),
  agency_profiles: table([
    plain(
      "id company_id agency_type franchise_name established_year agents_count offices_count active_listings avg_monthly_transactions avg_transaction_value currency property_types transaction_types geographical_zones website_url website_quality_score social_media portal_subscriptions crm_system other_tools market_share_estimation main_competitors created_at updated_at",
    ),
  ]),
  api_tokens: table([
    secret("token_hash"),
    staff("created_by_id"),
    plain("id company_id name prefix scopes last_used_at expires_at revoked_at allowed_addresses created_at"),
  ]),
  audit_logs: table(
    [
      kept("audit", "old_values new_values"),
      staff("user_id ip_address user_agent"),
      plain(
        "id company_id sequence action resource_type resource_id subject_id gdpr_basis success error_message previous_hash hash created_at actor correlation_id",
      ),
    ],
    { rows: { subject_id: "prospects" } },
  ),
  authenticator_apps: table([staff("user_id"), secret("sealed_secret"), plain("id confirmed_at last_step created_at")]),
  companies: table([
    plain(
      "id name slug email phone postal_address siren siret vat_number website_url timezone language plan_id trial_ends_at sender_name sender_email reply_to_email send_from_hour send_until_hour data_source_note settings created_at updated_at business_type commercial_name custom_limits domain naf_code subscription_status second_factor_for second_factor_since legal_form card_number card_issuer card_expires_on brand_color logo_file_id onboarding_dismissed morning_notes_on closes_at",
    ),
  ]),
  company_settings: table([
    plain(
      "id company_id document_footer bank_details payment_term_days late_penalty_rate quote_validity_days default_vat_rate fiscal_year_start_month currency portal_enabled created_at updated_at",
    ),
  ]),
  data_keys: table([secret("wrapped"), plain("id company_id retired_at created_at")]),
  handovers: table([
    staff("from_user_id to_user_id handed_by_id"),
    plain("id company_id table_name column_name row_ids given_back_at created_at"),
  ]),
  invitations: table([
    staff("email invited_by_id"),
    secret("token_hash"),
    plain("id company_id role_id language expires_at accepted_at revoked_at replaced_by_id created_at permissions"),
  ]),
  known_devices: table([staff("user_id ip_address user_agent"), secret("token_hash"), plain("id last_seen_at created_at")]),
  login_waits: table([plain("key failures next_at")]),
  memberships: table([
    staff("user_id invited_by_id deactivated_by_id notification_preferences professional_card_number specializations"),
    plain("id company_id role_id is_owner is_active accepted_at deactivated_at last_entered_at created_at updated_at"),
  ]),
  outside_identities: table([staff("user_id subject email"), plain("id provider last_used_at created_at")]),
  passkeys: table([
    staff("user_id name"),
    secret("credential_id public_key"),
    plain("id sign_count transports is_synced last_used_at created_at"),
  ]),
  person_keys: table([secret("wrapped_key"), plain("id company_id subject_type subject_id destroyed_at created_at")], {
    rows: { subject_id: "prospects" },
  }),
  rate_windows: table([plain("key starts_at count")]),
  recovery_codes: table([staff("user_id"), secret("code_hash"), plain("id used_at created_at")]),
  role_permissions: table([plain("id company_id role_id permission is_granted scope created_at updated_at")]),
  roles: table([plain("id company_id key is_system created_at name")]),
  service_keys: table([
    secret("encrypted_value"),
    plain(
      "last_used_at test_outcome tested_at usage_month id company_id service_name label last_four usage_limit_monthly usage_current_month cost_per_request currency is_active expires_at created_at updated_at",
    ),
  ]),
  sessions: table([
    staff("user_id ip_address user_agent last_seen_at"),
    secret("id_digest"),
    plain("company_id created_at expires_at proven_at is_strong"),
  ]),
  system_settings: table([
    staff("updated_by_id"),
    plain("id company_id category key value data_type is_user_configurable description created_at updated_at"),
  ]),
  team_members: table([staff("user_id"), plain("id company_id team_id created_at")]),
  teams: table([staff("leader_id"), plain("id company_id name created_at updated_at")]),
  time_entries: table([staff("user_id activity note"), plain("id company_id started_at ended_at break_minutes created_at updated_at")]),
  user_data_keys: table([staff("user_id"), secret("wrapped"), plain("id retired_at created_at")]),
  user_permissions: table([staff("user_id granted_by_id"), plain("id company_id permission is_granted scope created_at updated_at")]),
  user_schedules: table([staff("user_id"), plain("id company_id weekday starts_at ends_at valid_from valid_until created_at updated_at")]),
  user_tokens: table([staff("user_id"), secret("token_hash"), plain("id purpose expires_at used_at created_at")]),
  users: table([
    staff("email first_name last_name avatar_url phone mobile last_login_at language"),
    secret("password_hash"),
    plain("id email_verified_at is_platform_staff created_at updated_at timezone"),
  ]),
};
