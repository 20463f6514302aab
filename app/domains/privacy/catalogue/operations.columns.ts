import { contact, free, plain, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const operationsColumns = {
  chain_anchors: table([plain("id company_id chain sequence hash signature created_at")]),
  "jobs.attempt": table([plain("id run_id company_id step_id name kind attempt status error started_at ended_at")]),
  "jobs.claim": table([plain("key expires_at")]),
  "jobs.event": table([plain("internal_id event_id name body company_id received_at routed_at route_tries route_after route_error")]),
  "jobs.gate": table([plain("key next_at")]),
  "jobs.job": table([
    plain(
      "id kind run_id function_id step_id company_id run_at rank attempt lease_until lease_token concurrency_keys concurrency_limits throttle_key payload",
    ),
  ]),
  "jobs.run": table([
    plain(
      "id function_id event_ids events company_id status steps stack pending plan_only request_version concurrency_keys concurrency_limits singleton_key original_run_id output created_at started_at ended_at",
    ),
  ]),
  "jobs.wait": table([plain("id run_id step_id name event_name expression correlation_id timeout_job race company_id created_at")]),
  api_usages: table([
    free("error_message"),
    staff("user_id ip_address user_agent"),
    plain(
      "id company_id api_token_id endpoint method request_size_bytes response_size_bytes response_time_ms status_code error_type created_at",
    ),
  ]),
  chain_heads: table([plain("id company_id chain sequence hash updated_at")]),
  cost_trackings: table([
    plain("id company_id service resource_type quantity unit_cost total_cost subject_id period_start period_end created_at"),
  ]),
  event_deliveries: table([
    free("last_error"),
    plain("event_id company_id occurred_at delivered_at inngest_id attempts next_try_at created_at"),
  ]),
  events: table([staff("metadata"), plain("id company_id event_type event_version aggregate_type aggregate_id payload occurred_at")]),
  external_service_statuses: table([
    plain(
      "id service_name circuit_state circuit_opened_at consecutive_failures last_error updated_at avg_response_time_ms counted_on failed_requests_today is_operational total_requests_today",
    ),
  ]),
  failed_events: table([
    free("error_message error_stack resolution_notes"),
    plain("id company_id event_id consumer error_type attempt_count max_attempts next_retry_at status resolved_at created_at updated_at"),
  ]),
  health_checks: table([plain("id component status response_time_ms success_rate details error_message checked_at")]),
  local_mails: table(
    [contact("contact", "to_line"), contact("content", "subject headers metadata text html"), plain("id stream from_line created_at")],
    { rows: { "(metadata ->> 'essor-id')": "messages" }, erase: "rows" },
  ),
  notification_digests: table([staff("user_id"), plain("id company_id day state vendor_message_id created_at")]),
  notifications: table(
    [
      contact("content", "values"),
      staff("user_id"),
      plain("id company_id type occasion subject_type subject_id in_app by_email read_at digest_id created_at"),
    ],
    { rows: { subject_id: "prospects" } },
  ),
  number_counters: table([plain("id company_id kind period next_number updated_at")]),
  performance_metrics: table([plain("id metric_name metric_value tags recorded_at")]),
  stored_file_chunks: table([plain("company_id file_id position bytes")]),
  stored_files: table([free("name"), staff("created_by_id"), plain("id company_id content_type size sha256 created_at")]),
  webhook_events: table(
    [
      contact("content", "payload error"),
      plain("id company_id provider vendor_key type received_at processed_at outcome subject_id retries next_try_at"),
    ],
    { rows: { subject_id: "messages" } },
  ),
};
