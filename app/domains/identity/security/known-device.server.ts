import { randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { userByEmail } from "~/platform/across.server";
import { publicOrigin, sessionSecret } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { issueToken } from "../account/issue-token.server";
import { deviceName } from "./device.rules";
import { newDeviceMet } from "./security.events.server";
import { tellSecurity } from "./tell-security.server";

/** Names the browser, not its person: it outlives sessions and says nothing by itself. Of a device's row the table keeps the digest. */
function cookie() {
  const secure = publicOrigin().startsWith("https:");
  return createCookie(secure ? "__Host-essor-device" : "essor-device", {
    secure,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: 400 * 24 * 60 * 60,
    secrets: [sessionSecret()],
  });
}

/** The digest by which the tables know this browser; null before its first log-in. */
export async function deviceDigest(request: Request): Promise<string | null> {
  const id = await deviceId(request);
  return id && digest(id);
}

async function deviceId(request: Request): Promise<string | null> {
  const id: unknown = await cookie().parse(request.headers.get("cookie"));
  return typeof id === "string" && id.length >= 40 ? id : null;
}

/** Whether this person has logged in with this browser before. Asks as much of the database for an unknown person as for a known one. */
export async function isKnownDevice({ email, device }: { email: string; device: string | null }): Promise<boolean> {
  if (!device) return false;
  const userId = (await userByEmail(email)) ?? uuidv7();
  return isDeviceOf({ userId, device });
}

export async function isDeviceOf({ userId, device }: { userId: string; device: string | null }): Promise<boolean> {
  if (!device) return false;
  return asUser(userId, async ({ db }) => (await db.knownDevice.count({ where: { userId, tokenHash: device } })) > 0);
}

/**
 * Remembers the browser of a log-in. The person is told by mail of one that is new, save of his very first.
 * @returns the Set-Cookie header
 */
export async function rememberDevice(
  request: Request,
  { userId, companyId, clientAddress }: { userId: string; companyId: string | null; clientAddress: string },
): Promise<string> {
  const id = (await deviceId(request)) ?? randomBytes(32).toString("base64url");
  const tokenHash = digest(id);
  const seen = { ipAddress: clientAddress.slice(0, 45), userAgent: request.headers.get("user-agent")?.slice(0, 500) ?? null };
  const toTell = await asUser(userId, async ({ db, now }) => {
    const { count } = await db.knownDevice.updateMany({ where: { userId, tokenHash }, data: { ...seen, lastSeenAt: now } });
    if (count > 0) return null;
    const others = await db.knownDevice.count({ where: { userId } });
    const { id: deviceId } = await db.knownDevice.create({
      data: { userId, tokenHash, ...seen, lastSeenAt: now },
      select: { id: true },
    });
    return others > 0 ? deviceId : null;
  });
  if (toTell && companyId)
    await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
      const tokenId = await issueToken(ctx.db, { userId, purpose: "not_me", now: ctx.now });
      ctx.emit(newDeviceMet.create({ companyId, userId, deviceId: toTell, tokenId }), userId);
      tellSecurity(ctx, { userId, happening: "new_device", occasion: toTell, device: deviceName(seen.userAgent) });
    });
  return cookie().serialize(id);
}
