import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { ownershipTransferred } from "./member.events.server";
import { nameOf } from "./member.rules";

/**
 * Makes another member the owner in place of whoever acts, who becomes a manager. First the new one, then the old: there is an owner at
 * every moment, which the database holds to.
 * @throws AppError 'platform.record.unknown' (404), 'identity.member.not_understood' (422), 'identity.member.not_owner' (403),
 * 'identity.member.gone' (409)
 */
export async function transferOwnership(ctx: CompanyCtx, { membershipId, understood }: { membershipId: string; understood: boolean }) {
  const { db, companyId, actor } = ctx;
  const successor = found(
    await db.membership.findUnique({
      where: { id: membershipId },
      select: { userId: true, isActive: true, user: { select: { email: true, firstName: true, lastName: true } } },
    }),
  );
  if (!understood) throw new AppError("identity.member.not_understood", { status: 422 });
  const me = await db.membership.findFirst({ where: { userId: actor.id, isOwner: true, isActive: true }, select: { id: true } });
  if (!me || successor.userId === actor.id) throw new AppError("identity.member.not_owner", { status: 403 });
  const role = async (key: "owner" | "manager") =>
    (await db.role.findUniqueOrThrow({ where: { companyId_key: { companyId, key } }, select: { id: true } })).id;
  const { count } = await db.membership.updateMany({ where: { id: membershipId, isActive: true }, data: { roleId: await role("owner") } });
  if (count === 0) throw new AppError("identity.member.gone", { status: 409 });
  const { count: stepped } = await db.membership.updateMany({
    where: { id: me.id, isOwner: true },
    data: { roleId: await role("manager") },
  });
  if (stepped === 0) throw new AppError("identity.member.not_owner", { status: 403 });
  ctx.emit(ownershipTransferred.create({ companyId, fromUserId: actor.id, toUserId: successor.userId }), membershipId);
  ctx.audit({
    action: "ownership.transferred",
    about: { type: "membership", id: membershipId },
    before: { ownerId: actor.id },
    after: { ownerId: successor.userId },
  });
  return { name: nameOf(successor.user) };
}
