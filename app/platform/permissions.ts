/** Everything a person may do in a company. One word for server, menu, keys and tests: '<noun>:<verb>'. */
export const permissions = [
  "company:read",
  "company:change",
  "company:export",
  "company:close",
  "member:read",
  "member:invite",
  "member:change",
  "role:read",
  "role:change",
  "key:read",
  "key:change",
  "audit:read",
  "privacy:read",
  "privacy:change",
  "schedule:read",
  "schedule:change",
  "prospect:read",
  "prospect:change",
  "prospect:import",
  "product:read",
  "product:change",
  "campaign:read",
  "campaign:change",
  "message:read",
  "message:edit",
  "message:approve",
  "task:read",
  "task:change",
  "report:read",
  "report:send",
  "run:read",
  "run:replay",
] as const;
export type Permission = (typeof permissions)[number];
export type Noun = Permission extends `${infer N}:${string}` ? N : never;
export const isPermission = (text: unknown): text is Permission => permissions.includes(text as Permission);
export const nounOf = (permission: Permission) => permission.slice(0, permission.indexOf(":")) as Noun;

/** Whose rows a right reaches, from the narrowest to the widest. */
export const scopes = ["own", "team", "all"] as const;
export type Scope = (typeof scopes)[number];
export const widerThan = (scope: Scope, other: Scope) => scopes.indexOf(scope) > scopes.indexOf(other);

/**
 * Nouns whose rows are somebody's. The scope of such a noun is that of its ':read'; the database holds it (app.reach_rules). Messages and
 * timelines follow their prospect.
 */
export const scopedNouns = ["prospect", "task", "campaign", "schedule"] as const satisfies ReadonlyArray<Noun>;
export type ScopedNoun = (typeof scopedNouns)[number];
export const isScoped = (noun: string): noun is ScopedNoun => scopedNouns.includes(noun as ScopedNoun);

/** The roles that every company has. What the till needs of a cashier comes with the till. */
export const roleKeys = ["owner", "director", "manager", "agent", "assistant", "viewer"] as const;
export type RoleKey = (typeof roleKeys)[number];
export const isRoleKey = (text: unknown): text is RoleKey => roleKeys.includes(text as RoleKey);

/** Where members go whose role is deleted: to what may least. */
export const defaultRole: RoleKey = "viewer";

const viewer: Array<Permission> = [
  "company:read",
  "member:read",
  "prospect:read",
  "product:read",
  "campaign:read",
  "message:read",
  "task:read",
  "report:read",
];
const assistant: Array<Permission> = [...viewer, "prospect:change", "message:edit", "task:change", "schedule:read", "schedule:change"];
const agent: Array<Permission> = [...assistant, "prospect:import"];
const manager: Array<Permission> = [
  ...agent,
  "product:change",
  "campaign:change",
  "message:approve",
  "report:send",
  "run:read",
  "run:replay",
  "role:read",
  "privacy:read",
];
const ownersAlone: ReadonlyArray<Permission> = ["company:export", "company:close"];
const director = permissions.filter((permission) => !ownersAlone.includes(permission));

/** What a role may where the company changed nothing. Approving and inviting are for those who answer for the company's name. */
const matrix: Record<RoleKey, ReadonlyArray<Permission>> = { owner: permissions, director, manager, agent, assistant, viewer };

/** Nouns of which a role reaches less than all rows where the company changed nothing: everybody keeps his own hours. */
const narrowed: Partial<Record<RoleKey, Partial<Record<Noun, Scope>>>> = { agent: { schedule: "own" }, assistant: { schedule: "own" } };

/** Permissions of a system role with their scopes, as Essor ships it. */
export const defaultsOf = (role: RoleKey): ReadonlyMap<Permission, Scope> =>
  new Map(matrix[role].map((permission) => [permission, narrowed[role]?.[nounOf(permission)] ?? "all"]));

export const mayRole = (role: string | null, permission: Permission) => isRoleKey(role) && matrix[role].includes(permission);

/** System roles a person may give to others. Whether he may give this one is decided by his own rights. */
export const invitableRoles: ReadonlyArray<RoleKey> = ["director", "manager", "agent", "assistant", "viewer"];
