import { userByEmail } from "~/platform/across.server";
import { auditPerson } from "~/platform/audit/audit-person.server";
import { uuidv7 } from "~/platform/ids";
import { passwordMatches } from "~/platform/passwords.server";
import { asUser } from "~/platform/tenancy.server";

export interface Person {
  userId: string;
  /** The company he works in first; null when he belongs to none. */
  companyId: string | null;
  /** The language he chose. */
  language: string;
}

/** The person of an e-mail and a password; null for a wrong password and for an unknown e-mail alike, in the same time. */
export async function logIn({ email, password }: { email: string; password: string }): Promise<Person | null> {
  const userId = await userByEmail(email);
  const asked = userId ?? uuidv7(); // nobody's: what is asked of the database for him takes as long
  const stored = await asUser(asked, ({ db }) => db.user.findUnique({ where: { id: asked }, select: { passwordHash: true } }));
  const matches = await passwordMatches(password, stored?.passwordHash ?? null);
  if (!userId || !matches) {
    await auditPerson({ action: "session.refused", userId, success: false, error: "identity.login.refused" });
    return null;
  }
  return asUser(userId, async ({ db, now }) => {
    const { language } = await db.user.update({ where: { id: userId }, data: { lastLoginAt: now }, select: { language: true } });
    return { userId, companyId: await firstCompany(db, userId), language };
  });
}

/** Where a person works: the company he entered last. */
export async function firstCompany(db: Parameters<Parameters<typeof asUser>[1]>[0]["db"], userId: string): Promise<string | null> {
  const membership = await db.membership.findFirst({
    where: { userId, isActive: true },
    orderBy: [{ lastEnteredAt: { sort: "desc", nulls: "last" } }, { acceptedAt: "desc" }],
    select: { companyId: true },
  });
  return membership?.companyId ?? null;
}

export const firstCompanyOf = (userId: string) => asUser(userId, ({ db }) => firstCompany(db, userId));
