import { redirect } from "@remix-run/node";
import { AppError } from "./errors";
import { mayRole, type Permission } from "./permissions";
import { sessionOf } from "./session.server";
import type { CompanyScope } from "./tenancy.server";

export interface Member extends CompanyScope {
  actor: { kind: "user"; id: string };
  roleKey: string;
  isPlatformStaff: boolean;
  emailVerified: boolean;
  may: (permission: Permission) => boolean;
}

/** What may not be done before the e-mail address is confirmed: whatever speaks to others in the company's name. */
const needsVerifiedEmail: ReadonlySet<Permission> = new Set<Permission>(["message:approve", "member:invite", "report:send"]);

/**
 * The first line of each loader and action of the product. Sends strangers to the log-in page and back afterwards.
 * @throws Response redirect to /login · AppError 'platform.gate.forbidden' (403), 'platform.gate.email_unverified' (403)
 */
export async function requireCompany(request: Request, permission: Permission): Promise<Member> {
  const session = await sessionOf(request);
  if (!session) throw redirect(`/login?next=${encodeURIComponent(pathOf(request))}`);
  const { userId, companyId, roleKey, isPlatformStaff, emailVerified } = session;
  if (!companyId || !roleKey) throw redirect("/no-company");
  const may = (wanted: Permission) => mayRole(roleKey, wanted);
  if (!may(permission)) throw refusal("platform.gate.forbidden");
  if (!emailVerified && needsVerifiedEmail.has(permission) && request.method !== "GET") throw refusal("platform.gate.email_unverified");
  return { companyId, actor: { kind: "user", id: userId }, roleKey, isPlatformStaff, emailVerified, may };
}

/** A person who is logged in, in a company or not. */
export async function requireUser(request: Request) {
  const session = await sessionOf(request);
  if (!session) throw redirect(`/login?next=${encodeURIComponent(pathOf(request))}`);
  return session;
}

const refusal = (code: string) => new AppError(code, { status: 403 });

function pathOf(request: Request) {
  const { pathname, search } = new URL(request.url);
  return pathname.replace(/\.data$/, "") + search;
}
