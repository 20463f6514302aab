import type pg from "pg";
import { type InventedProspect, inventAgency, inventedId } from "./invented-agencies";

const columns: Record<keyof InventedProspect, string> = {
  id: "uuid",
  status: "prospect_status",
  first_name: "text",
  last_name: "text",
  job_title: "text",
  organization_name: "text",
  email: "text",
  phone: "text",
  mobile: "text",
  siret: "text",
  postal_code: "text",
  city: "text",
  department: "text",
  website_url: "text",
  tags: "text[]",
  lead_score: "int",
  fit_score: "int",
  intent_score: "int",
  engagement_score: "int",
  budget_score: "int",
  score_reasons: "jsonb",
  last_contacted_at: "timestamptz",
  last_activity_at: "timestamptz",
  created_at: "timestamptz",
};
const names = Object.keys(columns);
const chunk = 5_000;

/**
 * Fills a company up to `total` prospects with invented agencies, many in a statement. Those that are there stay as they are.
 * @returns how many were new
 */
export async function fillProspects(
  owner: pg.ClientBase,
  { companyId, total, now }: { companyId: string; total: number; now: Date },
): Promise<number> {
  const { rows } = await owner.query("SELECT count(*)::int AS count FROM prospects WHERE company_id = $1 AND deleted_at IS NULL", [
    companyId,
  ]);
  let missing = total - rows[0].count;
  let made = 0;
  for (let from = 1; missing > 0 && from <= total * 2 + chunk; from += chunk) {
    const invented = Array.from({ length: chunk }, (_, place) => inventAgency(from + place, now));
    const { rowCount } = await owner.query(
      `INSERT INTO prospects (company_id, source, source_detail, country_code, scored_at, updated_at, ${names.join(", ")})
       SELECT $2, 'import_csv', 'Liste de démonstration', 'FR', $3, $3, ${names.map((name) => `r.${name}`).join(", ")}
       FROM jsonb_to_recordset($1::jsonb) AS r (${Object.entries(columns)
         .map(([name, type]) => `${name} ${type}`)
         .join(", ")})
       WHERE NOT EXISTS (SELECT 1 FROM prospects p WHERE p.id = r.id)
       ORDER BY r.id LIMIT $4 ON CONFLICT DO NOTHING`,
      [JSON.stringify(invented), companyId, now, missing],
    );
    made += rowCount ?? 0;
    missing -= rowCount ?? 0;
  }
  return made;
}

/** What the team did with the first ones: calls and notes in their timelines, and tasks around today. Written once. */
export async function seedActivity(
  owner: pg.ClientBase,
  { companyId, userIds, now }: { companyId: string; userIds: Array<string>; now: Date },
) {
  const { rows } = await owner.query<{ id: string; name: string; person: string | null; called: Date }>(
    `SELECT id, organization_name AS name, nullif(concat_ws(' ', first_name, last_name), '') AS person, last_contacted_at AS called
     FROM prospects WHERE company_id = $1 AND last_contacted_at IS NOT NULL ORDER BY id LIMIT 24`,
    [companyId],
  );
  const calls = rows.map(({ id, called }, at) => ({
    id: inventedId(at + 1, 2),
    prospect_id: id,
    user_id: userIds[at % userIds.length],
    type: "call_made",
    channel: "phone",
    content: said[at % said.length],
    occurred_at: called,
  }));
  const notes = rows.slice(0, 10).map(({ id, called }, at) => ({
    id: inventedId(at + 1, 3),
    prospect_id: id,
    user_id: userIds[(at + 1) % userIds.length],
    type: "note",
    channel: "other",
    content: noted[at % noted.length],
    occurred_at: new Date(called.getTime() + 3_600_000),
  }));
  await owner.query(
    `INSERT INTO interactions (id, company_id, prospect_id, user_id, type, channel, content, occurred_at)
     SELECT r.id, $2, r.prospect_id, r.user_id, r.type, r.channel, r.content, r.occurred_at
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, prospect_id uuid, user_id uuid, type text, channel text, content text, occurred_at timestamptz)
     WHERE NOT EXISTS (SELECT 1 FROM interactions i WHERE i.company_id = $2 AND i.id = r.id)`,
    [JSON.stringify([...calls, ...notes]), companyId],
  );
  const tasks = rows.slice(0, 8).map(({ id, name, person }, at) => ({
    id: inventedId(at + 1, 4),
    prospect_id: id,
    assigned_to_id: userIds[at % userIds.length],
    type: ["call", "meeting", "email"][at % 3],
    title: [`Rappeler ${person ?? name}`, `Préparer le rendez-vous avec ${name}`, `Envoyer les exemples à ${person ?? name}`][at % 3],
    priority: at === 0 ? "high" : "medium",
    days: [-1, 0, 0, 0, 1, 2, 5, 7][at],
  }));
  await owner.query(
    `INSERT INTO tasks (id, company_id, prospect_id, assigned_to_id, type, title, priority, due_date)
     SELECT r.id, $2, r.prospect_id, r.assigned_to_id, r.type, r.title, r.priority, ($3::timestamptz AT TIME ZONE 'Europe/Paris')::date + r.days
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, prospect_id uuid, assigned_to_id uuid, type text, title text, priority task_priority, days int)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(tasks), companyId, now],
  );
}

const said = [
  "Appel de présentation. Souhaite voir deux exemples avant de décider.",
  "Occupé par une ouverture d’agence, propose de reprendre contact le mois prochain.",
  "Travaille avec un photographe indépendant, compare les délais.",
  "Intéressé par les visites 3D pour les biens au-dessus de 400 000 €.",
  "Demande un tarif pour une vingtaine de biens par trimestre.",
];
const noted = [
  "Deux agences, six négociateurs. Décide seul.",
  "Préfère l’e-mail au téléphone, plutôt le matin.",
  "Le délai compte plus que le prix.",
  "Nos exemples de maisons de ville lui ont plu.",
];
