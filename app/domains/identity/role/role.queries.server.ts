import { found } from "~/platform/params.server";
import type { Rights, RightsFacts } from "~/platform/rights.rules";
import { permissionsOfRole } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { roleKeys } from "~/platform/permissions";

export interface RoleRow {
  id: string;
  key: string;
  name: string | null;
  isSystem: boolean;
  members: number;
  rights: Rights;
}

const select = {
  id: true,
  key: true,
  name: true,
  isSystem: true,
  rolePermissions: { select: { permission: true, isGranted: true, scope: true } },
  _count: { select: { memberships: { where: { isActive: true } } } },
} as const;

type Selected = Pick<RoleRow, "id" | "key" | "name" | "isSystem"> & {
  rolePermissions: RightsFacts["role"];
  _count: { memberships: number };
};

const rowOf = ({ id, key, name, isSystem, rolePermissions, _count }: Selected): RoleRow => ({
  id,
  key,
  name,
  isSystem,
  members: _count.memberships,
  rights: permissionsOfRole({ roleKey: key, isSystem, role: rolePermissions }),
});

/** The roles of the company: Essor's from the most to the least, then its own by name. */
export async function listRoles({ db }: CompanyCtx): Promise<Array<RoleRow>> {
  const rows = (await db.role.findMany({ select })).map(rowOf);
  const place = ({ key, isSystem }: RoleRow) => (isSystem ? (roleKeys as ReadonlyArray<string>).indexOf(key) : roleKeys.length);
  return rows.sort((one, other) => place(one) - place(other) || (one.name ?? "").localeCompare(other.name ?? ""));
}

/** @throws AppError 'platform.record.unknown' (404) */
export const findRole = async ({ db, companyId }: CompanyCtx, roleId: string): Promise<RoleRow> =>
  rowOf(found(await db.role.findUnique({ where: { companyId_id: { companyId, id: roleId } }, select })));

/** What a member's rights are made of, and who he is. @throws AppError 'platform.record.unknown' (404) */
export async function findMemberRights({ db, companyId }: CompanyCtx, userId: string) {
  const member = found(
    await db.membership.findFirst({
      where: { companyId, userId, isActive: true },
      select: { isOwner: true, roleId: true, user: { select: { id: true, email: true, firstName: true, lastName: true } } },
    }),
  );
  const [row] = await db.$queryRaw<Array<{ rights: RightsFacts }>>`SELECT app.rights_of(${companyId}::uuid, ${userId}::uuid) AS rights`;
  return { ...member, facts: found(row).rights };
}
