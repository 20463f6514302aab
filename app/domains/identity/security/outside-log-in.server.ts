import { createCookie } from "@remix-run/node";
import { userByEmail, userByOutsideIdentity } from "~/platform/across.server";
import { auditPerson } from "~/platform/audit/audit-person.server";
import { publicOrigin, sessionSecret } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { asUser } from "~/platform/tenancy.server";
import type { Journey, OutsidePerson, OutsideProvider } from "~/platform/vendors/open-id.server";

/** What a browser carries while its person is at Google or Microsoft, and, coming back unknown, until he has said whose account it is. */
function cookie<Kept>(name: "journey" | "link") {
  const secure = publicOrigin().startsWith("https:");
  const kept = createCookie(`${secure ? "__Host-" : ""}essor-${name}`, {
    secure,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: 10 * 60,
    secrets: [sessionSecret()],
  });
  return {
    keep: (value: Kept) => kept.serialize(value),
    read: async (request: Request) => (await kept.parse(request.headers.get("cookie"))) as Kept | null,
    forget: () => kept.serialize("", { maxAge: 0 }),
  };
}

export const journeyCookie = () => cookie<Journey & { next: string; joins: string | null }>("journey");
export const linkCookie = () => cookie<{ provider: OutsideProvider; subject: string; email: string; next: string }>("link");

/** Whose account here that person elsewhere has joined to his; null when nobody's. */
export async function findOutside({ provider, subject }: OutsidePerson): Promise<string | null> {
  const userId = await userByOutsideIdentity(provider, subject);
  if (userId)
    await asUser(userId, ({ db, now }) => db.outsideIdentity.updateMany({ where: { provider, subject }, data: { lastUsedAt: now } }));
  return userId;
}

/** Whether an address the provider vouches for has an account here, which its person may join by its password. */
export async function mayJoin({ email, isEmailVerified }: OutsidePerson): Promise<boolean> {
  return Boolean(email && isEmailVerified && (await userByEmail(email)));
}

/**
 * Joins an account elsewhere to one here. The caller has proof of both: the provider's word, and a password or a log-in here.
 * @throws AppError 'identity.outside.taken' when it is another person's, or this person has joined another of that provider
 */
export async function joinOutside(
  userId: string,
  { provider, subject, email }: Pick<OutsidePerson, "provider" | "subject" | "email">,
): Promise<void> {
  const holder = await userByOutsideIdentity(provider, subject);
  if (holder === userId) return;
  await asUser(userId, async ({ db, now }) => {
    if (holder || (await db.outsideIdentity.count({ where: { userId, provider } })) > 0) throw new AppError("identity.outside.taken");
    await db.outsideIdentity.create({ data: { userId, provider, subject, email, lastUsedAt: now } });
    await auditPerson({ action: "outside_account.joined", userId, after: { provider } }, db);
  });
}

export async function leaveOutside({ userId, provider }: { userId: string; provider: OutsideProvider }): Promise<void> {
  await asUser(userId, async ({ db }) => {
    const { count } = await db.outsideIdentity.deleteMany({ where: { userId, provider } });
    if (count > 0) await auditPerson({ action: "outside_account.left", userId, after: { provider } }, db);
  });
}
