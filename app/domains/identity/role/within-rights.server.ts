import { AppError } from "~/platform/errors";
import { beyond, permissionsOf, type Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { findMemberRights, findRole } from "./role.queries.server";

/**
 * Nobody gives, takes or touches what he has not himself.
 * @throws AppError 'identity.role.beyond_yours' (403) some of these rights go beyond those of who asks
 */
export function requireWithin(held: Rights, ...wanted: Array<Rights>) {
  if (wanted.some((rights) => beyond(held, rights).length > 0)) throw new AppError("identity.role.beyond_yours", { status: 403 });
}

/** Rights in the words of the audit log, so that what changed is what differs. */
export const rightsForLog = (rights: Rights) =>
  Object.fromEntries([...rights].sort(([one], [other]) => one.localeCompare(other)).map(([permission, scope]) => [permission, scope]));

/**
 * Whether who acts may give a role to somebody: invite to it, or move him to it. Jobs may.
 * @throws AppError 'identity.role.beyond_yours' (403) it may what he may not · 'platform.record.unknown' (404)
 */
export async function requireMayGive(ctx: CompanyCtx, roleId: string) {
  if (ctx.actor.kind !== "user") return;
  const { facts } = await findMemberRights(ctx, ctx.actor.id);
  requireWithin(permissionsOf(facts), (await findRole(ctx, roleId)).rights);
}
