import { redirect } from "@remix-run/node";
import { now } from "./clock";
import { refuseStaleForm } from "./company-mark.server";
import { AppError } from "./errors";
import type { Permission, Scope } from "./permissions";
import { auditRefusal } from "./refused-access.server";
import { permissionsOf, reachOf, type Rights, type RightsFacts } from "./rights.rules";
import { sessionOf } from "./session.server";
import type { CompanyScope } from "./tenancy.server";

export interface Member extends CompanyScope {
  actor: { kind: "user"; id: string };
  roleKey: string;
  isPlatformStaff: boolean;
  emailVerified: boolean;
  may: (permission: Permission) => boolean;
  /** Whose rows a permission reaches; null: he has it not. */
  scope: (permission: Permission) => Scope | null;
  rights: Rights;
}

/** What may not be done before the e-mail address is confirmed: whatever speaks to others in the company's name. */
const needsVerifiedEmail: ReadonlySet<Permission> = new Set<Permission>(["message:approve", "member:invite", "report:send"]);

/**
 * The first line of each loader and action of the product. Sends strangers to the log-in page and back afterwards.
 * @throws Response redirect to /login, to /security/enrol when the company's rule asks a second factor of him and his time is up · AppError 'platform.gate.forbidden' (403), 'platform.gate.email_unverified' (403), 'platform.gate.other_company' (409)
 */
export async function requireCompany(request: Request, permission: Permission): Promise<Member> {
  const session = await sessionOf(request);
  if (!session) throw redirect(`/login?next=${encodeURIComponent(pathOf(request))}`);
  const { userId, companyId, roleKey, isPlatformStaff, emailVerified, rights: facts } = session;
  if (!companyId || !roleKey || !facts) throw redirect("/no-company");
  if (session.factorDueAt && session.factorDueAt <= now()) throw redirect(`/security/enrol?next=${encodeURIComponent(pathOf(request))}`);
  const held = heldBy(userId, facts);
  if (!held.may(permission)) {
    await auditRefusal({ companyId, actor: { kind: "user", id: userId } }, permission);
    throw refusal("platform.gate.forbidden");
  }
  if (!emailVerified && needsVerifiedEmail.has(permission) && request.method !== "GET") throw refusal("platform.gate.email_unverified");
  await refuseStaleForm(request, companyId);
  return { companyId, actor: { kind: "user", id: userId }, roleKey, isPlatformStaff, emailVerified, ...held };
}

/** What a member may do and see, whichever way he came: by session or by a key of his. */
export function heldBy(userId: string, facts: RightsFacts): Pick<Member, "may" | "scope" | "rights" | "reach"> {
  const rights = permissionsOf(facts);
  return {
    rights,
    may: (permission) => rights.has(permission),
    scope: (permission) => rights.get(permission) ?? null,
    reach: reachOf(rights, userId, facts.mates),
  };
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
