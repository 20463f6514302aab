import { reserveProspects } from "~/domains/billing/usage/reserve-usage.server";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectsImported } from "../../prospect/prospect.events.server";
import { decideLines, type ListLine } from "./decide-lines.rules";
import { knownProspects } from "./known-prospects.server";
import { reachOfBringer } from "../run/reach-of-bringer.server";
import { type RunFacts, writeLines } from "./write-lines.server";

/**
 * Imports one chunk, all or nothing: prospects, lines, counters, the month's limit and the fact commit together. The run's
 * row is locked and must stand exactly where the chunk begins, so a chunk lands once, whoever repeats it and whenever.
 * @returns false when the chunk is not the run's next one, or the run no longer runs: nothing was written
 */
export async function importLines(
  ctx: CompanyCtx,
  { importRunId, after, lines }: { importRunId: string; after: number; lines: Array<ListLine> },
) {
  const { db, companyId, now, emit } = ctx;
  const [run] = await db.$queryRaw<Array<RunFacts>>`
    SELECT id, source_detail AS "sourceDetail", legal_basis AS "legalBasis", started_by_id AS "startedById" FROM import_runs
    WHERE company_id = ${companyId}::uuid AND id = ${importRunId}::uuid AND state = 'running' AND processed_lines = ${after}::int FOR UPDATE`;
  if (!run) return false;

  const known = await knownProspects(ctx, lines, await reachOfBringer(ctx, run.startedById));
  const newId = idsInOrder(now);
  let decision = decideLines(lines, known, { room: Infinity, newId });
  const granted = decision.counts.created > 0 ? await reserveProspects(ctx, decision.counts.created) : 0;
  if (granted < decision.counts.created) decision = decideLines(lines, known, { room: granted, newId: idsInOrder(now) });

  await writeLines(ctx, run, decision);
  const { created, merged, refused } = decision.counts;
  await db.$executeRaw`
    UPDATE import_runs SET processed_lines = processed_lines + ${lines.length}::int, created_count = created_count + ${created}::int,
      merged_count = merged_count + ${merged}::int, refused_count = refused_count + ${refused}::int
    WHERE company_id = ${companyId}::uuid AND id = ${importRunId}::uuid`;
  if (created > 0)
    emit(prospectsImported.create({ companyId, importRunId, prospectIds: decision.created.map(({ id }) => id) }), importRunId);
  return true;
}

/** Ids of one moment that sort as they were made, so that prospects of a list keep its order: a counter stands in the 12 bits behind the version. */
function idsInOrder(moment: Date): () => string {
  let made = 0;
  return () => {
    const id = uuidv7(moment);
    return `${id.slice(0, 15)}${(made++).toString(16).padStart(3, "0")}${id.slice(18)}`;
  };
}
