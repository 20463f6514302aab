import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** The people of the company, and those still invited. */
export async function listMembers({ db, now }: CompanyCtx) {
  const [members, invitations] = [
    await db.membership.findMany({
      where: { isActive: true },
      orderBy: { createdAt: "asc" },
      select: {
        id: true,
        isOwner: true,
        acceptedAt: true,
        role: { select: { key: true } },
        user: { select: { id: true, email: true, firstName: true, lastName: true, lastLoginAt: true } },
      },
    }),
    await db.invitation.findMany({
      where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
      orderBy: { createdAt: "desc" },
      select: { id: true, email: true, expiresAt: true, role: { select: { key: true } } },
    }),
  ];
  return { members, invitations };
}

/** Who is looking, for the shell: his name, his language, his company. */
export async function whoAmI({ db, companyId, actor }: CompanyCtx) {
  const [row] = await db.$queryRaw<
    Array<{
      id: string;
      email: string;
      firstName: string | null;
      lastName: string | null;
      language: string;
      companyName: string;
      timezone: string;
    }>
  >`
    SELECT u.id, u.email, u.first_name AS "firstName", u.last_name AS "lastName", u.language, c.name AS "companyName", c.timezone
    FROM users u, companies c WHERE u.id = ${actor.id}::uuid AND c.id = ${companyId}::uuid`;
  const { companyName, timezone, ...user } = found(row);
  return { user, company: { name: companyName, timezone } };
}
