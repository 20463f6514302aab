/** Everything a person may do in a company. One word for server, menu and tests: '<noun>:<verb>'. */
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

export const roleKeys = ["owner", "manager", "agent"] as const;
export type RoleKey = (typeof roleKeys)[number];
export const isRoleKey = (text: unknown): text is RoleKey => roleKeys.includes(text as RoleKey);

const agent: Array<Permission> = [
  "company:read",
  "member:read",
  "prospect:read",
  "prospect:change",
  "prospect:import",
  "product:read",
  "campaign:read",
  "message:read",
  "message:edit",
  "task:read",
  "task:change",
  "report:read",
  "schedule:read",
];
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
  "schedule:change",
];

/** Who may do what. Approving and inviting are for those who answer for the company's name. */
const matrix: Record<RoleKey, ReadonlySet<Permission>> = {
  owner: new Set(permissions),
  manager: new Set(manager),
  agent: new Set(agent),
};

export const mayRole = (role: string | null, permission: Permission) => isRoleKey(role) && matrix[role].has(permission);

/** Roles a person may give to others: none above his own. */
export const invitableRoles: ReadonlyArray<RoleKey> = ["manager", "agent"];
