import { Prisma } from "~/generated/prisma/client";
import type { Permission } from "~/platform/permissions";
import type { Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { fewestDays, unusedOf, type UnusedWindow } from "./traces-of-rights.rules";

/** What the log says of rights: from when on it was asked, and which of them nobody used since. */
export interface UnusedRights {
  /** The later of the window's begin, the log's own, the last change of these rights, and the day the first of these people came. */
  since: Date | null;
  /** Too short a time to judge by: nothing is proposed. */
  isYoung: boolean;
  unused: Array<Permission>;
}

const dayMs = 86_400_000;

/** Of each role somebody has: what none of those who have it today did since. */
export async function unusedOfRoles(
  ctx: CompanyCtx,
  { roles, days }: { roles: ReadonlyArray<{ id: string; rights: Rights }>; days: UnusedWindow },
): Promise<Map<string, UnusedRights>> {
  const heard = await hear(ctx, { days, of: Prisma.empty, by: Prisma.sql`m.role_id` });
  return new Map(roles.flatMap(({ id, rights }) => (heard.has(id) ? [[id, judged(ctx, rights, heard.get(id)!)] as const] : [])));
}

/** Of one member: what he himself did not do since. */
export async function unusedOfMember(
  ctx: CompanyCtx,
  { userId, rights, days }: { userId: string; rights: Rights; days: UnusedWindow },
): Promise<UnusedRights> {
  const heard = await hear(ctx, { days, of: Prisma.sql`AND m.user_id = ${userId}::uuid`, by: Prisma.sql`m.user_id` });
  return judged(ctx, rights, heard.get(userId) ?? { since: null, acts: [] });
}

interface Heard {
  since: Date | null;
  acts: Array<string>;
}

/** The acts of members in the log, together by role or each alone, from the moment on that it can speak of their rights. */
async function hear({ db, companyId, now }: CompanyCtx, { days, of, by }: { days: number; of: Prisma.Sql; by: Prisma.Sql }) {
  const window = new Date(now.getTime() - days * dayMs);
  const lastChange = (acts: Prisma.Sql, type: string, id: Prisma.Sql) => Prisma.sql`(SELECT max(a.created_at) FROM audit_logs a
    WHERE a.company_id = ${companyId}::uuid AND a.resource_type = ${type} AND a.resource_id = ${id} AND a.created_at >= ${window}::timestamptz AND a.action IN (${acts}))`;
  const rows = await db.$queryRaw<Array<Heard & { id: string }>>`
    WITH people AS (
      SELECT ${by} AS id, m.user_id, m.role_id,
        greatest(m.accepted_at, ${lastChange(Prisma.sql`'member.rights_changed'`, "membership", Prisma.sql`m.user_id`)}) AS since
      FROM memberships m WHERE m.company_id = ${companyId}::uuid AND m.is_active ${of}),
    speaks AS (
      SELECT p.id, (SELECT min(created_at) FROM audit_logs WHERE company_id = ${companyId}::uuid) AS begins,
        greatest(${window}::timestamptz, min(p.since), max(${lastChange(Prisma.sql`'role.changed', 'role.created'`, "role", Prisma.sql`p.role_id`)})) AS since
      FROM people p GROUP BY p.id)
    SELECT s.id, CASE WHEN s.begins IS NOT NULL THEN greatest(s.since, s.begins) END AS since,
      ARRAY(SELECT DISTINCT a.action FROM people p JOIN audit_logs a ON a.company_id = ${companyId}::uuid AND a.user_id = p.user_id
        WHERE p.id = s.id AND a.created_at >= ${window}::timestamptz AND a.created_at >= s.since AND a.success) AS acts
    FROM speaks s`;
  return new Map(rows.map(({ id, ...heard }) => [id, heard]));
}

function judged({ now }: CompanyCtx, rights: Rights, { since, acts }: Heard): UnusedRights {
  const isYoung = since === null || now.getTime() - since.getTime() < fewestDays * dayMs;
  return { since, isYoung, unused: isYoung ? [] : unusedOf(rights, acts) };
}
