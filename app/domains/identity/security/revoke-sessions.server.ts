import { asUser } from "~/platform/tenancy.server";

/** Ends one session of a person: it is refused from its next request on. Another's is left as it is. */
export async function revokeSession({ userId, idDigest }: { userId: string; idDigest: string }): Promise<void> {
  await asUser(userId, ({ db }) => db.session.deleteMany({ where: { userId, idDigest } }));
}

/** Ends all sessions of a person but one. @returns how many ended */
export async function revokeOtherSessions({ userId, keptDigest }: { userId: string; keptDigest: string | null }): Promise<number> {
  const { count } = await asUser(userId, ({ db }) => db.session.deleteMany({ where: { userId, idDigest: { not: keptDigest ?? "" } } }));
  return count;
}
