import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { factorsOf } from "./security.queries.server";
import { tellSecurity } from "./tell-security.server";

/** The app proves nothing any more. @throws AppError 'identity.second.required' when it is the last factor and the company asks for one */
export async function removeApp(ctx: CompanyCtx): Promise<void> {
  const userId = ctx.actor.id;
  await ctx.db.authenticatorApp.deleteMany({ where: { userId } });
  await keepWhatIsAsked(ctx);
  tellSecurity(ctx, { userId, happening: "factor_removed" });
  ctx.audit({ action: "second_factor.removed", about: { type: "user", id: userId }, before: { kind: "app" } });
}

/** @throws AppError 'identity.second.required' as above, 'platform.record.unknown' (404) when it is nobody's or somebody else's */
export async function removePasskey(ctx: CompanyCtx, { passkeyId }: { passkeyId: string }): Promise<void> {
  const userId = ctx.actor.id;
  const { count } = await ctx.db.passkey.deleteMany({ where: { id: passkeyId, userId } });
  if (count === 0) throw new AppError("platform.record.unknown", { status: 404 });
  await keepWhatIsAsked(ctx);
  tellSecurity(ctx, { userId, happening: "factor_removed" });
  ctx.audit({ action: "second_factor.removed", about: { type: "user", id: userId }, before: { kind: "passkey" } });
}

/** Codes without a factor are no factor: they go with the last one. */
async function keepWhatIsAsked({ db, companyId, actor }: CompanyCtx) {
  const userId = actor.id;
  if ((await factorsOf(db, userId)).any) return;
  const { secondFactorFor } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { secondFactorFor: true } });
  const isOwner = (await db.membership.count({ where: { userId, OR: [{ isOwner: true }, { role: { key: "owner" } }] } })) > 0;
  if (secondFactorFor === "all" || (secondFactorFor === "owners" && isOwner)) throw new AppError("identity.second.required");
  await db.recoveryCode.deleteMany({ where: { userId } });
}
