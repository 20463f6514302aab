import { createCookie } from "@remix-run/node";
import { takeRate } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { publicOrigin, sessionSecret } from "~/platform/env.server";
import { digest } from "~/platform/tokens.server";

const tenMinutes = 10 * 60;

function cookie() {
  const secure = publicOrigin().startsWith("https:");
  return createCookie(secure ? "__Host-essor-challenge" : "essor-challenge", {
    secure,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: tenMinutes,
    secrets: [sessionSecret()],
  });
}

/** Keeps what an authenticator is asked to sign with the browser it was asked in. @returns the Set-Cookie header */
export const keepChallenge = (challenge: string) => cookie().serialize({ challenge, at: now().getTime() });

/** What this browser's authenticator was asked to sign, once and for ten minutes; null otherwise. */
export async function takeChallenge(request: Request): Promise<string | null> {
  const kept = (await cookie().parse(request.headers.get("cookie"))) as { challenge: string; at: number } | null;
  if (!kept || now().getTime() - kept.at > tenMinutes * 1000) return null;
  const key = `challenge:${digest(kept.challenge).slice(0, 40)}`;
  // Two windows of unlike length do not turn in the same ten minutes twice.
  const isFirst = (await takeRate(key, 1, 86_400)) && (await takeRate(`${key}:2`, 1, 100_000));
  return isFirst ? kept.challenge : null;
}
