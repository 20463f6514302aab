import { randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { tokenByDigest } from "~/platform/across.server";
import { publicOrigin, sessionSecret } from "~/platform/env.server";
import { asUser } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";

const tenMinutes = 10 * 60;

/** Says that its holder's password was right ten minutes ago or less, and nothing more: it opens nothing but the question of the second factor. */
function cookie() {
  const secure = publicOrigin().startsWith("https:");
  return createCookie(secure ? "__Host-essor-half" : "essor-half", {
    secure,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: tenMinutes,
    secrets: [sessionSecret()],
  });
}

/** A log-in whose second factor is still to come. One before it ends. @returns the Set-Cookie header */
export async function goHalfWay(userId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await asUser(userId, async ({ db, now }) => {
    await db.userToken.updateMany({ where: { userId, purpose: "second_factor", usedAt: null }, data: { usedAt: now } });
    const expiresAt = new Date(now.getTime() + tenMinutes * 1000);
    await db.userToken.create({ data: { userId, purpose: "second_factor", tokenHash: digest(token), expiresAt } });
  });
  return cookie().serialize(token);
}

/** Who stands half way in; null when nobody does, or it was too long ago, or a new password came between. */
export async function halfWayOf(request: Request): Promise<{ id: string; userId: string } | null> {
  const token: unknown = await cookie().parse(request.headers.get("cookie"));
  return typeof token === "string" ? tokenByDigest("second_factor", digest(token)) : null;
}

/** The rest of the way is gone. @returns the Set-Cookie header that forgets it, or null when it was gone already */
export async function endHalfWay({ id, userId }: { id: string; userId: string }): Promise<string | null> {
  const { count } = await asUser(userId, ({ db, now }) => db.userToken.updateMany({ where: { id, usedAt: null }, data: { usedAt: now } }));
  return count > 0 ? cookie().serialize("", { maxAge: 0 }) : null;
}
