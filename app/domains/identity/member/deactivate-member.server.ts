import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import { permissionsOf } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { findMemberRights } from "../role/role.queries.server";
import { requireWithin } from "../role/within-rights.server";
import { handOver, settleHandovers } from "./hand-over.server";
import { memberDeactivated, memberLeft, memberReactivated } from "./member.events.server";
import { mayTakeOut, nameOf } from "./member.rules";

/**
 * Takes a member out: his log-ins in this company end with this transaction, and what was his is another's. Nothing of what he did is lost.
 * @returns whom and how many rows were handed over
 * @throws AppError 'platform.record.unknown' (404), 'identity.member.not_yours' (403), 'identity.member.gone' (409), those of handOver,
 * and the database's rule 'last_owner'
 */
export async function deactivateMember(ctx: CompanyCtx, { membershipId, handTo }: { membershipId: string; handTo?: string }) {
  const member = await memberWithin(ctx, membershipId);
  await end(ctx, membershipId);
  const moved = await handOver(ctx, { from: member.userId, to: handTo });
  ctx.emit(memberDeactivated.create({ companyId: ctx.companyId, membershipId, userId: member.userId, moved }), membershipId);
  ctx.audit({ action: "member.deactivated", about: { type: "membership", id: membershipId }, after: { handTo: handTo ?? null, moved } });
  return { name: nameOf(member.user), moved };
}

/**
 * Lets a member in again, with the role he had and what was given to him alone, as both are by now. `giveBack`: what was handed over from
 * him and is still with its receiver is his again.
 * @throws AppError 'platform.record.unknown' (404), 'identity.member.not_yours' (403), 'identity.member.already_here' (409),
 * 'identity.role.beyond_yours' (403): he would have rights that whoever acts has not
 */
export async function reactivateMember(ctx: CompanyCtx, { membershipId, giveBack }: { membershipId: string; giveBack: boolean }) {
  const member = await memberWithin(ctx, membershipId);
  const { count } = await ctx.db.membership.updateMany({
    where: { id: membershipId, isActive: false },
    data: { isActive: true, deactivatedAt: null, deactivatedById: null },
  });
  if (count === 0) throw new AppError("identity.member.already_here", { status: 409 });
  await requireWithinMine(ctx, member.userId);
  const moved = await settleHandovers(ctx, { userId: member.userId, giveBack });
  ctx.emit(memberReactivated.create({ companyId: ctx.companyId, membershipId, userId: member.userId, moved }), membershipId);
  ctx.audit({ action: "member.reactivated", about: { type: "membership", id: membershipId }, after: { giveBack, moved } });
  return { name: nameOf(member.user), moved };
}

/** Whoever acts goes himself. @throws as deactivateMember */
export async function leaveCompany(ctx: CompanyCtx, { handTo }: { handTo?: string }) {
  const userId = ctx.actor.id;
  const { id } = found(await ctx.db.membership.findFirst({ where: { userId }, select: { id: true } }));
  await end(ctx, id);
  const moved = await handOver(ctx, { from: userId, to: handTo });
  ctx.emit(memberLeft.create({ companyId: ctx.companyId, membershipId: id, userId, moved }), id);
  ctx.audit({ action: "member.left", about: { type: "membership", id: id }, after: { handTo: handTo ?? null, moved } });
  return { moved };
}

async function end({ db, actor, now }: CompanyCtx, membershipId: string) {
  const { count } = await db.membership.updateMany({
    where: { id: membershipId, isActive: true },
    data: { isActive: false, deactivatedAt: now, deactivatedById: actor.kind === "user" ? actor.id : null },
  });
  if (count === 0) throw new AppError("identity.member.gone", { status: 409 });
}

/** The member, if whoever acts may decide over him. */
async function memberWithin({ db, actor }: CompanyCtx, membershipId: string) {
  const wanted = { select: { userId: true, isOwner: true, user: { select: { email: true, firstName: true, lastName: true } } } };
  const member = found(await db.membership.findUnique({ where: { id: membershipId }, ...wanted }));
  const me = found(await db.membership.findFirst({ where: { userId: actor.id, isActive: true }, ...wanted }));
  if (!mayTakeOut(me, member)) throw new AppError("identity.member.not_yours", { status: 403 });
  return member;
}

/** @throws AppError 'identity.role.beyond_yours' (403) this member may what whoever acts may not */
async function requireWithinMine(ctx: CompanyCtx, userId: string) {
  const of = async (id: string) => permissionsOf((await findMemberRights(ctx, id)).facts);
  requireWithin(await of(ctx.actor.id), await of(userId));
}
