import type pg from "pg";

/** What is done so many whole days after an invoice of ours was due. */
const billingRules = [
  { type: "first_reminder", days: 3, action: "send_reminder" },
  { type: "second_reminder", days: 7, action: "send_reminder" },
  { type: "suspension_warning", days: 10, action: "send_warning" },
  { type: "suspend_account", days: 15, action: "suspend" },
  { type: "final_notice", days: 30, action: "send_final_notice" },
  { type: "cancel_account", days: 45, action: "cancel" },
];

/** Ranges of head counts as real-estate agencies and as firms at large are told apart. Both ends included; no upper end: and more. */
const companySizes = [
  { range: "1-5", min: 1, max: 5 },
  { range: "6-20", min: 6, max: 20 },
  { range: "21-50", min: 21, max: 50 },
  { range: "50+", min: 51, max: null },
  { range: "1-10", min: 1, max: 10 },
  { range: "11-50", min: 11, max: 50 },
  { range: "51-200", min: 51, max: 200 },
  { range: "200+", min: 201, max: null },
];

/** Lines of business with their classes of NACE rev. 2. */
const industries = [
  { slug: "real_estate", name: "Immobilier", nace: ["68.10", "68.20", "68.31", "68.32"] },
  { slug: "education", name: "Éducation", nace: ["85.10", "85.20", "85.31", "85.32", "85.41", "85.42", "85.59"] },
  { slug: "construction", name: "Construction", nace: ["41.10", "41.20", "43.21", "43.22", "43.32", "43.34", "43.91", "43.99"] },
  { slug: "retail", name: "Commerce de détail", nace: ["47.11", "47.19", "47.71", "47.91"] },
  { slug: "hospitality", name: "Hôtellerie et restauration", nace: ["55.10", "55.20", "56.10", "56.30"] },
  { slug: "software", name: "Logiciels et services informatiques", nace: ["58.29", "62.01", "62.02", "62.03", "62.09", "63.11"] },
  { slug: "finance_insurance", name: "Banque et assurance", nace: ["64.19", "65.11", "65.12", "66.19", "66.22"] },
  { slug: "legal_accounting", name: "Droit et comptabilité", nace: ["69.10", "69.20"] },
  { slug: "consulting", name: "Conseil", nace: ["70.21", "70.22", "73.11"] },
  { slug: "health", name: "Santé", nace: ["86.10", "86.21", "86.22", "86.23", "86.90"] },
  { slug: "transport", name: "Transport et logistique", nace: ["49.41", "52.10", "52.29", "53.20"] },
  { slug: "personal_services", name: "Services aux particuliers", nace: ["96.01", "96.02", "96.04", "96.09"] },
];

/** Writes the reference rows that every installation has; a second time it only brings up to date what differs. */
export async function seedReference(owner: pg.ClientBase) {
  await owner.query(
    `INSERT INTO billing_rules (id, rule_type, days_after_due, action)
     SELECT app.uuid_v7(), r.type, r.days, r.action FROM jsonb_to_recordset($1::jsonb) AS r (type text, days int, action text)
     ON CONFLICT (rule_type, days_after_due) DO UPDATE SET action = excluded.action
     WHERE billing_rules.action IS DISTINCT FROM excluded.action`,
    [JSON.stringify(billingRules)],
  );
  await owner.query(
    `INSERT INTO company_sizes (id, range, min_employees, max_employees, display_order)
     SELECT app.uuid_v7(), r.range, r.min, r.max, r.place FROM jsonb_to_recordset($1::jsonb) AS r (range text, min int, max int, place int)
     ON CONFLICT (range) DO UPDATE SET min_employees = excluded.min_employees, max_employees = excluded.max_employees, display_order = excluded.display_order
     WHERE (company_sizes.min_employees, company_sizes.max_employees, company_sizes.display_order)
       IS DISTINCT FROM (excluded.min_employees, excluded.max_employees, excluded.display_order)`,
    [JSON.stringify(companySizes.map((size, at) => ({ ...size, place: at + 1 })))],
  );
  await owner.query(
    `INSERT INTO industries (id, slug, name, nace_codes)
     SELECT app.uuid_v7(), r.slug, r.name, r.nace FROM jsonb_to_recordset($1::jsonb) AS r (slug text, name text, nace jsonb)
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, nace_codes = excluded.nace_codes
     WHERE (industries.name, industries.nace_codes) IS DISTINCT FROM (excluded.name, excluded.nace_codes)`,
    [JSON.stringify(industries)],
  );
}
