import { type Prisma } from "~/generated/prisma/client";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { inParallel } from "~/platform/in-parallel";
import { found } from "~/platform/params.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { reachOfBringer } from "../import/run/reach-of-bringer.server";
import { filterFromUrl, filterToUrl } from "../prospect/prospect-filter.schema";
import type { ProspectSelection } from "../prospect/prospect-selection.schema";
import { selectionWhere, whomOf } from "../prospect/prospect-where.server";
import { enrichmentStarted } from "./enrichment.events.server";
import type { EnrichmentField } from "./enrichment-fields.rules";
import { enrichProspect } from "./enrich-prospect.server";

/** Prospects of one step, and how many of them at once. */
const atOnce = 12;
const width = 4;

type Kind = "record" | "selection" | "import" | "recheck";

/**
 * Starts the enrichment of those chosen, or of all that match: a job does it.
 * @throws AppError 'prospecting.enrichment.nobody' (422)
 */
export async function startEnrichment(
  ctx: CompanyCtx,
  {
    kind,
    selection,
    fields = [],
    runId,
  }: { kind: Kind; selection: ProspectSelection; fields?: ReadonlyArray<EnrichmentField>; runId?: string },
): Promise<string> {
  const { db, companyId, actor, now } = ctx;
  const where = await selectionWhere(ctx, selection);
  const [row] = await db.$queryRaw<Array<{ count: number }>>`SELECT count(*)::int AS count FROM prospects p WHERE ${where}`;
  if (row!.count === 0) throw new AppError("prospecting.enrichment.nobody", { status: 422 });
  const id = runId ?? uuidv7(now);
  const { count } = await db.enrichmentRun.createMany({
    data: [
      {
        id,
        companyId,
        kind,
        fields: [...fields],
        selection: ("ids" in selection ? selection : { filter: filterToUrl(selection.filter) }) as Prisma.InputJsonValue,
        totalCount: row!.count,
        startedById: actor.kind === "user" ? actor.id : null,
        startedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return id; // the same fact once more
  ctx.emit(enrichmentStarted.create({ companyId, runId: id }), id);
  const { about, whom } = whomOf(selection);
  ctx.audit({ action: "enrichment.started", about, after: { count: row!.count, ...whom } });
  return id;
}

/**
 * Enriches the next prospects of a run after `after`, in the order of their ids: whoever comes in meanwhile is not missed twice.
 * @returns where it stands; null when nobody is left or it was cancelled
 */
export async function enrichNext(
  company: CompanyScope,
  { runId, after, done }: { runId: string; after: string | null; done: number },
): Promise<{ after: string | null; done: number; isWaiting: boolean }> {
  const ids = await inCompany(company, (ctx) => nextOf(ctx, runId, after));
  const results = await inParallel(ids, width, (prospectId) => enrichProspect(company, { runId, prospectId }));
  const reached = done + ids.length;
  const isLast = ids.length < atOnce;
  await inCompany(company, ({ db, now }) =>
    db.enrichmentRun.updateMany({
      where: { id: runId, state: "running" },
      data: { doneCount: reached, ...(isLast && { state: "completed", completedAt: now }) },
    }),
  );
  return { after: isLast ? null : ids.at(-1)!, done: reached, isWaiting: results.some((one) => one.isWaiting) };
}

async function nextOf(ctx: CompanyCtx, runId: string, after: string | null): Promise<Array<string>> {
  const run = await ctx.db.enrichmentRun.findUnique({ where: { id: runId } });
  if (run?.state !== "running") return [];
  const saved = run.selection as { ids?: Array<string>; filter?: string };
  const selection: ProspectSelection = saved.ids ? { ids: saved.ids } : { filter: filterFromUrl(new URLSearchParams(saved.filter ?? "")) };
  // Whoever started it reaches with the job whom he reaches himself, by what he may now.
  const reach = await reachOfBringer(ctx, run.startedById);
  const rows = await ctx.db.$queryRaw<Array<{ id: string }>>`
    SELECT p.id FROM prospects p WHERE ${await selectionWhere(ctx, selection)} AND (${after}::uuid IS NULL OR p.id > ${after}::uuid)
      AND (${reach === null}::boolean OR p.assigned_to_id = ANY (${[...(reach ?? [])]}::uuid[]))
    ORDER BY p.id LIMIT ${atOnce}::int`;
  return rows.map(({ id }) => id);
}

/** Those at work are finished, nobody else is asked about. @throws AppError 'platform.record.unknown' */
export async function cancelEnrichment(ctx: CompanyCtx, runId: string): Promise<void> {
  found(await ctx.db.enrichmentRun.findUnique({ where: { id: runId }, select: { id: true } }));
  const { count } = await ctx.db.enrichmentRun.updateMany({
    where: { id: runId, state: "running" },
    data: { state: "cancelled", completedAt: ctx.now },
  });
  if (count > 0) ctx.audit({ action: "enrichment.cancelled", about: { type: "enrichment_run", id: runId } });
}

export const failEnrichment = (company: CompanyScope, runId: string) =>
  inCompany(company, ({ db, now }) =>
    db.enrichmentRun.updateMany({ where: { id: runId, state: "running" }, data: { state: "failed", completedAt: now } }),
  );
