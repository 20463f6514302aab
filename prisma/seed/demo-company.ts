import type pg from "pg";
import { hashPassword } from "../../app/platform/passwords.server";
import { roleKeys } from "../../app/platform/permissions";
import { seedDemoPast } from "./demo-past";
import { inventedId } from "./invented-agencies";

export const demo = {
  companyId: inventedId(1, 0xc),
  owner: { id: inventedId(1, 0xa), email: "demo@essor.example", firstName: "Camille", lastName: "Renaudin", role: "owner" },
  manager: { id: inventedId(2, 0xa), email: "theo@essor.example", firstName: "Théo", lastName: "Lambertin", role: "manager" },
  agent: { id: inventedId(3, 0xa), email: "ines@essor.example", firstName: "Inès", lastName: "Fabrègue", role: "agent" },
  password: "essor-demo-2026",
} as const;

const people = [demo.owner, demo.manager, demo.agent];

/**
 * The company "Agence Horizon" with its three people, all with the demo password, their addresses confirmed; its product.
 * @returns false when it was there already, and is left as it is
 */
export async function seedDemoCompany(owner: pg.ClientBase, now: Date): Promise<boolean> {
  const { rowCount: isNew } = await owner.query(
    `INSERT INTO companies (id, name, slug, email, phone, postal_address, website_url, plan_id, sender_name, sender_email, data_source_note, subscription_status, second_factor_for)
     SELECT $1, 'Agence Horizon', 'agence-horizon', 'bonjour@horizon.example.test', '+33199000100', E'Agence Horizon\\n12 quai des Essais\\n35000 Rennes',
       'https://horizon.example.test', id, 'Camille, Agence Horizon', 'camille@horizon.example.test', 'des sites des agences et de leurs annonces publiques', 'active', 'nobody'
     FROM plans WHERE slug = 'starter' ON CONFLICT DO NOTHING`,
    [demo.companyId],
  );
  if (!isNew) return false;
  const passwordHash = await hashPassword(demo.password);
  await owner.query(
    `INSERT INTO usage_limits (company_id, daily_window, monthly_window, emails_limit_daily, ai_tokens_limit_monthly, prospects_limit_monthly)
     SELECT $1, d.today, date_trunc('month', d.today)::date, emails_limit_daily, ai_tokens_limit_monthly, prospects_limit_monthly
     FROM plans, (SELECT ($2::timestamptz AT TIME ZONE 'Europe/Paris')::date AS today) d WHERE slug = 'starter' ON CONFLICT DO NOTHING`,
    [demo.companyId, now],
  );
  await owner.query(
    `INSERT INTO roles (id, company_id, key) SELECT app.uuid_v7(), $1, key FROM unnest($2::text[]) key
     WHERE NOT EXISTS (SELECT 1 FROM roles r WHERE r.company_id = $1 AND r.key = key.key)`,
    [demo.companyId, [...roleKeys]],
  );
  for (const { id, email, firstName, lastName, role } of people) {
    await owner.query(
      `INSERT INTO users (id, email, first_name, last_name, password_hash, email_verified_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [id, email, firstName, lastName, passwordHash, now],
    );
    await owner.query(
      `INSERT INTO memberships (id, company_id, user_id, role_id, is_owner, accepted_at)
       SELECT app.uuid_v7(), $1, $2, r.id, $3 = 'owner', $4 FROM roles r WHERE r.company_id = $1 AND r.key = $3 ON CONFLICT DO NOTHING`,
      [demo.companyId, id, role, now],
    );
  }
  await seedProduct(owner);
  await seedDemoPast(owner, demo, now);
  return true;
}

async function seedProduct(owner: pg.ClientBase) {
  const productId = inventedId(1, 0xb);
  const { rowCount } = await owner.query(
    `INSERT INTO products (id, company_id, name, description, target_market, website_url)
     VALUES ($1, $2, 'Pack Visite 3D', 'Visites virtuelles, photos et plans d’un bien, livrés en deux jours ouvrés, prêts pour les portails d’annonces.', 'Agences immobilières', 'https://horizon.example.test/visite-3d')
     ON CONFLICT DO NOTHING`,
    [productId, demo.companyId],
  );
  if (!rowCount) return;
  await owner.query(
    `INSERT INTO product_benefits (id, company_id, product_id, text, priority)
     SELECT app.uuid_v7(), $1, $2, text, place FROM unnest($3::text[]) WITH ORDINALITY AS b (text, place)`,
    [
      demo.companyId,
      productId,
      [
        "Vos acheteurs visitent avant de se déplacer : moins de visites pour rien",
        "Photos, plan et visite 3D en un seul passage de quarante minutes",
        "Livré en deux jours ouvrés, au format de vos portails",
        "Un prix fixe par bien, sans abonnement",
      ],
    ],
  );
}
