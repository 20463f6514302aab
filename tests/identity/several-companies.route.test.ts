import { expect, test } from "vitest";
import { companiesOf } from "~/domains/identity/company/my-companies.queries.server";
import { acceptInvitation } from "~/domains/identity/member/accept-invitation.server";
import { deactivateMember } from "~/domains/identity/member/deactivate-member.server";
import { inviteMember, resendInvitation, revokeInvitation } from "~/domains/identity/member/invite-member.server";
import { listMembers } from "~/domains/identity/member/member.queries.server";
import { openSession, sessionOf } from "~/platform/session.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { action as leave } from "~/routes/identity/settings.team_.leave";
import { action as enter } from "~/routes/public/companies.enter";
import { action as found } from "~/routes/public/companies.new";
import { action as accept, loader as invitePage } from "~/routes/public/invite.$token";
import { loader as noCompany } from "~/routes/public/no-company";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

let visitors = 0;
const args = (request: Request, params = {}) =>
  ({ request, params, context: { clientAddress: `10.7.0.${++visitors}`, nonce: "", requestId: "test" } }) as never;
const visit = (path: string, cookie = "", form?: Record<string, string>) =>
  new Request(`http://localhost${path}`, {
    headers: cookie ? { cookie } : {},
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
const cookieIn = (answer: unknown) =>
  (answer as Response).headers
    .getSetCookie()
    .find((line) => line.startsWith("essor="))!
    .split(";")[0]!;
const logIn = async ({ companyId, actor }: CompanyScope) =>
  (await openSession(visit("/login"), { userId: actor.id, companyId, clientAddress: "127.0.0.1" })).split(";")[0]!;
const caught = async (work: unknown) => {
  try {
    return await work;
  } catch (error) {
    return error;
  }
};
const inviteTo = (shop: TestCompany, email: string, language?: "fr" | "en") =>
  inCompany(shop.owner, (ctx) => inviteMember(ctx, { email, role: "agent", language })).then(({ invitationId }) => ({
    invitationId,
    token: linkToken("invitation", invitationId),
  }));
/** Bora's agent works for Alma too. */
async function inBoth() {
  const [alma, bora] = [await aCompany({ name: "Alma" }), await aCompany({ name: "Bora" })];
  const { token } = await inviteTo(alma, bora.emails.agent);
  await acceptInvitation(token, { userId: bora.agent.actor.id }, "fr");
  return { alma, bora, person: bora.agent };
}

test("one log-in enters either company, with a new session id each time, and no third", async () => {
  const { alma, bora, person } = await inBoth();
  const third = await aCompany();
  expect((await companiesOf(person.actor.id)).map(({ name, roleKey }) => [name, roleKey])).toEqual([
    ["Alma", "agent"],
    ["Bora", "agent"],
  ]);
  const before = await logIn(person);
  const answer = (await enter(args(visit("/companies/enter", before, { companyId: alma.companyId })))) as Response;
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"]);
  const after = cookieIn(answer);
  expect(await sessionOf(visit("/", before)), "the old id opens nothing").toBeNull();
  expect(await sessionOf(visit("/", after))).toMatchObject({ companyId: alma.companyId, userId: person.actor.id });

  for (const companyId of [third.companyId, crypto.randomUUID(), "x"])
    expect(await caught(enter(args(visit("/companies/enter", after, { companyId }))))).toMatchObject({ code: "platform.record.unknown" });
  expect(await sessionOf(visit("/", after)), "a refusal moves nothing").toMatchObject({ companyId: alma.companyId });
  expect(bora.companyId).not.toBe(alma.companyId);
});

test("inside one company nothing of the other is there: no place, no name, no colleague", async () => {
  const { alma, bora, person } = await inBoth();
  const here = { ...person, companyId: alma.companyId };
  const seen = await inCompany(here, async (ctx) => ({
    team: await listMembers(ctx),
    places: await ctx.db.membership.findMany({ select: { companyId: true } }),
    companies: await ctx.db.company.findMany({ select: { id: true } }),
  }));
  expect(new Set(seen.places.map(({ companyId }) => companyId))).toEqual(new Set([alma.companyId]));
  expect(seen.companies).toEqual([{ id: alma.companyId }]);
  expect(JSON.stringify(seen.team)).not.toContain(bora.emails.owner);
  expect(seen.team.members).toHaveLength(4);
});

test("a member who is taken out is out with his next request there, and still in at his other company", async () => {
  const { alma, bora, person } = await inBoth();
  const [inAlma, inBora] = [await logIn({ ...person, companyId: alma.companyId }), await logIn(person)];
  const { id: membershipId } = await inCompany(alma.owner, ({ db }) =>
    db.membership.findFirstOrThrow({ where: { userId: person.actor.id }, select: { id: true } }),
  );
  await inCompany(alma.owner, (ctx) => deactivateMember(ctx, { membershipId }));
  expect(await sessionOf(visit("/", inAlma))).toBeNull();
  expect(await sessionOf(visit("/", inBora))).toMatchObject({ companyId: bora.companyId });
  expect(await caught(enter(args(visit("/companies/enter", inBora, { companyId: alma.companyId }))))).toMatchObject({
    code: "platform.record.unknown",
  });
});

test("somebody who is here already makes a further company, and is its owner; without a proven address he makes none", async () => {
  const shop = await aCompany();
  const cookie = await logIn(shop.agent);
  const answer = (await found(args(visit("/companies/new", cookie, { name: "Cabinet Orme" })))) as Response;
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"]);
  expect(await sessionOf(visit("/", cookieIn(answer)))).toMatchObject({ roleKey: "owner", userId: shop.agent.actor.id });
  expect((await companiesOf(shop.agent.actor.id)).map(({ roleKey }) => roleKey).sort()).toEqual(["agent", "owner"]);

  await asOwner((owner) => owner.query("UPDATE users SET email_verified_at = NULL WHERE id = $1", [shop.manager.actor.id]));
  const refused = (await found(args(visit("/companies/new", await logIn(shop.manager), { name: "Cabinet Frêne" })))) as {
    init: { status: number };
  };
  expect(refused.init.status).toBe(403);
});

test("who leaves his only company stays logged in, in none, and is shown the way to one", async () => {
  const shop = await aCompany();
  const cookie = await logIn(shop.agent);
  const undecided = (await leave(args(visit("/settings/team/leave", cookie, {})))) as { init: { status: number } };
  expect(undecided.init.status).toBe(422);
  const answer = (await leave(args(visit("/settings/team/leave", cookie, { understood: "yes" })))) as Response;
  expect(answer.headers.get("location")).toBe("/no-company");
  const after = cookieIn(answer);
  expect(await sessionOf(visit("/", after))).toMatchObject({ companyId: null });
  expect(await noCompany(args(visit("/no-company", after)))).toEqual({ companies: [] });
});

const show = async (token: string, cookie = "") => invitePage(args(visit(`/invite/${token}?in=fr`, cookie), { token }));

test("each end of an invitation has its own name", async () => {
  const shop = await aCompany();
  const stranger = () => `guest-${crypto.randomUUID()}@example.test`;
  expect(await show("none")).toEqual({ state: "unknown" });

  const { invitationId, token } = await inviteTo(shop, stranger());
  const again = await inCompany(shop.owner, (ctx) => resendInvitation(ctx, { invitationId }));
  expect(await show(token), "the old link died").toMatchObject({ state: "replaced" });
  const fresh = linkToken("invitation", again.invitationId);
  expect(await show(fresh)).toMatchObject({ state: "open", who: "newcomer" });
  await asOwner((owner) =>
    owner.query("UPDATE invitations SET expires_at = now() - interval '1 second' WHERE id = $1", [again.invitationId]),
  );
  expect(await show(fresh)).toMatchObject({ state: "expired" });
  const newcomer = { firstName: "Rémi", lastName: "Lantier", password: "barque 19 lilas fer" };
  await expect(acceptInvitation(fresh, { newcomer }, "fr")).rejects.toThrow("identity.invitation.expired");

  const revived = await inCompany(shop.owner, (ctx) => resendInvitation(ctx, { invitationId: again.invitationId }));
  await acceptInvitation(linkToken("invitation", revived.invitationId), { newcomer }, "fr");
  expect(await show(linkToken("invitation", revived.invitationId))).toMatchObject({ state: "used" });
  await expect(inCompany(shop.owner, (ctx) => resendInvitation(ctx, revived))).rejects.toThrow("identity.invitation.closed");

  const other = await inviteTo(shop, stranger());
  await inCompany(shop.owner, (ctx) => revokeInvitation(ctx, other));
  expect(await show(other.token)).toMatchObject({ state: "revoked" });
});

test("a known person accepts as himself alone, keeps his password, and lands in the new company", async () => {
  const [alma, bora] = [await aCompany({ name: "Alma" }), await aCompany()];
  const { token } = await inviteTo(alma, bora.emails.agent);
  expect(await show(token)).toMatchObject({ who: "stranger" });
  const wrong = await logIn(bora.manager);
  expect(await show(token, wrong)).toMatchObject({ who: "other" });
  const refused = (await accept(args(visit(`/invite/${token}`, wrong, {}), { token }))) as { init: { status: number }; data: unknown };
  expect(refused.init.status).toBe(403);
  expect(JSON.stringify(refused.data)).toContain("identity.invitation.other_person");

  const own = await logIn(bora.agent);
  expect(await show(token, own)).toMatchObject({ who: "invitee" });
  const hash = () =>
    asOwner(async (owner) => (await owner.query("SELECT password_hash FROM users WHERE id = $1", [bora.agent.actor.id])).rows);
  const before = await hash();
  const cookie = cookieIn(await accept(args(visit(`/invite/${token}`, own, {}), { token })));
  expect(await sessionOf(visit("/", cookie))).toMatchObject({ companyId: alma.companyId, roleKey: "agent" });
  expect(await hash()).toEqual(before);
  expect(await show(token, cookie), "whoever is in is told so").toMatchObject({ who: "member" });
});

test("an invitation is read in the language that was chosen for it", async () => {
  const shop = await aCompany({ language: "fr" });
  const { token } = await inviteTo(shop, `guest-${crypto.randomUUID()}@example.test`, "en");
  const turned = (await caught(invitePage(args(visit(`/invite/${token}`), { token })))) as Response;
  expect(turned.headers.get("location")).toBe(`/invite/${token}?in=en`);
  expect(turned.headers.get("set-cookie")).toMatch(/^language=/);
});
