import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ValueOrigins } from "./value-origin.rules";
import type { ProspectOfEnrichment, RunOfPage } from "./prospect-enrichment.rules";

export interface Proposal {
  id: string;
  prospectId: string;
  name: string;
  isOrganization: boolean;
  field: string;
  provider: string;
  originalValue: string | null;
  enrichedValue: string;
  confidence: number;
  sourceUrl: string | null;
  createdAt: Date;
}

const nameSql = Prisma.sql`coalesce(nullif(p.organization_name, ''), nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email, p.phone, p.mobile, '')`;
const columns = Prisma.sql`e.id, e.prospect_id AS "prospectId", ${nameSql} AS name, p.organization_name IS NOT NULL AS "isOrganization", e.field, e.provider,
  e.original_value AS "originalValue", e.enriched_value AS "enrichedValue", coalesce(e.confidence_score, 0)::float AS confidence, e.source_url AS "sourceUrl", e.created_at AS "createdAt"`;

/** Proposals beside the one that is looked at. */
const railLength = 40;

/** The queue of values that wait for a person, the oldest first: the one that is wanted, or the first, with those around it. One statement each way. */
export async function readProposals(ctx: CompanyCtx, { field, wanted }: { field: string | null; wanted: string | null }) {
  const { db, companyId } = ctx;
  const open = Prisma.sql`e.company_id = ${companyId}::uuid AND e.status = 'pending' AND e.enriched_value IS NOT NULL AND e.provider IS NOT NULL AND e.field IS NOT NULL
    AND p.deleted_at IS NULL AND (${field}::text IS NULL OR e.field = ${field}::text)`;
  const from = Prisma.sql`enrichments e JOIN prospects p ON p.company_id = e.company_id AND p.id = e.prospect_id`;
  const [counted] = await db.$queryRaw<Array<{ total: number; before: number; fields: Record<string, number> | null }>>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE e.id < ${wanted}::uuid)::int AS before,
      (SELECT jsonb_object_agg(f.field, f.count) FROM (SELECT e.field, count(*)::int AS count FROM ${from}
        WHERE e.company_id = ${companyId}::uuid AND e.status = 'pending' AND e.provider IS NOT NULL AND e.enriched_value IS NOT NULL AND p.deleted_at IS NULL GROUP BY 1) f) AS fields
    FROM ${from} WHERE ${open}`;
  const { total, before, fields } = counted!;
  const start = Math.max(0, Math.min(before - 5, total - railLength));
  const rail = await db.$queryRaw<Array<Proposal>>`
    SELECT ${columns} FROM ${from} WHERE ${open} ORDER BY e.id LIMIT ${railLength}::int OFFSET ${start}::int`;
  if (rail.length === 0) return { current: null, rail, total, at: 0, previousId: null, nextId: null, fields: fields ?? {} };
  const place = Math.max(
    0,
    rail.findIndex(({ id }) => id === wanted),
  );
  return {
    current: rail[place]!,
    rail,
    total,
    at: start + place + 1,
    previousId: rail[place - 1]?.id ?? null,
    nextId: rail[place + 1]?.id ?? null,
    fields: fields ?? {},
  };
}
export type ProposalQueue = Awaited<ReturnType<typeof readProposals>>;

const runColumns = Prisma.sql`r.id, r.kind::text AS kind, r.state::text AS state, r.total_count AS "totalCount", r.done_count AS "doneCount", r.started_at AS "startedAt",
      (SELECT count(*)::int FROM enrichments e JOIN enrichment_requests q ON q.company_id = e.company_id AND q.id = e.request_id
        WHERE q.company_id = r.company_id AND q.run_id = r.id AND e.status = 'completed') AS filled,
      (SELECT count(*)::int FROM enrichments e JOIN enrichment_requests q ON q.company_id = e.company_id AND q.id = e.request_id
        WHERE q.company_id = r.company_id AND q.run_id = r.id AND e.status = 'pending') AS proposed,
      (SELECT count(*)::int FROM enrichment_requests q WHERE q.company_id = r.company_id AND q.run_id = r.id AND q.state IN ('waiting', 'asking')) AS waiting,
      (SELECT coalesce(sum(q.cost), 0)::text FROM enrichment_requests q WHERE q.company_id = r.company_id AND q.run_id = r.id AND q.state = 'answered') AS cost,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('provider', f.provider, 'code', f.error_code, 'count', f.count) ORDER BY f.provider, f.error_code), '[]') FROM (
        SELECT q.provider, q.error_code, count(*)::int AS count FROM enrichment_requests q
        WHERE q.company_id = r.company_id AND q.run_id = r.id AND q.error_code IS NOT NULL GROUP BY 1, 2) f) AS troubles`;

/** The last runs with what came of them. */
export const lastRuns = ({ db, companyId }: CompanyCtx, { take = 5 } = {}) =>
  db.$queryRaw<Array<RunOfPage>>`
    SELECT ${runColumns} FROM enrichment_runs r WHERE r.company_id = ${companyId}::uuid ORDER BY r.started_at DESC, r.id DESC LIMIT ${take}::int`;

/** The last run that asked about a prospect, or is about to; as JSON beside his record, alias `p`. */
const lastRunJson = Prisma.sql`(SELECT to_jsonb(one) FROM (SELECT ${runColumns} FROM enrichment_runs r
    WHERE r.company_id = p.company_id AND r.id = coalesce(
      (SELECT w.id FROM enrichment_runs w WHERE w.company_id = p.company_id AND w.state = 'running' AND w.kind = 'record' AND w.selection -> 'ids' ? p.id::text
        ORDER BY w.started_at DESC LIMIT 1),
      (SELECT q.run_id FROM enrichment_requests q WHERE q.company_id = p.company_id AND q.prospect_id = p.id ORDER BY q.asked_at DESC, q.id DESC LIMIT 1))) one)`;

/** What sources said of a prospect, the latest of each field; what waits for a person first. As JSON beside his record, alias `p`. */
const enrichmentsJson = Prisma.sql`(SELECT coalesce(jsonb_agg(to_jsonb(v) ORDER BY v.status, v.field), '[]') FROM (
    SELECT DISTINCT ON (e.field, e.status = 'pending') e.id, e.field, e.provider, e.original_value AS "originalValue", e.enriched_value AS "enrichedValue",
      e.confidence_score::float AS confidence, e.cost::text AS cost, e.status::text AS status, e.source_url AS "sourceUrl", e.created_at AS "createdAt", e.expires_at AS "expiresAt"
    FROM enrichments e WHERE e.company_id = p.company_id AND e.prospect_id = p.id AND e.status IN ('pending', 'completed') AND e.field IS NOT NULL AND e.enriched_value IS NOT NULL
    ORDER BY e.field, e.status = 'pending', e.created_at DESC, e.id DESC) v)`;

/** The names of those who wrote values of a prospect, by their ids, as JSON: alias `p`. */
const originNamesJson = Prisma.sql`(SELECT coalesce(jsonb_object_agg(u.id, concat_ws(' ', u.first_name, u.last_name)), '{}') FROM users u
    WHERE u.id::text IN (SELECT o.value ->> k.key FROM jsonb_each(p.value_origins) o CROSS JOIN (VALUES ('by'), ('approvedBy')) k (key)))`;

/** What getProspectForPage reads of all this beside the record. */
export interface EnrichmentBeside {
  values: ProspectOfEnrichment["values"];
  lastRun: ProspectOfEnrichment["lastRun"];
  originNames: Record<string, string>;
  valueOrigins: ValueOrigins;
}
export const enrichmentBesideSql = Prisma.sql`${enrichmentsJson} AS "values", ${lastRunJson} AS "lastRun", ${originNamesJson} AS "originNames", p.value_origins AS "valueOrigins"`;
