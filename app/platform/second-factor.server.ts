import { redirect } from "@remix-run/node";
import type { SessionFacts } from "./across.server";
import { now } from "./clock";
import { publicOrigin } from "./env.server";
import { requireUser } from "./gate.server";

/** How long a proof of who one is holds for sensitive acts, in milliseconds. */
const freshFor = 15 * 60_000;

/** Whether its person has proven himself lately, and as strongly as he can: with his second factor if he has one, else with his password. */
export const isProven = ({ provenAt, isStrong, hasFactor }: Pick<SessionFacts, "provenAt" | "isStrong" | "hasFactor">) =>
  (isStrong || !hasFactor) && now().getTime() - provenAt.getTime() < freshFor;

/**
 * The second line of each loader and action that gives away keys, data or rights, or weakens a log-in: whoever has not proven himself in
 * the last fifteen minutes is asked to, by his second factor or, having none, by his password, and comes back to where he was.
 * A form that was sent is not sent again: he presses its button once more.
 * @throws Response redirect to /security/confirm
 */
export async function requireSecondFactor(request: Request): Promise<SessionFacts> {
  const session = await requireUser(request);
  if (isProven(session)) return session;
  throw redirect(`/security/confirm?next=${encodeURIComponent(cameFrom(request))}`);
}

/** The page that was asked for; of a form, the page it stood on. */
function cameFrom(request: Request): string {
  const { pathname, search } = new URL(request.url);
  if (request.method === "GET") return pathname.replace(/\.data$/, "") + search;
  const page = request.headers.get("referer") ?? "";
  return page.startsWith(`${publicOrigin()}/`) ? page.slice(publicOrigin().length) : "/settings/security";
}
