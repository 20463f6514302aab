import { contact, kept, plain, secret, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const privacyColumns = {
  company_closings: table([
    staff("requested_by_id cancelled_by_id"),
    secret("token_hash"),
    plain("id company_id requested_at ends_at next_at cancelled_at ended_at erased kept created_at updated_at"),
  ]),
  privacy_requests: table(
    [
      contact("name", "name"),
      contact("contact", "email phone"),
      contact("content", "note identity_note refusal_reason"),
      kept("proof", "type person_hashes received_at answered_at result"),
      secret("token_hash"),
      staff("handled_by_id"),
      plain(
        "id company_id state source prospect_id language identity_checked_at due_at file_id expires_at downloaded_at created_at updated_at",
      ),
    ],
    { rows: { prospect_id: "prospects" } },
  ),
  retention_notices: table(
    [
      contact("content", "reason"),
      staff("decided_by_id"),
      plain("id company_id prospect_id heard_at due_at choice decided_at done_at created_at"),
    ],
    { rows: { prospect_id: "prospects" } },
  ),
};
