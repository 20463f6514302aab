import type { CompanyCtx } from "~/platform/tenancy.server";
import type { EnrichmentField } from "./enrichment-fields.rules";
import { startEnrichment } from "./run-enrichment.server";

/**
 * What a sequence is about to use and a source said too long ago is asked again, and only that: values that a person typed do not age here,
 * and nothing is re-asked for its own sake. Asked twice within a day it starts once.
 * @returns the run, or null where everything is fresh
 */
export async function recheckBeforeUse(
  ctx: CompanyCtx,
  { prospectIds, field }: { prospectIds: ReadonlyArray<string>; field: EnrichmentField },
): Promise<string | null> {
  const { db, companyId, now } = ctx;
  const stale = await db.$queryRaw<Array<{ id: string }>>`
    SELECT p.id FROM prospects p
    WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${[...prospectIds]}::uuid[]) AND p.deleted_at IS NULL
      AND (SELECT e.expires_at FROM enrichments e WHERE e.company_id = p.company_id AND e.prospect_id = p.id AND e.field = ${field} AND e.status = 'completed'
        ORDER BY e.created_at DESC, e.id DESC LIMIT 1) <= ${now}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM enrichment_requests q JOIN enrichment_runs r ON r.company_id = q.company_id AND r.id = q.run_id
        WHERE q.company_id = p.company_id AND q.prospect_id = p.id AND r.kind = 'recheck' AND r.started_at > ${now}::timestamptz - interval '1 day')`;
  if (stale.length === 0) return null;
  return startEnrichment(ctx, { kind: "recheck", selection: { ids: stale.map(({ id }) => id) }, fields: [field] });
}
