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
  const user = await db.user.findUniqueOrThrow({
    where: { id: actor.id },
    select: { id: true, email: true, firstName: true, lastName: true, language: true },
  });
  const company = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { name: true, timezone: true } });
  return { user, company };
}
