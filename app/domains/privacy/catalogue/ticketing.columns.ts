import { contact, plain, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const ticketingColumns = {
  ticket_comments: table(
    [contact("content", "text attachments"), staff("user_id"), plain("id company_id ticket_id is_internal created_at updated_at")],
    { rows: { ticket_id: "tickets" }, erase: "rows" },
  ),
  tickets: table(
    [
      contact("content", "title description tags custom_fields"),
      staff("assigned_to_id created_by_id"),
      plain(
        "id company_id number customer_id conversation_id type status priority due_at first_replied_at resolved_at closed_at created_at updated_at",
      ),
    ],
    { rows: { customer_id: "customers", conversation_id: "conversations" } },
  ),
};
