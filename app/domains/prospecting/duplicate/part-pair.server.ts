import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Two prospects are not the same, a person says: the pair is not shown again, however often it is found. With `isBack` it is asked anew. */
export async function partPair(ctx: CompanyCtx, { pairId, isBack = false }: { pairId: string; isBack?: boolean }): Promise<void> {
  const { db, actor, now } = ctx;
  const pair = found(
    await db.duplicatePair.findFirst({
      where: { id: pairId, state: isBack ? "different" : "open" },
      select: { id: true, oneId: true, otherId: true },
    }),
  );
  await db.duplicatePair.updateMany({
    where: { id: pair.id },
    data: isBack
      ? { state: "open", decidedAt: null, decidedById: null }
      : { state: "different", decidedAt: now, decidedById: actor.kind === "user" ? actor.id : null },
  });
  ctx.audit({
    action: isBack ? "duplicate.reopened" : "duplicate.parted",
    about: { type: "prospect", id: pair.oneId },
    after: { otherId: pair.otherId },
  });
}
