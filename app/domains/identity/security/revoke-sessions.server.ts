import { auditPerson } from "~/platform/audit/audit-person.server";
import { asUser } from "~/platform/tenancy.server";

/** Ends one session of a person: it is refused from its next request on. Another's is left as it is. */
export async function revokeSession({ userId, idDigest }: { userId: string; idDigest: string }): Promise<void> {
  await asUser(userId, async ({ db }) => {
    const { count } = await db.session.deleteMany({ where: { userId, idDigest } });
    if (count > 0) await auditPerson({ action: "session.revoked", userId }, db);
  });
}

/** Ends all sessions of a person but one. @returns how many ended */
export async function revokeOtherSessions({ userId, keptDigest }: { userId: string; keptDigest: string | null }): Promise<number> {
  return asUser(userId, async ({ db }) => {
    const { count } = await db.session.deleteMany({ where: { userId, idDigest: { not: keptDigest ?? "" } } });
    if (count > 0) await auditPerson({ action: "session.revoked", userId, after: { count } }, db);
    return count;
  });
}
