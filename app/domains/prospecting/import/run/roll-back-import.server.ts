import { Prisma } from "~/generated/prisma/client";
import { recordset } from "~/platform/bulk.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { importRolledBack } from "../import.events.server";
import type { Given } from "../line/decide-lines.rules";
import { combineGiven } from "./take-back.rules";

const atOnce = 1000;

/**
 * Takes a list out again, for about `seconds`: what its lines gave to prospects from before, where it still stands as given, and
 * the prospects it made, where nobody worked with them since. Each turn commits, and done twice changes nothing. It goes from line to
 * line, so that a turn costs the same however many are gone or stay.
 * @param below lines from here on are done; the last line first
 */
export async function rollBackForAWhile(
  company: CompanyScope,
  { importRunId, below = 2 ** 31 - 1, seconds = 20 }: { importRunId: string; below?: number; seconds?: number },
): Promise<{ below: number; isDone: boolean }> {
  const until = performance.now() + seconds * 1000;
  do below = await inCompany(company, (ctx) => takeLines(ctx, { importRunId, below }));
  while (below > 0 && performance.now() < until);
  return { below, isDone: below === 0 };
}

/** Takes back what up to 1,000 lines gave, and out whom they made. @returns the lowest line done, 0 when none is left */
async function takeLines(ctx: CompanyCtx, { importRunId, below }: { importRunId: string; below: number }): Promise<number> {
  const lines = await ctx.db.importLine.findMany({
    where: { importRunId, lineNumber: { lt: below }, importRun: { state: "rolling_back" } },
    orderBy: { lineNumber: "desc" },
    take: atOnce,
    select: { lineNumber: true, outcome: true, prospectId: true, previous: true },
  });
  const given = lines.flatMap(({ outcome, prospectId, previous }) =>
    outcome === "merged" && prospectId && previous ? [{ id: prospectId, given: previous as unknown as Given }] : [],
  );
  if (given.length > 0) await takeBack(ctx, importRunId, given);
  const made = lines.flatMap(({ outcome, prospectId }) => (outcome === "created" && prospectId ? [prospectId] : []));
  if (made.length > 0) await takeOut(ctx, importRunId, made);
  return lines.at(-1)?.lineNumber ?? 0;
}

async function takeBack({ db, companyId }: CompanyCtx, importRunId: string, given: Parameters<typeof combineGiven>[0]) {
  const back = combineGiven(given);
  await db.$executeRaw`
    UPDATE prospects p SET ${Prisma.join(plain.map(({ restored }) => restored))},
      tags = CASE WHEN r.fields ? 'tags' THEN ARRAY(SELECT t FROM unnest(p.tags) t WHERE NOT t = ANY (r.added_tags)) ELSE p.tags END,
      custom_fields = (
        SELECT COALESCE(jsonb_object_agg(f.key, f.value), '{}') FROM jsonb_each(p.custom_fields) f
        WHERE r.added_fields -> f.key IS DISTINCT FROM f.value),
      value_origins = p.value_origins - array_remove(ARRAY[${Prisma.join(plain.map(({ field, holds }) => Prisma.sql`CASE WHEN ${holds} THEN ${field} END`))},
        CASE WHEN r.fields ? 'tags' THEN 'tags' END], NULL) - ARRAY(
          SELECT 'customFields.' || f.key FROM jsonb_each(r.added_fields) f WHERE p.custom_fields -> f.key = f.value),
      deleted_at = CASE WHEN r.fields ? 'deletedAt' THEN COALESCE(p.deleted_at, (r.fields ->> 'deletedAt')::timestamptz) ELSE p.deleted_at END
    FROM ${recordset(back, "id uuid, fields jsonb, added_tags text[], added_fields jsonb")}
    WHERE p.company_id = ${companyId}::uuid AND p.id = r.id AND p.import_run_id IS DISTINCT FROM ${importRunId}::uuid`;
}

/** Fields that a merge fills only when they are empty: emptied again, and without an origin, where they still hold what the list gave. */
const plain = [
  "firstName",
  "lastName",
  "organizationName",
  "jobTitle",
  "email",
  "phone",
  "mobile",
  "siret",
  "street",
  "postalCode",
  "city",
  "department",
  "countryCode",
  "latitude",
  "longitude",
  "websiteUrl",
  "linkedinUrl",
  "language",
  "notes",
  "sourceDetail",
].map((field) => {
  const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  // Rounded as the column rounds: degrees carry six decimals.
  const given = field === "latitude" || field === "longitude" ? `round((r.fields ->> '${field}')::numeric, 6)` : `r.fields ->> '${field}'`;
  const holds = `r.fields ? '${field}' AND p.${column} = ${given}`;
  return {
    field: Prisma.raw(`'${field}'`),
    holds: Prisma.raw(holds),
    restored: Prisma.raw(`${column} = CASE WHEN ${holds} THEN NULL ELSE p.${column} END`),
  };
});

/**
 * Takes out those of these prospects that the list made and that nobody worked with: no message, no campaign, no task, no
 * activity, and no other list that names them.
 */
async function takeOut({ db, companyId }: CompanyCtx, importRunId: string, made: Array<string>) {
  // Chosen once, then deleted by id: on a table whose statistics lag behind the choice would be made again for each row.
  await db.$executeRaw`
    WITH chosen AS MATERIALIZED (
      SELECT p.id FROM prospects p
      WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${made}::uuid[]) AND p.import_run_id = ${importRunId}::uuid AND ${untouched(importRunId)})
    DELETE FROM prospects WHERE company_id = ${companyId}::uuid AND id = ANY (ARRAY(SELECT id FROM chosen))`;
}

/** The condition on `p` under which a prospect may be taken out with its list. */
const untouched = (importRunId: string): Prisma.Sql => Prisma.sql`p.last_contacted_at IS NULL AND p.last_activity_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.company_id = p.company_id AND m.prospect_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM campaign_recipients c WHERE c.company_id = p.company_id AND c.prospect_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.company_id = p.company_id AND t.prospect_id = p.id)
  AND NOT EXISTS (
    SELECT 1 FROM import_lines l JOIN import_runs o ON o.company_id = l.company_id AND o.id = l.import_run_id
    WHERE l.company_id = p.company_id AND l.prospect_id = p.id AND l.import_run_id <> ${importRunId}::uuid AND o.state <> 'rolled_back')`;

/** The list is out. What it took of the month is given back while the month lasts. Said once, however often it is called. */
export async function completeRollback(company: CompanyScope, importRunId: string) {
  const { companyId } = company;
  return inCompany(company, async ({ db, now, emit, audit }) => {
    const { count } = await db.importRun.updateMany({
      where: { id: importRunId, state: "rolling_back" },
      data: { state: "rolled_back", rolledBackAt: now },
    });
    if (count === 0) return { isRolledBack: false };
    await db.$executeRaw`
      UPDATE usage_limits u SET prospects_imported_month = GREATEST(0, u.prospects_imported_month - r.created_count + (
        SELECT count(*)::int FROM prospects p WHERE p.company_id = r.company_id AND p.import_run_id = r.id))
      FROM import_runs r JOIN companies c ON c.id = r.company_id
      WHERE r.company_id = ${companyId}::uuid AND r.id = ${importRunId}::uuid AND u.company_id = r.company_id
        AND u.monthly_window = date_trunc('month', r.started_at AT TIME ZONE c.timezone)::date`;
    emit(importRolledBack.create({ companyId, importRunId }), importRunId);
    audit({ action: "import.rolled_back", about: { type: "import_run", id: importRunId } });
    return { isRolledBack: true };
  });
}
