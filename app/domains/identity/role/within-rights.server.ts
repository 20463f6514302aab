import { AppError } from "~/platform/errors";
import { beyond, type Rights } from "~/platform/rights.rules";

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
