import { recordset } from "~/platform/bulk.server";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { compareRecords } from "./compare-records.rules";
import { type MatchFacts, type PreparedRecord, prepareRecord } from "./prepare-record.rules";

/** Neighbours looked at for one prospect, by each thing it may share. */
const neighbours = 15;
/** Prospects in one transaction. */
export const pairsAtOnce = 100;

type Row = MatchFacts & { id: string };

/** What is compared of prospects, by their ids; those that are deleted are left out. */
export async function readMatchRows({ db }: CompanyCtx, ids: Array<string>): Promise<Array<Row>> {
  if (ids.length === 0) return [];
  return db.$queryRaw<Array<Row>>`
    SELECT p.id, p.first_name AS "firstName", p.last_name AS "lastName", p.organization_name AS "organizationName", p.email, p.phone, p.mobile, p.siret,
      p.street, p.postal_code AS "postalCode", p.city, p.country_code AS "countryCode", p.website_url AS "websiteUrl", p.linkedin_url AS "linkedinUrl",
      p.custom_fields AS "customFields"
    FROM prospects p WHERE p.id = ANY (${ids}::uuid[]) AND p.deleted_at IS NULL`;
}

/**
 * Looks for the likes of some prospects (at most `pairsAtOnce`) and writes down the pairs that are certain or perhaps. Pairs known already keep what a person
 * said of them and get their new points; open pairs of these prospects that no longer hold are taken away.
 * @returns how many pairs hold
 */
export async function findPairs(
  ctx: CompanyCtx,
  prospectIds: Array<string>,
  { importRunId }: { importRunId?: string } = {},
): Promise<number> {
  const { db, companyId } = ctx;
  const subjects = await readMatchRows(ctx, prospectIds.slice(0, pairsAtOnce));
  if (subjects.length === 0) return 0;
  const prepared = new Map(subjects.map((row) => [row.id, prepareRecord(row)]));
  const ids = subjects.map(({ id }) => id);
  const asked = subjects.map(({ id }) => ({ id, ...needlesOf(prepared.get(id)!) }));
  const found = await db.$queryRaw<Array<{ subjectId: string; id: string }>>`
    SELECT d.subject_id AS "subjectId", d.id FROM app.likely_duplicates(${JSON.stringify(asked)}::jsonb, ${neighbours}::int) d
    UNION SELECT d.one_id, d.other_id FROM duplicate_pairs d
      WHERE d.company_id = ${companyId}::uuid AND d.state = 'open' AND (d.one_id = ANY (${ids}::uuid[]) OR d.other_id = ANY (${ids}::uuid[]))`;
  const others = [...new Set(found.flatMap(({ subjectId, id }) => [subjectId, id]))].filter((id) => !prepared.has(id));
  for (const row of await readMatchRows(ctx, others)) prepared.set(row.id, prepareRecord(row));
  const pairs = scorePairs(
    prepared,
    found.map(({ subjectId, id }) => [subjectId, id]),
  );
  await forgetStale(ctx, ids, pairs);
  return writePairs(ctx, pairs, { importRunId });
}

/** What the database looks for on behalf of a record: its numbers, its register number, and texts that come near. */
function needlesOf({ first, last, firmCore, emails, phones, siret }: PreparedRecord) {
  const texts = [
    `${first} ${last}`.trim(),
    last ? "" : firmCore,
    ...emails.filter(({ isRole, local }) => !isRole && local.length >= 5).map(({ local }) => local),
  ];
  return { phones, siren: siret.slice(0, 9), texts: [...new Set(texts.filter((text) => text.length >= 4))].slice(0, 4) };
}

export interface ScoredPair {
  oneId: string;
  otherId: string;
  certainty: number;
  reasons: Array<{ code: string; points: number }>;
}

/** The pairs of these that are not different, the lesser id first, each once. */
export function scorePairs(prepared: ReadonlyMap<string, PreparedRecord>, pairs: Array<[string, string]>): Array<ScoredPair> {
  const scored = new Map<string, ScoredPair>();
  for (const pair of pairs) {
    const [oneId, otherId] = [...pair].sort() as [string, string];
    const [one, other] = [prepared.get(oneId), prepared.get(otherId)];
    if (!one || !other || oneId === otherId || scored.has(`${oneId} ${otherId}`)) continue;
    const { certainty, verdict, reasons } = compareRecords(one, other);
    if (verdict !== "different") scored.set(`${oneId} ${otherId}`, { oneId, otherId, certainty, reasons });
  }
  return [...scored.values()];
}

/** Writes pairs down, in one statement. @returns how many */
export async function writePairs(
  { db, companyId, now }: CompanyCtx,
  pairs: Array<ScoredPair>,
  { importRunId }: { importRunId?: string } = {},
): Promise<number> {
  if (pairs.length === 0) return 0;
  const rows = pairs.map(({ oneId, otherId, certainty, reasons }) => ({ id: uuidv7(now), one: oneId, other: otherId, certainty, reasons }));
  await db.$executeRaw`
    INSERT INTO duplicate_pairs AS d (id, company_id, one_id, other_id, certainty, reasons, import_run_id, created_at, updated_at)
    SELECT r.id, ${companyId}::uuid, r.one, r.other, r.certainty, r.reasons, ${importRunId ?? null}::uuid, ${now}::timestamptz, ${now}::timestamptz
    FROM ${recordset(rows, "id uuid, one uuid, other uuid, certainty int, reasons jsonb")}
    JOIN prospects a ON a.company_id = ${companyId}::uuid AND a.id = r.one JOIN prospects b ON b.company_id = ${companyId}::uuid AND b.id = r.other
    ON CONFLICT (company_id, one_id, other_id) DO UPDATE SET certainty = excluded.certainty, reasons = excluded.reasons
      WHERE d.certainty <> excluded.certainty OR d.reasons <> excluded.reasons`;
  return rows.length;
}

async function forgetStale({ db, companyId }: CompanyCtx, ids: Array<string>, pairs: Array<ScoredPair>) {
  const held = pairs.map(({ oneId, otherId }) => ({ one: oneId, other: otherId }));
  await db.$executeRaw`
    DELETE FROM duplicate_pairs d WHERE d.company_id = ${companyId}::uuid AND d.state = 'open' AND (d.one_id = ANY (${ids}::uuid[]) OR d.other_id = ANY (${ids}::uuid[]))
      AND NOT EXISTS (SELECT 1 FROM ${recordset(held, "one uuid, other uuid")} WHERE r.one = d.one_id AND r.other = d.other_id)`;
}
