import { AppError } from "~/platform/errors";
import { defaultRole } from "~/platform/permissions";
import type { Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { requireChangeable } from "./change-role.server";
import { findRole } from "./role.queries.server";
import { rightsForLog, requireWithin } from "./within-rights.server";

/**
 * Takes a role of the company's own away; its members, and those invited to it, get the role that may least.
 * @throws AppError 'identity.role.system_stays' (403) Essor's own roles · 'identity.role.own_role' (403) · 'identity.role.beyond_yours' (403)
 */
export async function deleteRole(ctx: CompanyCtx, { roleId, held }: { roleId: string; held: Rights }): Promise<{ moved: number }> {
  const { db, companyId } = ctx;
  await db.$executeRaw`SELECT 1 FROM roles WHERE company_id = ${companyId}::uuid AND id = ${roleId}::uuid FOR UPDATE`;
  const role = await findRole(ctx, roleId);
  if (role.isSystem) throw new AppError("identity.role.system_stays", { status: 403 });
  await requireChangeable(ctx, role);
  requireWithin(held, role.rights);
  const { id: fallback } = await db.role.findUniqueOrThrow({
    where: { companyId_key: { companyId, key: defaultRole } },
    select: { id: true },
  });
  const { count: moved } = await db.membership.updateMany({ where: { companyId, roleId }, data: { roleId: fallback } });
  await db.invitation.updateMany({ where: { companyId, roleId }, data: { roleId: fallback } });
  await db.role.delete({ where: { companyId_id: { companyId, id: roleId } } });
  ctx.audit({
    action: "role.deleted",
    about: { type: "role", id: roleId },
    before: { name: role.name, ...rightsForLog(role.rights) },
    after: { moved },
  });
  return { moved };
}
