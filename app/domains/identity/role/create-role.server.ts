import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { differences, type Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { findRole } from "./role.queries.server";
import type { NewRole } from "./role.schema";
import { rightsForLog, requireWithin } from "./within-rights.server";

/** More than any company tells apart; keeps the matrix readable. */
const rolesAtMost = 30;

/**
 * A role of the company's own that begins with the rights of another one. What Essor learns later it does not get by itself.
 * @throws AppError 'identity.role.beyond_yours' · 'identity.role.name_known' at the field name · 'identity.role.too_many'
 */
export async function createRole(ctx: CompanyCtx, { name, copyOf, held }: NewRole & { held: Rights }): Promise<{ roleId: string }> {
  const { db, companyId, now } = ctx;
  const model = await findRole(ctx, copyOf);
  requireWithin(held, model.rights);
  await requireFreeName(ctx, name);
  if ((await db.role.count({ where: { companyId } })) >= rolesAtMost) throw new AppError("identity.role.too_many");
  const roleId = uuidv7(now);
  await db.role.create({ data: { id: roleId, companyId, key: roleId, name, isSystem: false } });
  await db.rolePermission.createMany({ data: differences(new Map(), model.rights).map((grant) => ({ companyId, roleId, ...grant })) });
  ctx.audit({ action: "role.created", about: { type: "role", id: roleId }, after: { name, ...rightsForLog(model.rights) } });
  return { roleId };
}

/** @throws AppError 'identity.role.name_known' at the field name */
export async function requireFreeName({ db, companyId }: CompanyCtx, name: string, exceptId?: string) {
  const known = await db.role.findFirst({
    where: { companyId, name: { equals: name, mode: "insensitive" }, id: { not: exceptId } },
    select: { id: true },
  });
  if (known) throw new AppError("identity.role.name_known", { field: "name" });
}
