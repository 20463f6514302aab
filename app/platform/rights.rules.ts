import {
  defaultsOf,
  isPermission,
  isRoleKey,
  isScoped,
  nounOf,
  type Permission,
  type Scope,
  type ScopedNoun,
  scopedNouns,
  widerThan,
} from "./permissions";

/** One permission given or taken, as the database keeps it. */
export interface Grant {
  permission: string;
  isGranted: boolean;
  scope: Scope;
}

/** What a member's rights are made of, read with his session. */
export interface RightsFacts {
  roleKey: string;
  isSystem: boolean;
  /** What the company changed of his role; of a role of its own, all there is. */
  role: Array<Grant>;
  /** What was given to him or taken from him alone. */
  own: Array<Grant>;
  /** Users in a team with him; he himself may be among them. */
  mates: Array<string>;
}

/** What a member may, and whose rows each right reaches. What is not in it he may not. */
export type Rights = ReadonlyMap<Permission, Scope>;

/** The people whose rows a member reaches, by noun; a noun that is not named reaches everybody's. */
export type Reach = Partial<Record<ScopedNoun, ReadonlyArray<string>>>;

type RoleFacts = Pick<RightsFacts, "roleKey" | "isSystem" | "role">;

const isOwners = ({ roleKey, isSystem }: RoleFacts) => isSystem && roleKey === "owner";

/** What a role is before the company changes it; a role of its own begins with nothing. */
const baseOf = ({ roleKey, isSystem }: RoleFacts): Rights => (isSystem && isRoleKey(roleKey) ? defaultsOf(roleKey) : new Map());

/** Permissions of a role: Essor's own and what the company changed; the owner's are never changed. */
export const permissionsOfRole = (facts: RoleFacts): Rights => permissionsOf({ ...facts, own: [] });

/** The one answer to what a member may: his role, then what was given to him or taken from him. */
export const permissionsOf = (facts: RoleFacts & Pick<RightsFacts, "own">): Rights =>
  isOwners(facts) ? defaultsOf("owner") : settled(overlaid(baseOf(facts), [...facts.role, ...facts.own]));

function overlaid(base: Rights, grants: Array<Grant>): Map<Permission, Scope> {
  const rights = new Map(base);
  for (const { permission, isGranted, scope } of grants)
    if (!isPermission(permission))
      continue; // a word of before
    else if (isGranted) rights.set(permission, isScoped(nounOf(permission)) ? scope : "all");
    else rights.delete(permission);
  return rights;
}

/** Nobody works on what he may not see, and all that he does with a noun reaches as far as he sees of it. */
export function settled(rights: Rights): Rights {
  const kept = new Map<Permission, Scope>();
  for (const permission of rights.keys()) {
    const read = `${nounOf(permission)}:read`;
    const scope = isPermission(read) ? rights.get(read) : "all";
    if (scope) kept.set(permission, scope);
  }
  return kept;
}

/** The people whose rows a member reaches. */
export function reachOf(rights: Rights, userId: string, mates: Array<string>): Reach {
  const reach: Reach = {};
  for (const noun of scopedNouns) {
    const scope = rights.get(`${noun}:read`) ?? "own";
    if (scope !== "all") reach[noun] = scope === "own" ? [userId] : [...new Set([userId, ...mates])];
  }
  return reach;
}

/** What of `wanted` goes beyond `held`: permissions not held, or held less far. Empty: nobody gets more than his giver has. */
export const beyond = (held: Rights, wanted: Rights): Array<Permission> =>
  [...wanted].flatMap(([permission, scope]) => {
    const own = held.get(permission);
    return own === undefined || widerThan(scope, own) ? [permission] : [];
  });

/** What has to be kept so that a role of `base` becomes `wanted`: only what differs. */
export function differences(base: Rights, wanted: Rights): Array<Grant & { permission: Permission }> {
  const given = [...wanted].flatMap(([permission, scope]) =>
    base.get(permission) === scope ? [] : [{ permission, isGranted: true, scope }],
  );
  const taken = [...base.keys()].flatMap((permission) =>
    wanted.has(permission) ? [] : [{ permission, isGranted: false, scope: "own" as const }],
  );
  return [...given, ...taken];
}

/** Why a member may or may not do something. */
export type Reason = "owner" | "given" | "taken" | "role_changed" | "role" | "not_in_role" | "needs_read";

/** Where a right comes from, or where it is missing. */
export function reasonOf(facts: RightsFacts, permission: Permission): Reason {
  if (isOwners(facts)) return "owner";
  const may = permissionsOf(facts).has(permission);
  const own = facts.own.find((grant) => grant.permission === permission);
  if (own && !own.isGranted) return "taken";
  const inRole = facts.role.find((grant) => grant.permission === permission);
  const wanted = own?.isGranted ?? inRole?.isGranted ?? baseOf(facts).has(permission);
  if (!may) return wanted ? "needs_read" : "not_in_role";
  if (own) return "given";
  return inRole && facts.isSystem ? "role_changed" : "role";
}
