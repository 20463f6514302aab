import { contact, free, kept, plain, secret, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const outreachColumns = {
  behavioral_patterns: table([
    free("conditions recommended_actions"),
    plain(
      "id company_id pattern_type pattern_name vertical success_rate confidence_score sample_size is_active valid_from valid_until created_at updated_at",
    ),
  ]),
  campaign_recipients: table(
    [
      contact("contact", "address"),
      contact("name", "name"),
      free("error_message"),
      plain(
        "id company_id campaign_id prospect_id state stop_reason stopped_at created_at updated_at customer_id position recipient_type sent_at",
      ),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers" } },
  ),
  campaign_steps: table([plain("id company_id campaign_id position channel delay_days created_at body subject")]),
  campaigns: table([
    free("description goal target_filters"),
    staff("created_by_id"),
    plain(
      "id company_id product_id name status tone language language_of_contact daily_limit total_recipients started_at paused_at completed_at created_at updated_at bant_threshold campaign_type channels clicked_count counted_at delay_max_ms delay_min_ms delivered_count ends_at failed_count meetings_booked opened_count replied_count schedule_type scheduled_at segment_id sent_count starts_at template_id whatsapp_profile_id",
    ),
  ]),
  message_events: table([contact("content", "detail"), plain("id company_id message_id type vendor_key occurred_at created_at")], {
    rows: { message_id: "messages" },
  }),
  messages: table(
    [
      contact("content", "subject preview_text content evidence ai_prompt remark reject_reason"),
      contact("contact", "to_email"),
      secret("unsubscribe_hash"),
      staff("approved_by_id rejected_by_id"),
      plain(
        "id company_id campaign_id step_id recipient_id prospect_id channel status language origin ai_model prompt_version prompt_tokens completion_tokens cost revision draft_error approved_at rejected_at scheduled_at reserved_at vendor_message_id sent_at delivered_at opened_at open_count clicked_at click_count replied_at bounced_at bounce_type failed_at error_code created_at updated_at deleted_at personalization_level template_id",
      ),
    ],
    { rows: { prospect_id: "prospects" } },
  ),
  suppressions: table(
    [
      kept("proof", "address_hash channel reason created_at"),
      contact("contact", "address"),
      contact("content", "note"),
      plain("id company_id message_id"),
    ],
    { rows: { message_id: "messages" } },
  ),
  templates: table([
    plain("id company_id product_id name channel language subject_template content_template variables is_active created_at updated_at"),
  ]),
};
