import { AppError } from "~/platform/errors";
import type { Permission } from "~/platform/permissions";
import { type Grant, permissionsOf, type Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { findMemberRights } from "./role.queries.server";
import { rightsForLog, requireWithin } from "./within-rights.server";

/**
 * Gives a member a role, and beside it what he alone may or may not. Holds from his next request on.
 * @throws AppError 'identity.role.owner_stays' (403) an owner's rights are not changed · 'identity.role.own_rights' (403) · 'identity.role.beyond_yours' (403) · 'platform.record.unknown' (404)
 */
export async function changeMemberRights(
  ctx: CompanyCtx,
  { userId, roleId, grants, held }: { userId: string; roleId: string; grants: Array<Grant & { permission: Permission }>; held: Rights },
) {
  const { db, companyId, actor } = ctx;
  if (actor.id === userId) throw new AppError("identity.role.own_rights", { status: 403 });
  await db.$executeRaw`SELECT 1 FROM memberships WHERE company_id = ${companyId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  const before = await findMemberRights(ctx, userId);
  if (before.isOwner || (before.facts.isSystem && before.facts.roleKey === "owner"))
    throw new AppError("identity.role.owner_stays", { status: 403 });
  const role = await db.role.findUnique({ where: { companyId_id: { companyId, id: roleId } }, select: { key: true, isSystem: true } });
  if (!role) throw new AppError("platform.record.unknown", { status: 404 });
  if (role.isSystem && role.key === "owner") throw new AppError("identity.role.owner_stays", { status: 403 });

  await db.membership.update({ where: { companyId_userId: { companyId, userId } }, data: { roleId } });
  await db.userPermission.deleteMany({ where: { companyId, userId } });
  await db.userPermission.createMany({ data: grants.map((grant) => ({ companyId, userId, ...grant, grantedById: actor.id })) });
  const after = await findMemberRights(ctx, userId);
  requireWithin(held, permissionsOf(before.facts), permissionsOf(after.facts));
  ctx.audit({
    action: "member.rights_changed",
    about: { type: "membership", id: userId },
    before: { role: before.facts.roleKey, ...rightsForLog(permissionsOf(before.facts)) },
    after: { role: after.facts.roleKey, ...rightsForLog(permissionsOf(after.facts)) },
  });
}
