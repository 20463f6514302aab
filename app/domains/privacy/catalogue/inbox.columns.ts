import { contact, free, plain, secret, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const inboxColumns = {
  canned_replies: table([free("text"), plain("id company_id shortcut language created_at updated_at")]),
  conversation_messages: table(
    [
      contact("name", "sender_name"),
      contact("content", "text media_url media_filename media_file_id whatsapp_message_id"),
      staff("sender_id"),
      plain(
        "id company_id conversation_id sender_type media_type media_mimetype media_size replied_to_id forwarded edited deleted status sent_at created_at updated_at",
      ),
    ],
    { rows: { conversation_id: "conversations" }, erase: "rows" },
  ),
  conversations: table(
    [
      contact("name", "contact_name"),
      contact("contact", "contact_phone contact_email whatsapp_chat_id"),
      contact("content", "last_message notes tags"),
      staff("assigned_to_id"),
      plain(
        "id company_id channel whatsapp_profile_id customer_id prospect_id is_group status last_message_at unread_count created_at updated_at",
      ),
    ],
    { rows: { prospect_id: "prospects", customer_id: "customers" } },
  ),
  whatsapp_profiles: table([
    secret("encrypted_access_token"),
    staff("created_by_id"),
    plain("id company_id name phone_number phone_number_id business_account_id status is_active created_at updated_at"),
  ]),
  whatsapp_templates: table([plain("id company_id profile_id name language category body status created_at updated_at")]),
};
