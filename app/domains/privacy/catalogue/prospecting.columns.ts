import { contact, free, kept, plain, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const prospectingColumns = {
  agency_listings: table(
    [contact("profile", "listings_count counted_on"), staff("recorded_by_id"), plain("id company_id prospect_id created_at")],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  agency_portals: table([contact("profile", "portal_name monthly_cost currency"), plain("id company_id prospect_id created_at")], {
    rows: { prospect_id: "prospects" },
    erase: "rows",
  }),
  bant_entries: table(
    [
      contact("profile", "evidence"),
      staff("recorded_by_id"),
      plain("id company_id prospect_id part points observed_on source message_id created_at"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  bulk_run_parts: table([plain("company_id bulk_run_id part prospect_ids")]),
  bulk_run_rows: table([contact("content", "before"), plain("company_id bulk_run_id prospect_id")], {
    rows: { prospect_id: "prospects" },
    erase: "rows",
  }),
  bulk_runs: table([
    free("deed selection"),
    staff("started_by_id"),
    plain("id company_id act state total_count parts_done done_count skipped undo_of_id error_code started_at ended_at undo_until"),
  ]),
  company_sizes: table([plain("id range min_employees max_employees display_order created_at updated_at")]),
  competitive_notes: table(
    [
      contact("profile", "competitor content url source expires_on"),
      staff("created_by_id"),
      plain("id company_id prospect_id created_at updated_at"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  consents: table(
    [
      kept("proof", "person_hash channel is_granted legal_basis source given_at"),
      contact("content", "evidence"),
      staff("recorded_by_id"),
      plain("id company_id prospect_id customer_id created_at message_id"),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers" } },
  ),
  duplicate_pairs: table(
    [
      contact("profile", "certainty reasons"),
      staff("decided_by_id"),
      plain("id company_id one_id other_id state import_run_id decided_at created_at updated_at"),
    ],
    { rows: { one_id: "prospects", other_id: "prospects" }, erase: "rows" },
  ),
  duplicate_runs: table([
    staff("started_by_id"),
    plain("id company_id kind state done_count total_count found_count started_at completed_at"),
  ]),
  email_vouches: table([contact("contact", "email"), staff("vouched_by_id"), plain("id company_id prospect_id vouched_at")], {
    rows: { prospect_id: "prospects" },
    erase: "rows",
  }),
  enrichments: table(
    [
      contact("profile", "original_value enriched_value field source_url"),
      staff("decided_by_id"),
      plain(
        "id company_id prospect_id type provider confidence_score cost currency status expires_at created_at updated_at request_id decided_at",
      ),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  enrichment_requests: table(
    [
      contact("profile", "subject answer"),
      plain("id company_id run_id prospect_id provider state is_cached cost usage_month service_key_id error_code asked_at answered_at"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  enrichment_runs: table([
    free("selection"),
    staff("started_by_id"),
    plain("id company_id kind state fields total_count done_count started_at completed_at"),
  ]),
  enrichment_settings: table([
    plain("id company_id waterfall monthly_budget is_automatic usage_month reserved spent created_at updated_at"),
  ]),
  import_jobs: table([
    staff("user_id"),
    free("allowed_senders"),
    plain(
      "id company_id inbound_key name source_type source_config field_mapping created_at updated_at last_run_at next_run_at schedule_cron status sealed_address source_host source_detail legal_basis failure_count error_code history",
    ),
  ]),
  import_lines: table([contact("content", "cells previous"), plain("company_id import_run_id line_number outcome code prospect_id")], {
    rows: { prospect_id: "prospects" },
  }),
  import_runs: table(
    [
      contact("content", "dry_run"),
      staff("started_by_id"),
      plain(
        "id company_id import_job_id file_id workbook_file_id workbook file_name state dialect field_mapping header source_detail legal_basis total_lines processed_lines created_count merged_count refused_count error_code idempotency_key started_at completed_at rolled_back_at created_at updated_at",
      ),
    ],
    { rows: { id: "import_lines.import_run_id" } },
  ),
  industries: table([plain("id slug name description nace_codes created_at updated_at")]),
  mail_domains: table([
    plain("id company_id domain state is_disposable meant_domain failure_count checked_at next_check_at created_at updated_at"),
  ]),
  market_intelligence: table([
    plain(
      "id department city district avg_price_sqm_sale avg_price_sqm_rent price_trend_3m price_trend_12m transactions_count_monthly avg_days_on_market inventory_months demand_supply_ratio total_agencies agencies_per_10k_habitants market_concentration data_source as_of created_at updated_at commune_code rent_source rent_as_of",
    ),
  ]),
  market_quarters: table([
    plain(
      "id department commune_code dwelling quarter median_price_sqm median_price sales_count priced_sales_count is_whole as_of data_source created_at updated_at",
    ),
  ]),
  market_signals: table(
    [
      contact("profile", "kind price_now price_before found_at valid_until"),
      plain("id company_id prospect_id department commune_code quarter quarter_before listing_id listing_before_id"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  prospect_agencies: table(
    [
      contact("profile", "network_name agents_count crm_system other_tools card_number card_expires_on"),
      plain("id company_id prospect_id created_at updated_at"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  prospects: table(
    [
      contact("name", "first_name last_name"),
      contact(
        "contact",
        "email phone mobile street postal_code city department latitude longitude linkedin_url twitter_url website_url blog_url",
      ),
      contact(
        "profile",
        "job_title organization_name siret naf_code description value_origins notes tags custom_fields score_reasons lead_score scored_at decision_power agency_type has_website digital_maturity_score intent_score engagement_score budget_score ai_score fit_score ai_reasons bant_score bant_breakdown intent lost_reason estimated_budget_amount estimated_budget_currency pain_points language source_detail tracking_consent_at company_size_id industry_id product_id import_line_number",
      ),
      contact("trace", "last_contacted_at last_activity_at"),
      staff("created_by_id"),
      plain(
        "id company_id status country_code source legal_basis import_run_id created_at updated_at deleted_at assigned_to_id merged_into_id",
      ),
    ],
    { rows: { id: "prospects" } },
  ),
  prospect_merges: table(
    [
      contact("content", "winner_before winner_after loser_before moved"),
      staff("merged_by_id undone_by_id"),
      plain("id company_id winner_id loser_id merged_at undo_until undone_at"),
    ],
    { rows: { winner_id: "prospects", loser_id: "prospects" }, erase: "rows" },
  ),
  saved_views: table([free("name query"), staff("user_id"), plain("id company_id is_shared is_pinned created_at updated_at")]),
  score_changes: table(
    [
      contact("profile", "facts lead_score fit_score intent_score engagement_score budget_score"),
      plain("id company_id prospect_id rules_version created_at"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  score_crossings: table([contact("profile", "score"), plain("id company_id prospect_id threshold_key created_at")], {
    rows: { prospect_id: "prospects" },
    erase: "rows",
  }),
  score_models: table([
    staff("activated_by_id"),
    plain("id company_id version coefficients back_test rows_count positive_count auc rules_auc activated_at retired_at created_at"),
  ]),
  score_rule_sets: table([staff("created_by_id"), plain("id company_id version overrides restored_from created_at")]),
  segment_members: table([contact("trace", "created_at"), plain("company_id segment_id prospect_id")], {
    rows: { prospect_id: "prospects" },
    erase: "rows",
  }),
  segments: table([free("conditions"), plain("id company_id name type is_active created_at updated_at")]),
  site_readings: table(
    [
      contact("contact", "address"),
      contact("profile", "score points"),
      plain("id company_id prospect_id read_at tried_at error_code asked_at"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
  tenders: table(
    [
      contact("profile", "title url source deadline notes"),
      staff("created_by_id"),
      plain("id company_id prospect_id created_at updated_at"),
    ],
    { rows: { prospect_id: "prospects" }, erase: "rows" },
  ),
};
