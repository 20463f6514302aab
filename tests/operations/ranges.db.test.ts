import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { cloneDatabase } from "../../scripts/postgres/scratch.mjs";
import { uuidv7 } from "~/platform/ids";
import { describeTables, isCompanys, MarkedCompany } from "~tests/isolation/tables";

const urls = await cloneDatabase(inject("databasePort"), `essor_ranges_${process.pid}`);
const owner = new pg.Client({ connectionString: urls.superuserUrl });
await owner.connect();
afterAll(() => owner.end());
const companyId = uuidv7();

beforeAll(async () => {
  const tables = await describeTables(owner);
  const company = new MarkedCompany(companyId, "canary-a", tables);
  for (const table of tables.filter(isCompanys)) await company.fill(owner, table);
});

/** Table, column, what it refuses. */
const refusals: Array<[string, string, ...Array<number | string>]> = [
  ["prospects", "lead_score", -1, 101],
  ["prospects", "intent_score", -1, 101],
  ["prospects", "engagement_score", 101],
  ["prospects", "budget_score", 101],
  ["prospects", "digital_maturity_score", 101],
  ["prospects", "ai_score", 101],
  ["prospects", "bant_score", -1],
  ["customers", "lead_score", 101],
  ["customers", "email", "Capital@Example.test"],
  ["agency_profiles", "website_quality_score", 101],
  ["sales_stages", "probability", -1, 101],
  ["deals", "probability", 101],
  ["funnel_entries", "conversion_probability", -0.01, 1.01],
  ["enrichments", "confidence_score", 1.01],
  ["improvement_suggestions", "confidence_score", -0.01],
  ["behavioral_patterns", "confidence_score", 1.01],
  ["behavioral_patterns", "success_rate", 100.01],
  ["campaigns", "bant_threshold", 101],
  ["campaigns", "delay_min_ms", 5001],
  ["messages", "personalization_level", 0, 6],
  ["invoices", "total", 2],
  ["documents", "total_incl_tax", 2],
  ["document_lines", "total_incl_tax", 2],
  ["document_lines", "discount_percent", 101],
  ["document_lines", "vat_rate", -1],
  ["stock_items", "reserved_quantity", 5, -1],
  ["stock_transfer_items", "received_quantity", 5],
  ["loyalty_tiers", "discount_percent", 101],
  ["user_schedules", "weekday", 0, 8],
  ["meetings", "duration_minutes", 0],
  ["daily_analytics", "response_rate", 101],
  ["usage_limits", "api_calls_today", -1],
  ["company_settings", "fiscal_year_start_month", 13],
  ["addresses", "latitude", -90.1, 90.1],
  ["prospects", "longitude", -180.1, 180.1],
  ["campaign_steps", "delay_days", -1],
  ["campaigns", "sent_count", -1],
  ["messages", "open_count", -1],
  ["usage_records", "quantity", -1],
  ["cost_trackings", "total_cost", -1],
  ["success_metrics", "response_rate_percent", 101],
];

test.each(refusals)("%s.%s stays in its range", async (table, column, ...values) => {
  for (const value of values)
    await expect(
      owner.query(`UPDATE ${table} SET ${column} = $1 WHERE company_id = $2`, [value, companyId]),
      `${value}`,
    ).rejects.toMatchObject({ code: "23514" });
});

test("what a deal is worth and how long a stay was are calculated, whatever is written", async () => {
  const { rows: deals } = await owner.query(
    "UPDATE deals SET setup_fee = 500, monthly_value = 99.90, contract_months = 24, total_value = 1 WHERE company_id = $1 RETURNING total_value",
    [companyId],
  );
  expect(deals).toEqual([{ total_value: "2897.60" }]);
  const { rows: stays } = await owner.query(
    "UPDATE funnel_entries SET entered_at = '2026-11-01T08:00Z', left_at = '2026-11-03T09:59Z' WHERE company_id = $1 RETURNING duration_hours",
    [companyId],
  );
  expect(stays).toEqual([{ duration_hours: 49 }]);
});

test("a campaign's counts are its messages', at the moment they were counted", async () => {
  await owner.query("UPDATE messages SET sent_at = now(), replied_at = now(), status = 'replied' WHERE company_id = $1", [companyId]);
  await owner.query("BEGIN");
  await owner.query("SELECT set_config('app.current_company_id', $1, true)", [companyId]);
  await owner.query("SELECT app.count_campaign(id) FROM campaigns WHERE company_id = $1", [companyId]);
  const { rows } = await owner.query(
    "SELECT sent_count, delivered_count, replied_count, failed_count, counted_at IS NOT NULL AS counted_now FROM campaigns WHERE company_id = $1",
    [companyId],
  );
  await owner.query("COMMIT");
  expect(rows).toEqual([{ sent_count: 1, delivered_count: 0, replied_count: 1, failed_count: 0, counted_now: true }]);
});

test("every table that has updated_at keeps it by itself", async () => {
  const { rows } =
    await owner.query(`SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'touch_updated_at' AND t.tgenabled = 'O')`);
  expect(rows).toEqual([]);
});

test("reference tables are read by everybody and written by the owner alone; ledgers take rows and keep them", async () => {
  const { rows } = await owner.query<{ name: string; rule: string; rights: string }>(`SELECT table_name AS name, rule, concat_ws(' ',
      CASE WHEN has_table_privilege('app_rw', 'public.' || table_name, 'SELECT') THEN 'select' END, CASE WHEN has_table_privilege('app_rw', 'public.' || table_name, 'INSERT') THEN 'insert' END,
      CASE WHEN has_table_privilege('app_rw', 'public.' || table_name, 'UPDATE') THEN 'update' END, CASE WHEN has_table_privilege('app_rw', 'public.' || table_name, 'DELETE') THEN 'delete' END) AS rights
    FROM app.table_rules ORDER BY 1`);
  const rights = {
    append_only: "select insert",
    reference: "select",
    nobodys: "select insert update delete",
    guarded: "select insert update delete",
  } as Record<string, string>;
  expect(rows.filter((row) => row.rights !== rights[row.rule])).toEqual([]);
  const { rows: open } = await owner.query(`SELECT r.table_name FROM app.table_rules r WHERE rule = 'append_only'
    AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = ('public.' || r.table_name)::regclass AND t.tgname = r.table_name || '_immutable' AND t.tgenabled = 'O')`);
  expect(open).toEqual([]);
});
