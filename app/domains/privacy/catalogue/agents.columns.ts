import { contact, free, plain, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const agentsColumns = {
  agent_runs: table(
    [
      contact("content", "input_data output_data error_message"),
      plain(
        "id company_id campaign_id prospect_id agent_type status started_at completed_at duration_ms tokens_used cost created_at updated_at",
      ),
    ],
    { rows: { prospect_id: "prospects" } },
  ),
  assistant_messages: table([free("content"), plain("id company_id thread_id role tokens_used created_at")]),
  assistant_threads: table([free("title"), staff("user_id"), plain("id company_id is_pinned created_at updated_at")]),
};
