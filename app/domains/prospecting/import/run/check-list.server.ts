import { reserveProspects } from "~/domains/billing/usage/reserve-usage.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { tidyHeap } from "~/platform/tight-heap.server";
import { decideLines, type KnownProspect, type ListLine } from "../line/decide-lines.rules";
import { Dialect } from "../read/dialect.schema";
import { DryRunCount } from "./dry-run.rules";
import { identityKeys } from "../line/identity-keys.rules";
import { chunkLines, Mapping } from "./import-run.rules";
import { knownProspects } from "../line/known-prospects.server";
import { listBegin, readChunks } from "../read/read-list.server";
import { reachOfBringer } from "./reach-of-bringer.server";
import { SeenKeys } from "../line/seen-keys.rules";

/**
 * Reads a whole list and decides each line as the import would, writing nothing but the counts: they grow on the run while
 * it reads. A second call counts anew. Stops when the run is no longer being checked.
 */
export async function checkList(company: CompanyScope, importRunId: string) {
  const { companyId } = company;
  const started = await inCompany(company, async (ctx) => ({
    run: await ctx.db.importRun.findUnique({
      where: { companyId_id: { companyId, id: importRunId } },
      select: { state: true, fileId: true, dialect: true, fieldMapping: true, startedById: true },
    }),
    room: await roomLeft(ctx),
  }));
  const { run } = started;
  if (run?.state !== "checking") return { lines: 0 };
  const list = { fileId: run.fileId, dialect: Dialect.parse(run.dialect), mapping: Mapping.parse(run.fieldMapping) };

  const seen = new SeenKeys();
  const count = new DryRunCount();
  let savedAt = performance.now();
  for await (const { lines } of readChunks(company, list, { place: listBegin, skip: 0, size: chunkLines })) {
    const isSaved = performance.now() - savedAt > 700;
    const isWanted = await inCompany(company, async (ctx) => {
      const reach = await reachOfBringer(ctx, run.startedById);
      const known = [...(await knownProspects(ctx, lines, reach)), ...seenProspects(lines, seen)];
      const decision = decideLines(lines, known, { room: Math.max(0, started.room - count.created), newId: () => "new" });
      for (const { prospect } of decision.created) for (const key of identityKeys(prospect)) seen.add(key);
      count.add(lines, decision);
      return !isSaved || save(ctx, importRunId, { dryRun: count.sum(false) });
    });
    if (!isWanted) return { lines: count.lines };
    if (isSaved) savedAt = performance.now();
    tidyHeap();
  }
  await inCompany(company, (ctx) => save(ctx, importRunId, { state: "checked", dryRun: count.sum(true), totalLines: count.lines }));
  return { lines: count.lines };
}

/** How many prospects the month still lets in. */
async function roomLeft(ctx: CompanyCtx): Promise<number> {
  await reserveProspects(ctx, 0); // closes a month that is over
  const limit = await ctx.db.usageLimit.findUnique({
    where: { companyId: ctx.companyId },
    select: { prospectsLimitMonthly: true, prospectsImportedMonth: true },
  });
  return limit ? limit.prospectsLimitMonthly - limit.prospectsImportedMonth : 0;
}

/** Stand-ins for the prospects that earlier lines of the list would have made: of them only the keys are known. */
function seenProspects(lines: Array<ListLine>, seen: SeenKeys): Array<KnownProspect> {
  const stand: Array<KnownProspect> = [];
  for (const { reading } of lines) {
    if ("refusal" in reading || !identityKeys(reading.prospect).some((key) => seen.has(key))) continue;
    stand.push({ id: "seen", prospect: reading.prospect, department: null, wasDeletedAt: null });
  }
  return stand;
}

async function save({ db }: CompanyCtx, id: string, data: { state?: "checked"; dryRun: object; totalLines?: number }): Promise<boolean> {
  const { count } = await db.importRun.updateMany({ where: { id, state: "checking" }, data });
  return count > 0;
}
