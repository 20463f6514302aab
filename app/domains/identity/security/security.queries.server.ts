import type { CompanyCtx } from "~/platform/tenancy.server";

type Db = CompanyCtx["db"];

export interface Factors {
  app: boolean;
  passkeys: number;
  /** Recovery codes that are still good. */
  codes: number;
  /** Whether there is a second factor at all; codes alone are none. */
  any: boolean;
}

/** What a person can prove himself with beside his password. Runs as that person. */
export async function factorsOf(db: Db, userId: string): Promise<Factors> {
  const app = (await db.authenticatorApp.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
  const passkeys = await db.passkey.count({ where: { userId } });
  const codes = await db.recoveryCode.count({ where: { userId, usedAt: null } });
  return { app, passkeys, codes, any: app || passkeys > 0 };
}

/** All that a person sees of the security of his account. `currentDigest`: the session that asks. */
export async function securityOf(db: Db, { userId, currentDigest, now }: { userId: string; currentDigest: string | null; now: Date }) {
  const twelveHoursAgo = new Date(now.getTime() - 12 * 3_600_000);
  const [factors, app, passkeys, sessions, identities] = [
    await factorsOf(db, userId),
    await db.authenticatorApp.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    await db.passkey.findMany({
      where: { userId },
      orderBy: { createdAt: "asc" },
      select: { id: true, name: true, createdAt: true, lastUsedAt: true, isSynced: true },
    }),
    await db.session.findMany({
      where: { userId, expiresAt: { gt: now }, lastSeenAt: { gt: twelveHoursAgo } },
      orderBy: { lastSeenAt: "desc" },
      take: 50,
      select: { idDigest: true, ipAddress: true, userAgent: true, createdAt: true, lastSeenAt: true, isStrong: true },
    }),
    await db.outsideIdentity.findMany({ where: { userId }, select: { provider: true, email: true, createdAt: true } }),
  ];
  return {
    factors,
    appSince: app?.confirmedAt ?? null,
    passkeys,
    sessions: sessions.map((session) => ({ ...session, isCurrent: session.idDigest === currentDigest })),
    identities,
  };
}
