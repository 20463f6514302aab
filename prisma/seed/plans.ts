import type pg from "pg";
import { type FeatureName, featureNames } from "../../app/domains/billing/plan/plan-limits.rules";

interface PlanRow {
  slug: string;
  name: string;
  description: string;
  /** Euros a month without VAT; a year costs ten of them. */
  price: number;
  users: number | null;
  whatsapp: number | null;
  customers: number | null;
  messages: number | null;
  tickets: number | null;
  campaigns: number | null;
  /** Gibibytes. */
  storage: number | null;
  emails: number;
  tokens: number;
  prospects: number;
  features: ReadonlyArray<FeatureName>;
}

/** The plans we offer. Reference data: written by the owner, the same on every installation. Limits are whole numbers; null: no limit. */
const plans: Array<PlanRow> = [
  {
    slug: "free",
    name: "Découverte",
    description: "Pour essayer à deux, sur une première liste.",
    price: 0,
    users: 2,
    whatsapp: 0,
    customers: 100,
    messages: 50,
    tickets: 50,
    campaigns: 2,
    storage: 1,
    emails: 50,
    tokens: 100_000,
    prospects: 1_000,
    features: ["real_estate"],
  },
  {
    slug: "starter",
    name: "Essentiel",
    description: "Pour une agence qui prospecte et suit ses clients.",
    price: 49,
    users: 5,
    whatsapp: 0,
    customers: 5_000,
    messages: 1_000,
    tickets: 500,
    campaigns: 20,
    storage: 10,
    emails: 1_000,
    tokens: 1_000_000,
    prospects: 200_000,
    features: ["real_estate", "ticketing", "commerce"],
  },
  {
    slug: "growth",
    name: "Croissance",
    description: "Pour une équipe qui répond aussi sur WhatsApp et confie des tâches aux agents.",
    price: 149,
    users: 15,
    whatsapp: 2,
    customers: 20_000,
    messages: 5_000,
    tickets: 2_000,
    campaigns: 100,
    storage: 50,
    emails: 5_000,
    tokens: 5_000_000,
    prospects: 500_000,
    features: ["real_estate", "ticketing", "commerce", "whatsapp", "agents", "enrichment"],
  },
  {
    slug: "scale",
    name: "Réseau",
    description: "Pour plusieurs agences, reliées à leurs autres outils.",
    price: 399,
    users: 50,
    whatsapp: 10,
    customers: 100_000,
    messages: 20_000,
    tickets: 10_000,
    campaigns: 500,
    storage: 250,
    emails: 20_000,
    tokens: 20_000_000,
    prospects: 2_000_000,
    features: ["real_estate", "ticketing", "commerce", "whatsapp", "agents", "enrichment", "api"],
  },
  {
    slug: "enterprise",
    name: "Groupe",
    description: "Pour un groupe, avec la connexion unique et sans plafond d’équipe.",
    price: 999,
    users: null,
    whatsapp: null,
    customers: null,
    messages: null,
    tickets: null,
    campaigns: null,
    storage: 1_000,
    emails: 100_000,
    tokens: 100_000_000,
    prospects: 10_000_000,
    features: featureNames,
  },
];

const columns =
  "name, description, price_monthly, price_yearly, display_order, max_users, max_whatsapp_profiles, max_customers, max_messages_per_day, max_tickets_per_month, max_campaigns_per_month, storage_gb, emails_limit_daily, ai_tokens_limit_monthly, prospects_limit_monthly, features";
const of = (relation: string) => columns.replace(/\w+/g, `${relation}.$&`);

/** Writes the plans; a second time it only brings up to date what differs. */
export async function seedPlans(owner: pg.ClientBase) {
  await owner.query(
    `INSERT INTO plans (id, slug, ${columns})
     SELECT app.uuid_v7(), r.slug, r.name, r.description, r.price, r.price * 10, r.place, r.users, r.whatsapp, r.customers, r.messages, r.tickets, r.campaigns,
       r.storage, r.emails, r.tokens, r.prospects, r.features
     FROM jsonb_to_recordset($1::jsonb) AS r (slug text, name text, description text, price numeric, place int, users int, whatsapp int, customers int, messages int,
       tickets int, campaigns int, storage int, emails int, tokens int, prospects int, features jsonb)
     ON CONFLICT (slug) DO UPDATE SET (${columns}) = ROW (${of("excluded")})
     WHERE (${of("plans")}) IS DISTINCT FROM (${of("excluded")})`,
    [JSON.stringify(plans.map((plan, at) => ({ ...plan, place: at + 1, features: switches(plan.features) })))],
  );
}

/** Each feature by name, on or off. */
const switches = (on: ReadonlyArray<FeatureName>) => Object.fromEntries(featureNames.map((name) => [name, on.includes(name)]));
