import { AppError } from "~/platform/errors";
import { isPermission, type Permission } from "~/platform/permissions";
import { type Grant, permissionsOf, permissionsOfRole, type Rights, settled } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { changeMemberRights } from "./change-member-rights.server";
import { changeRole } from "./change-role.server";
import { findMemberRights, findRole } from "./role.queries.server";
import type { UnusedWindow } from "./traces-of-rights.rules";
import { unusedOfMember, unusedOfRoles } from "./unused-rights.queries.server";

type Asked = { rights: ReadonlyArray<Permission>; days: UnusedWindow; held: Rights };
type Choice = "role" | "none" | Grant["scope"];

/**
 * Takes from a role those of the rights that nobody uses, as the log says at this moment: what was used since the page was drawn stays.
 * @throws AppError 'identity.role.nothing_unused' (409), those of changeRole
 */
export async function takeUnusedFromRole(ctx: CompanyCtx, { roleId, rights, days, held }: Asked & { roleId: string }) {
  const role = await findRole(ctx, roleId);
  const { unused } = (await unusedOfRoles(ctx, { roles: [role], days })).get(roleId) ?? { unused: [] };
  const taken = among(rights, unused);
  await changeRole(ctx, { roleId, wanted: new Map([...role.rights].filter(([one]) => !taken.includes(one))), held });
  return { taken };
}

/** Gives a role back what was taken from it. @throws those of changeRole */
export async function giveBackToRole(ctx: CompanyCtx, { roleId, rights, held }: Omit<Asked, "days"> & { roleId: string }) {
  const role = await findRole(ctx, roleId);
  const wanted = settled(new Map([...role.rights, ...rights.map((one) => [one, "all"] as const)]));
  await changeRole(ctx, { roleId, wanted, held });
}

/**
 * Takes from a member alone those of the rights that he does not use; his role keeps them.
 * @returns what each was set to before, to give it back by
 * @throws AppError 'identity.role.nothing_unused' (409), those of changeMemberRights
 */
export async function takeUnusedFromMember(ctx: CompanyCtx, { userId, rights, days, held }: Asked & { userId: string }) {
  const { facts, roleId } = await findMemberRights(ctx, userId);
  const { unused } = await unusedOfMember(ctx, { userId, rights: permissionsOf(facts), days });
  const taken = among(rights, unused);
  const before = taken.map((permission) => ({ permission, choice: choiceOf(facts.own, permission) }));
  // What only he was given goes away with the gift; what his role gives is refused to him.
  const inRole = permissionsOfRole(facts);
  const after = taken.map((permission) => ({ permission, choice: inRole.has(permission) ? ("none" as const) : ("role" as const) }));
  await changeMemberRights(ctx, { userId, roleId, grants: withChoices(facts.own, after), held });
  return { before };
}

/** Sets a member's rights to what they were before. @throws those of changeMemberRights */
export async function giveBackToMember(
  ctx: CompanyCtx,
  { userId, before, held }: { userId: string; before: ReadonlyArray<{ permission: Permission; choice: Choice }>; held: Rights },
) {
  const { facts, roleId } = await findMemberRights(ctx, userId);
  await changeMemberRights(ctx, { userId, roleId, grants: withChoices(facts.own, before), held });
}

function among(rights: ReadonlyArray<Permission>, unused: ReadonlyArray<Permission>): Array<Permission> {
  const taken = unused.filter((one) => rights.includes(one));
  if (taken.length === 0) throw new AppError("identity.role.nothing_unused", { status: 409 });
  return taken;
}

function choiceOf(own: ReadonlyArray<Grant>, permission: Permission): Choice {
  const grant = own.find((one) => one.permission === permission);
  return !grant ? "role" : grant.isGranted ? grant.scope : "none";
}

/** The grants of a member with some of them set otherwise. */
function withChoices(own: ReadonlyArray<Grant>, choices: ReadonlyArray<{ permission: Permission; choice: Choice }>) {
  const others = own.filter((one): one is Grant & { permission: Permission } => isPermission(one.permission));
  return [
    ...others.filter((one) => !choices.some(({ permission }) => permission === one.permission)),
    ...choices.flatMap(({ permission, choice }) =>
      choice === "role" ? [] : [{ permission, isGranted: choice !== "none", scope: choice === "none" ? ("own" as const) : choice }],
    ),
  ];
}
