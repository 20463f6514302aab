/** Every column that holds sealed texts, with the column that says whose they are. An invariant test holds it against the schema. */
export const sealedColumns = [
  { table: "service_keys", column: "encrypted_value", owner: "company_id" },
  { table: "integrations", column: "encrypted_credentials", owner: "company_id" },
  { table: "authenticator_apps", column: "sealed_secret", owner: "user_id" },
  { table: "import_jobs", column: "sealed_address", owner: "company_id" },
  { table: "whatsapp_profiles", column: "encrypted_access_token", owner: "company_id" },
  { table: "authenticator_apps", column: "sealed_secret", owner: "user_id" },
] as const satisfies ReadonlyArray<{ table: string; column: string; owner: "company_id" | "user_id" }>;
