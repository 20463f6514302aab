import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { scoreRulesChanged } from "../score.events.server";
import { rulesOf } from "../score-rules.queries.server";

/** Switches a model on, in place of the one that was; every prospect then gets its guess. @throws 404 */
export async function activateModel(ctx: CompanyCtx, modelId: string): Promise<{ version: number }> {
  const { db, companyId, actor, now } = ctx;
  const model = found(
    await db.scoreModel.findUnique({ where: { id: modelId }, select: { version: true, activatedAt: true, retiredAt: true } }),
  );
  if (model.activatedAt && !model.retiredAt) return { version: model.version };
  await db.scoreModel.updateMany({ where: { companyId, activatedAt: { not: null }, retiredAt: null }, data: { retiredAt: now } });
  const activatedById = actor.kind === "user" ? actor.id : null;
  await db.scoreModel.update({ where: { id: modelId }, data: { activatedAt: now, activatedById, retiredAt: null } });
  ctx.emit(scoreRulesChanged.create({ companyId, version: (await rulesOf(ctx)).version, withTasks: false }), modelId);
  ctx.audit({ action: "score_model.activated", about: { type: "score_model", id: modelId }, after: { version: model.version } });
  return { version: model.version };
}

/** Switches the model off: the rules alone hold, and its guesses leave the records. Twice is as good as once. */
export async function retireModel(ctx: CompanyCtx): Promise<void> {
  const { db, companyId, now } = ctx;
  const active = await db.scoreModel.findFirst({ where: { companyId, activatedAt: { not: null }, retiredAt: null } });
  if (!active) return;
  await db.scoreModel.update({ where: { id: active.id }, data: { retiredAt: now } });
  ctx.emit(scoreRulesChanged.create({ companyId, version: (await rulesOf(ctx)).version, withTasks: false }), active.id);
  ctx.audit({ action: "score_model.retired", about: { type: "score_model", id: active.id }, after: { version: active.version } });
}
