import { redirect } from "@remix-run/node";
import { now } from "~/platform/clock";
import { languageCookie } from "~/platform/i18n.server";
import { safeNext } from "~/platform/next-path";
import { openSession, sessionOf } from "~/platform/session.server";
import { asUser } from "~/platform/tenancy.server";
import { goHalfWay } from "./half-way.server";
import { rememberDevice } from "./known-device.server";
import { factorsOf } from "./security.queries.server";

interface Entrant {
  userId: string;
  companyId: string | null;
  language?: string;
}

/**
 * Lets in whoever proved himself by one factor: a password, a link that was mailed to him, an account elsewhere. With a second factor of
 * his own he is asked for it first; no way in passes it by. `isStrong`: he gave it already.
 */
export async function enter(
  request: Request,
  { userId, companyId, language }: Entrant,
  {
    clientAddress,
    next,
    isStrong = false,
    headers = [],
  }: { clientAddress: string; next?: unknown; isStrong?: boolean; headers?: Array<string> },
): Promise<Response> {
  const path = safeNext(next);
  const cookies = [...headers, ...(language ? [await languageCookie.serialize(language)] : [])];
  if (!isStrong && (await asUser(userId, ({ db }) => factorsOf(db, userId))).any) {
    cookies.push(await goHalfWay(userId));
    return redirect(`/login/second?next=${encodeURIComponent(path)}`, {
      headers: cookies.map((line): [string, string] => ["Set-Cookie", line]),
    });
  }
  cookies.unshift(
    await openSession(request, { userId, companyId, clientAddress, isStrong }),
    await rememberDevice(request, { userId, companyId, clientAddress }),
  );
  const to = (await shouldEnrol(cookies[0]!)) ? `/security/enrol?next=${encodeURIComponent(path)}` : path;
  return redirect(to, { headers: cookies.map((line): [string, string] => ["Set-Cookie", line]) });
}

const oneDay = 24 * 60 * 60_000;

/** From the second day of the seven on, a log-in leads to where a second factor is set up. */
async function shouldEnrol(sessionCookie: string): Promise<boolean> {
  const session = await sessionOf(new Request("http://localhost/", { headers: { cookie: sessionCookie.split(";")[0]! } }));
  return Boolean(session?.factorDueAt && session.factorDueAt.getTime() - now().getTime() < 6 * oneDay);
}
