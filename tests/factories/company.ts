import pg from "pg";
import { acceptInvitation } from "~/domains/identity/member/accept-invitation.server";
import { inviteMember } from "~/domains/identity/member/invite-member.server";
import { signUp } from "~/domains/identity/account/sign-up.server";
import { verifyEmail } from "~/domains/identity/account/verify-email.server";
import { uuidv7 } from "~/platform/ids";
import { mayRole, type Permission, type Scope, scopedNouns } from "~/platform/permissions";
import { openSession } from "~/platform/session.server";
import { asUser, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { seedPlans } from "../../prisma/seed/plans";

export interface TestCompany {
  companyId: string;
  name: string;
  owner: CompanyScope;
  manager: CompanyScope;
  agent: CompanyScope;
  /** Addresses of the three, all with `password`. */
  emails: { owner: string; manager: string; agent: string };
  password: string;
}

const password = "agrafe tilleul 4821";
let companies = 0;

/** Runs work as the owner of the tables, for what the product itself may not write. */
export async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** A company on the starter plan with an owner (address confirmed), a manager and an agent, all made by the product's own verbs. */
export async function aCompany(
  { name, language = "fr", timezone = "Europe/Paris" } = {} as { name?: string; language?: string; timezone?: string },
): Promise<TestCompany> {
  const mark = `${process.pid}-${Date.now().toString(36)}-${++companies}`;
  const called = name ?? `Agence d'essai ${mark}`;
  const emails = { owner: `owner-${mark}@example.test`, manager: `manager-${mark}@example.test`, agent: `agent-${mark}@example.test` };
  await asOwner(seedPlans);

  const signedUp = await signUp(
    { companyName: called, firstName: "Odile", lastName: "Trémoire", email: emails.owner, password },
    { language, timezone },
  );
  if (!signedUp) throw new Error("the owner's address was taken");
  const { companyId, userId } = signedUp;
  const owner = scopeOf(companyId, userId);
  // Without it nothing may leave.
  await inCompany(owner, ({ db }) =>
    db.company.update({ where: { id: companyId }, data: { postalAddress: "3 quai de la Fosse\n44000 Nantes" } }),
  );
  const token = await asUser(userId, ({ db }) =>
    db.userToken.findFirstOrThrow({ where: { userId, purpose: "verify_email", usedAt: null }, select: { id: true } }),
  );
  await verifyEmail(linkToken("verify_email", token.id));

  const join = async (email: string, role: "manager" | "agent", firstName: string, lastName: string) => {
    const { invitationId } = await inCompany(owner, (ctx) => inviteMember(ctx, { email, role }));
    const joined = await acceptInvitation(linkToken("invitation", invitationId), { newcomer: { firstName, lastName, password } }, language);
    return scopeOf(companyId, joined.userId);
  };
  const manager = await join(emails.manager, "manager", "Malik", "Benhadj");
  const agent = await join(emails.agent, "agent", "Inès", "Fabre");
  return { companyId, name: called, owner, manager, agent, emails, password };
}

/** Another member of a company, by a role's key; `scope` narrows whose rows he reaches of every noun whose rows are somebody's. */
export async function aMember({ companyId }: { companyId: string }, role: string, scope: Scope = "all"): Promise<CompanyScope> {
  const id = uuidv7();
  await asOwner(async (owner) => {
    await owner.query(`INSERT INTO users (id, email, first_name, last_name, email_verified_at) VALUES ($1, $2, 'Noa', 'Keller', now())`, [
      id,
      `${role}-${scope}-${id}@example.test`,
    ]);
    await owner.query(
      `INSERT INTO memberships (id, company_id, user_id, role_id, accepted_at) SELECT app.uuid_v7(), $1, $2, r.id, now() FROM roles r WHERE r.company_id = $1 AND r.key = $3`,
      [companyId, id, role],
    );
    if (scope !== "all")
      await owner.query(
        `INSERT INTO user_permissions (id, company_id, user_id, permission, is_granted, scope) SELECT app.uuid_v7(), $1, $2, p, true, $4::row_scope FROM unnest($3::text[]) p`,
        [companyId, id, scopedNouns.map((noun) => `${noun}:read`).filter((read) => mayRole(role, read as Permission)), scope],
      );
  });
  return scopeOf(companyId, id);
}

const scopeOf = (companyId: string, userId: string): CompanyScope => ({ companyId, actor: { kind: "user", id: userId } });

const cookies = new Map<string, Promise<string>>();

/** The session cookie of a member, opened once. */
export function cookieOf({ companyId, actor }: CompanyScope): Promise<string> {
  const key = `${companyId} ${actor.id}`;
  if (!cookies.has(key))
    cookies.set(
      key,
      openSession(new Request("http://localhost/login"), { userId: actor.id, companyId, clientAddress: "127.0.0.1" }).then(
        (line) => line.split(";")[0]!,
      ),
    );
  return cookies.get(key)!;
}

/** A request as a member's browser sends it; with `form` it is a post. */
export async function requestOf(
  scope: CompanyScope,
  path: string,
  { form, method }: { form?: Record<string, string | Array<string>> | FormData; method?: string } = {},
): Promise<Request> {
  const headers = { cookie: await cookieOf(scope) };
  if (!form) return new Request(`http://localhost${path}`, { headers, method });
  const body =
    form instanceof FormData
      ? form
      : new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string])));
  return new Request(`http://localhost${path}`, { method: method ?? "POST", headers, body });
}
