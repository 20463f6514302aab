import { Prisma } from "~/generated/prisma/client";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type MyCompany, myCompaniesJson } from "../company/my-companies.queries.server";
import { countHandedOver, countOwned } from "./hand-over.server";
import { nameOf } from "./member.rules";

const ofMember = {
  id: true,
  isOwner: true,
  isActive: true,
  acceptedAt: true,
  deactivatedAt: true,
  role: { select: { key: true, name: true } },
  user: { select: { id: true, email: true, firstName: true, lastName: true, lastLoginAt: true } },
} as const;

/** The people of the company, those who went, and those still invited; of an invitation too old the way to send it again is shown. */
export async function listMembers({ db, now }: CompanyCtx) {
  const members = await db.membership.findMany({ orderBy: { createdAt: "asc" }, select: ofMember });
  const invitations = await db.invitation.findMany({
    where: { acceptedAt: null, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, email: true, language: true, createdAt: true, expiresAt: true, role: { select: { key: true, name: true } } },
  });
  return {
    members: members.filter(({ isActive }) => isActive),
    gone: members.filter(({ isActive }) => !isActive),
    invitations: invitations.map((invitation) => ({ ...invitation, isExpired: invitation.expiresAt <= now })),
  };
}

/** One of the company, what is his, and who could follow him. @throws AppError 'platform.record.unknown' (404) */
export async function memberPage(ctx: CompanyCtx, { membershipId }: { membershipId: string }) {
  const member = found(await ctx.db.membership.findUnique({ where: { id: membershipId }, select: ofMember }));
  return {
    member,
    owned: member.isActive ? await countOwned(ctx, member.user.id) : [],
    handedOver: member.isActive ? 0 : await countHandedOver(ctx, member.user.id),
    successors: await listSuccessors(ctx, member.user.id),
  };
}

/** Who is active beside somebody, by name. */
export async function listSuccessors({ db }: CompanyCtx, userId: string) {
  const rows = await db.membership.findMany({
    where: { isActive: true, userId: { not: userId } },
    orderBy: { createdAt: "asc" },
    select: { user: { select: { id: true, email: true, firstName: true, lastName: true } } },
  });
  return rows.map(({ user }) => ({ userId: user.id, name: nameOf(user) }));
}

/** Who looks, and where. */
export interface Myself {
  user: { id: string; email: string; firstName: string | null; lastName: string | null; language: string };
  company: { id: string; name: string; timezone: string };
  /** The companies he may enter. */
  companies: Array<MyCompany>;
}

/** An expression: who looks, as `Myself`. Part of a statement that runs anyway. */
export const myselfJson = ({ companyId, actor }: CompanyCtx) => Prisma.sql`(
  SELECT json_build_object(
    'user', json_build_object('id', u.id, 'email', u.email, 'firstName', u.first_name, 'lastName', u.last_name, 'language', u.language),
    'company', json_build_object('id', c.id, 'name', c.name, 'timezone', c.timezone),
    'companies', ${myCompaniesJson})
  FROM users u, companies c WHERE u.id = ${actor.id}::uuid AND c.id = ${companyId}::uuid)`;
