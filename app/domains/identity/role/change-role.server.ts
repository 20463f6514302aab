import { AppError } from "~/platform/errors";
import { defaultsOf, isRoleKey } from "~/platform/permissions";
import { differences, type Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { requireFreeName } from "./create-role.server";
import { findRole, type RoleRow } from "./role.queries.server";
import { rightsForLog, requireWithin } from "./within-rights.server";

/**
 * Gives a role other rights, and one of the company's own another name. Its members have them from their next request on.
 * @throws AppError 'identity.role.owner_stays' (403) · 'identity.role.own_role' (403) nobody changes the role he has himself · 'identity.role.beyond_yours' (403) · 'identity.role.name_known' at the field name
 */
export async function changeRole(
  ctx: CompanyCtx,
  { roleId, name, wanted, held }: { roleId: string; name?: string; wanted: Rights | "defaults"; held: Rights },
): Promise<RoleRow> {
  const { db, companyId } = ctx;
  await db.$executeRaw`SELECT 1 FROM roles WHERE company_id = ${companyId}::uuid AND id = ${roleId}::uuid FOR UPDATE`;
  const role = await findRole(ctx, roleId);
  await requireChangeable(ctx, role);
  const base: Rights = role.isSystem && isRoleKey(role.key) ? defaultsOf(role.key) : new Map();
  const rights = wanted === "defaults" ? base : wanted;
  requireWithin(held, role.rights, rights);
  if (name && !role.isSystem && name !== role.name) {
    await requireFreeName(ctx, name, roleId);
    await db.role.update({ where: { companyId_id: { companyId, id: roleId } }, data: { name } });
  }
  await db.rolePermission.deleteMany({ where: { companyId, roleId } });
  await db.rolePermission.createMany({ data: differences(base, rights).map((grant) => ({ companyId, roleId, ...grant })) });
  const after = await findRole(ctx, roleId);
  ctx.audit({
    action: "role.changed",
    about: { type: "role", id: roleId },
    before: { name: role.name ?? role.key, ...rightsForLog(role.rights) },
    after: { name: after.name ?? after.key, ...rightsForLog(after.rights) },
  });
  return after;
}

/** @throws AppError 'identity.role.owner_stays' (403) · 'identity.role.own_role' (403) */
export async function requireChangeable({ db, companyId, actor }: CompanyCtx, role: Pick<RoleRow, "id" | "key" | "isSystem">) {
  if (role.isSystem && role.key === "owner") throw new AppError("identity.role.owner_stays", { status: 403 });
  const isOwn = await db.membership.findFirst({ where: { companyId, userId: actor.id, roleId: role.id }, select: { id: true } });
  if (isOwn) throw new AppError("identity.role.own_role", { status: 403 });
}
