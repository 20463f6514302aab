import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { sameFrom } from "./compare-records.rules";
import { duplicateRunStarted } from "./duplicate.events.server";
import { mergeProspects } from "./merge-prospects.server";
import { partsFor, searchPart } from "./search-duplicates.server";

/**
 * Starts a search of all prospects, or the merge of all pairs that are certain. One of a kind at a time: asked again, the one that runs is named.
 * @returns its id
 */
export async function startDuplicateRun(ctx: CompanyCtx, { kind }: { kind: "find" | "merge" }): Promise<string> {
  const { db, companyId, actor, now } = ctx;
  const running = await db.duplicateRun.findFirst({ where: { kind, state: "running" }, select: { id: true } });
  if (running) return running.id;
  const id = uuidv7(now);
  const totalCount = kind === "merge" ? await db.duplicatePair.count({ where: { state: "open", certainty: { gte: sameFrom } } }) : null;
  await db.duplicateRun.create({
    data: { id, companyId, kind, totalCount, startedById: actor.kind === "user" ? actor.id : null, startedAt: now },
  });
  ctx.emit(duplicateRunStarted.create({ companyId, runId: id, kind }), id);
  ctx.audit({ action: kind === "find" ? "duplicates.searched" : "duplicates.merged", about: { type: "duplicate_run", id } });
  return id;
}

/** One part of a search of all. @returns whether it was the last */
export async function searchStep(company: CompanyScope, { runId, part }: { runId: string; part: number }): Promise<{ isDone: boolean }> {
  const total = await inCompany(company, ({ db }) => db.prospect.count({ where: { deletedAt: null } }));
  const parts = partsFor(total);
  const found = await searchPart(company, { part, parts });
  const isDone = part + 1 >= parts;
  await inCompany(company, async ({ db, now }) => {
    const open = await db.duplicatePair.count({ where: { state: "open" } });
    await db.duplicateRun.updateMany({
      where: { id: runId, state: "running" },
      data: {
        totalCount: total,
        doneCount: Math.min(total, Math.ceil((total * (part + 1)) / parts)),
        foundCount: isDone ? open : Math.min(open, found),
        ...(isDone && { state: "completed", completedAt: now }),
      },
    });
  });
  return { isDone };
}

/**
 * Merges certain pairs for about `seconds`, the most certain first, each in a transaction of its own that counts it too. A pair that cannot
 * be merged is left for a person.
 */
export async function mergeStep(
  company: CompanyScope,
  { runId, below, seconds = 20 }: { runId: string; below: string | null; seconds?: number },
): Promise<{ below: string | null; isDone: boolean }> {
  const until = performance.now() + seconds * 1000;
  let last = below;
  do {
    const [certainty, id] = last?.split(" ") ?? [null, null];
    const next = await inCompany(company, async ({ db, companyId }) => {
      const [row] = await db.$queryRaw<Array<{ id: string; certainty: number; oneId: string; otherId: string }>>`
        SELECT d.id, d.certainty, d.one_id AS "oneId", d.other_id AS "otherId" FROM duplicate_pairs d
        JOIN prospects a ON a.company_id = d.company_id AND a.id = d.one_id AND a.deleted_at IS NULL
        JOIN prospects b ON b.company_id = d.company_id AND b.id = d.other_id AND b.deleted_at IS NULL
        WHERE d.company_id = ${companyId}::uuid AND d.state = 'open' AND d.certainty >= ${sameFrom}::int
          AND (${certainty}::int IS NULL OR (d.certainty, d.id) < (${certainty}::int, ${id}::uuid))
        ORDER BY d.certainty DESC, d.id DESC LIMIT 1`;
      return row;
    });
    if (!next) {
      await inCompany(company, ({ db, now }) =>
        db.duplicateRun.updateMany({ where: { id: runId, state: "running" }, data: { state: "completed", completedAt: now } }),
      );
      return { below: last, isDone: true };
    }
    last = `${next.certainty} ${next.id}`;
    await mergeNext(company, runId, next);
  } while (performance.now() < until);
  return { below: last, isDone: false };
}

async function mergeNext(company: CompanyScope, runId: string, { oneId, otherId }: { oneId: string; otherId: string }) {
  try {
    await inCompany(company, async (ctx) => {
      await mergeProspects(ctx, { oneId, otherId });
      await ctx.db.duplicateRun.updateMany({ where: { id: runId }, data: { doneCount: { increment: 1 }, foundCount: { increment: 1 } } });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** It was given up: said on the page, from where it may be started again. */
export const failDuplicateRun = (company: CompanyScope, runId: string) =>
  inCompany(company, ({ db, now }) =>
    db.duplicateRun.updateMany({ where: { id: runId, state: "running" }, data: { state: "failed", completedAt: now } }),
  );
