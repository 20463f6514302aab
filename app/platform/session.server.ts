import { randomBytes } from "node:crypto";
import { createCookie, redirect } from "@remix-run/node";
import { auditPerson } from "./audit/audit-person.server";
import { sessionByDigest, type SessionFacts } from "./across.server";
import { publicOrigin, sessionSecret } from "./env.server";
import { found } from "./params.server";
import { asUser } from "./tenancy.server";
import { digest } from "./tokens.server";

const fourteenDays = 14 * 24 * 60 * 60;

/** `__Host-` pins the cookie to this very host over TLS. Plain http on localhost gets a plain name, or Safari would drop it. */
function cookie() {
  const secure = publicOrigin().startsWith("https:");
  return createCookie(secure ? "__Host-essor" : "essor", {
    secure,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: fourteenDays,
    secrets: [sessionSecret()],
  });
}

async function sessionId(request: Request): Promise<string | null> {
  const id: unknown = await cookie().parse(request.headers.get("cookie"));
  return typeof id === "string" && id.length >= 40 ? id : null;
}

const seen = new WeakMap<Request, Promise<SessionFacts | null>>();
const arriving = new Map<string, Promise<SessionFacts | null>>();

/**
 * Who this request is from, by its session; null when nobody is logged in. Read once a request.
 *
 * Remix hands each loader of a page a request of its own. They ask in one moment and share one answer: whoever asks while the cookie's
 * signature is being checked, before the database was asked. Nobody joins a read that is on its way, so that no request gets an answer
 * that was read before it came: a session revoked before is never lent to it.
 */
export function sessionOf(request: Request): Promise<SessionFacts | null> {
  const known = seen.get(request);
  if (known) return known;
  const cookies = request.headers.get("cookie");
  const answer = cookies ? (arriving.get(cookies) ?? readSession(request, cookies)) : Promise.resolve(null);
  seen.set(request, answer);
  return answer;
}

function readSession(request: Request, cookies: string): Promise<SessionFacts | null> {
  const answer = sessionId(request)
    .finally(() => arriving.delete(cookies))
    .then((id) => (id ? sessionByDigest(digest(id)) : null));
  arriving.set(cookies, answer);
  return answer;
}

/**
 * Begins a session: always a new id, so that the id from before the log-in is worth nothing after. `isStrong`: a second factor was given
 * for it. Left out, it goes on as the same person's session before was: as strong, proven as long ago, ending when that one ends.
 * @returns the Set-Cookie header
 */
export async function openSession(
  request: Request,
  { userId, companyId, clientAddress, isStrong }: { userId: string; companyId: string | null; clientAddress: string; isStrong?: boolean },
) {
  const id = randomBytes(32).toString("base64url");
  const before = await sessionId(request);
  await asUser(userId, async ({ db, now }) => {
    const old = before
      ? await db.session.findFirst({
          where: { idDigest: digest(before), expiresAt: { gt: now } },
          select: { provenAt: true, isStrong: true, expiresAt: true },
        })
      : null;
    if (before) await db.session.deleteMany({ where: { idDigest: digest(before) } });
    await db.session.create({
      data: {
        idDigest: digest(id),
        userId,
        companyId,
        ipAddress: clientAddress.slice(0, 45),
        userAgent: request.headers.get("user-agent")?.slice(0, 500),
        ...(isStrong === undefined && old
          ? old
          : { provenAt: now, isStrong: isStrong ?? false, expiresAt: new Date(now.getTime() + fourteenDays * 1000) }),
      },
    });
    await auditPerson({ action: "session.opened", userId, companyId }, db);
  });
  return cookie().serialize(id);
}

/**
 * Its person has proven anew who he is: the session goes on under a new id. It ends when it would have ended.
 * @returns the Set-Cookie header
 */
export async function renewSession(request: Request, { userId, isStrong }: { userId: string; isStrong: boolean }) {
  const id = randomBytes(32).toString("base64url");
  const before = await sessionId(request);
  await asUser(userId, ({ db, now }) =>
    db.session.updateMany({
      where: { idDigest: digest(before ?? "") },
      data: { idDigest: digest(id), provenAt: now, ...(isStrong && { isStrong }) },
    }),
  );
  return cookie().serialize(id);
}

/** By which the table knows this request's session; null without one. */
export async function sessionDigest(request: Request): Promise<string | null> {
  const id = await sessionId(request);
  return id && digest(id);
}

/**
 * Takes this request's session into another company of its person, under a new id: what was proven at the log-in, and when it ends, stay.
 * @returns the Set-Cookie header
 * @throws AppError 'platform.record.unknown' (404): no company he works in · Response redirect to /login: the session has ended
 */
export async function moveSession(request: Request, { userId, companyId }: { userId: string; companyId: string }) {
  const id = randomBytes(32).toString("base64url");
  const before = await sessionId(request);
  await asUser(userId, async ({ db }) => {
    found(await db.membership.findFirst({ where: { userId, companyId, isActive: true }, select: { id: true } }));
    const { count } = await db.session.updateMany({
      where: { idDigest: digest(before ?? ""), userId },
      data: { idDigest: digest(id), companyId },
    });
    if (count === 0) throw redirect("/login");
  });
  return cookie().serialize(id);
}

/** Ends this request's session. @returns the Set-Cookie header that forgets it */
export async function closeSession(request: Request) {
  const id = await sessionId(request);
  const session = await sessionOf(request);
  if (id && session)
    await asUser(session.userId, async ({ db, userId }) => {
      await db.session.deleteMany({ where: { idDigest: digest(id) } });
      await auditPerson({ action: "session.closed", userId, companyId: session.companyId }, db);
    });
  return cookie().serialize("", { maxAge: 0 });
}
