import { contact, free, plain, secret, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const integrationsColumns = {
  integration_mappings: table(
    [
      contact("contact", "external_id target_record_id"),
      plain("id company_id integration_id source_module source_record_id target_module mapping_type created_at"),
    ],
    { rows: { source_record_id: "prospects" } },
  ),
  integrations: table([
    secret("encrypted_credentials"),
    free("last_error"),
    plain("id company_id type status settings last_sync_at created_at updated_at"),
  ]),
};
