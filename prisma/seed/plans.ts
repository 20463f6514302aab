import type pg from "pg";

/** The plans we offer. Reference data: written by the owner, the same on every installation. Limits are whole numbers; prices are euros a month without VAT. */
const plans = [
  { slug: "free", name: "Découverte", price: 0, users: 2, emails: 50, tokens: 100_000, prospects: 1_000 },
  { slug: "starter", name: "Essentiel", price: 49, users: 5, emails: 1_000, tokens: 1_000_000, prospects: 200_000 },
  { slug: "growth", name: "Croissance", price: 149, users: 15, emails: 5_000, tokens: 5_000_000, prospects: 500_000 },
  { slug: "scale", name: "Réseau", price: 399, users: 50, emails: 20_000, tokens: 20_000_000, prospects: 2_000_000 },
  { slug: "enterprise", name: "Groupe", price: 999, users: null, emails: 100_000, tokens: 100_000_000, prospects: 10_000_000 },
];

/** Writes the plans; a second time it only brings their names, prices and limits up to date. */
export async function seedPlans(owner: pg.ClientBase) {
  await owner.query(
    `INSERT INTO plans (id, slug, name, price_monthly, display_order, max_users, emails_limit_daily, ai_tokens_limit_monthly, prospects_limit_monthly)
     SELECT app.uuid_v7(), r.slug, r.name, r.price, r.display_order, r.users, r.emails, r.tokens, r.prospects
     FROM jsonb_to_recordset($1::jsonb) AS r (slug text, name text, price numeric, display_order int, users int, emails int, tokens int, prospects int)
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, price_monthly = excluded.price_monthly, display_order = excluded.display_order,
       max_users = excluded.max_users, emails_limit_daily = excluded.emails_limit_daily,
       ai_tokens_limit_monthly = excluded.ai_tokens_limit_monthly, prospects_limit_monthly = excluded.prospects_limit_monthly`,
    [JSON.stringify(plans.map((plan, at) => ({ ...plan, display_order: at + 1 })))],
  );
}
