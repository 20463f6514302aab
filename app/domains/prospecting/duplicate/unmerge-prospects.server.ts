import { Prisma } from "~/generated/prisma/client";
import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import { prospectsUnmerged } from "./duplicate.events.server";
import { keepOrigins } from "./keep-origins.server";
import { resumeRecipients, type Stopped } from "./stop-double-recipients.server";

/**
 * Undoes a merge within its days of grace: both stand as they did, and what came with the loser goes back to him. What a person changed of
 * the winner since stays as he left it; what happened since stays with the winner.
 * @throws AppError 'platform.record.unknown', 'prospecting.duplicate.too_late', 'prospecting.duplicate.merged_again' (undo the later merge first), 'prospecting.duplicate.address_taken'
 */
export async function unmergeProspects(ctx: CompanyCtx, mergeId: string): Promise<{ winnerId: string; loserId: string }> {
  const { db, companyId, actor, now } = ctx;
  await db.$queryRaw`SELECT id FROM prospect_merges WHERE company_id = ${companyId}::uuid AND id = ${mergeId}::uuid FOR UPDATE`;
  const merge = found(await db.prospectMerge.findFirst({ where: { companyId, id: mergeId, undoneAt: null } }));
  const { winnerId, loserId } = merge;
  if (merge.undoUntil <= now || !merge.moved) throw new AppError("prospecting.duplicate.too_late");
  const winner = await db.prospect.findFirst({ where: { companyId, id: winnerId, deletedAt: null } });
  const loser = await db.prospect.findFirst({ where: { companyId, id: loserId, mergedIntoId: winnerId } });
  if (!winner || !loser) throw new AppError("prospecting.duplicate.merged_again");

  const before = merge.winnerBefore as Record<string, unknown>;
  const after = merge.winnerAfter as Record<string, unknown>;
  const laidDown = merge.loserBefore as Record<string, string>;
  const current = JSON.parse(JSON.stringify(winner)) as Record<string, unknown>;
  const untouched = Object.keys(before).filter((field) => isSame(current[field], after[field]));
  // What the loser laid down goes back to him, even where the winner's other values were changed since.
  for (const field of Object.keys(laidDown)) {
    const keeps = !untouched.includes(field) && current[field] === laidDown[field];
    if (
      keeps ||
      (await db.prospect.findFirst({
        where: { companyId, [field]: laidDown[field], id: { notIn: [winnerId, loserId] } },
        select: { id: true },
      }))
    )
      throw new AppError("prospecting.duplicate.address_taken", { field });
  }
  await keepOrigins(db);
  const back = Object.fromEntries(untouched.map((field) => [field, before[field]]));
  if (untouched.length > 0) await db.prospect.update({ where: { id: winnerId }, data: back as Prisma.ProspectUncheckedUpdateInput });
  await db.prospect.update({ where: { id: loserId }, data: { ...laidDown, deletedAt: null, mergedIntoId: null } });

  const { rows, stopped } = merge.moved as unknown as { rows: Prisma.JsonObject; stopped: Stopped };
  await db.$queryRaw`SELECT app.return_prospect_rows(${loserId}::uuid, ${winnerId}::uuid, ${JSON.stringify(rows)}::jsonb)`;
  await resumeRecipients(ctx, stopped);
  // The no that the merge wrote for the winner speaks for nobody any more; its line stays in the ledger.
  await db.$executeRaw`
    UPDATE consents SET prospect_id = NULL WHERE company_id = ${companyId}::uuid AND prospect_id = ${winnerId}::uuid AND source = 'merge' AND evidence ->> 'merge' = ${mergeId}`;
  const [oneId, otherId] = [winnerId, loserId].sort() as [string, string];
  await db.duplicatePair.updateMany({
    where: { companyId, oneId, otherId, state: "merged" },
    data: { state: "open", decidedAt: null, decidedById: null },
  });
  await db.prospectMerge.updateMany({
    where: { companyId, id: mergeId },
    data: {
      undoneAt: now,
      undoneById: actor.kind === "user" ? actor.id : null,
      winnerBefore: Prisma.DbNull,
      winnerAfter: Prisma.DbNull,
      loserBefore: Prisma.DbNull,
      moved: Prisma.DbNull,
    },
  });
  ctx.emit(prospectsUnmerged.create({ companyId, mergeId, winnerId, loserId }), winnerId);
  for (const prospectId of [winnerId, loserId]) ctx.emit(prospectChanged.create({ companyId, prospectId, fields: untouched }), prospectId);
  ctx.audit({ action: "prospect.unmerged", about: { type: "prospect", id: winnerId }, after: { ...back, mergedFrom: loserId } });
  return { winnerId, loserId };
}

/** As JSON writes them: dates and decimals alike. */
const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null) || String(one) === String(other);
