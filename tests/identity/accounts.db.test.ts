import { expect, test } from "vitest";
import { askReset, resetPassword } from "~/domains/identity/account/reset-password.server";
import { logIn } from "~/domains/identity/account/log-in.server";
import { signUp } from "~/domains/identity/account/sign-up.server";
import { verifyEmail } from "~/domains/identity/account/verify-email.server";
import { sessionByDigest } from "~/platform/across.server";
import { roleKeys } from "~/platform/permissions";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { openSession, sessionOf } from "~/platform/session.server";
import { linkToken } from "~/platform/tokens.server";
import { aCompany, asOwner } from "~tests/factories/company";

const person = { companyName: "Cabinet Orme", firstName: "Nadia", lastName: "Queffélec", password: "tuile orage 2291 pluie" };
const here = { language: "fr", timezone: "Europe/Paris" };
const visit = (cookie?: string) => new Request("http://localhost/", { headers: cookie ? { cookie } : {} });

const openToken = (userId: string, purpose: string) =>
  asUser(userId, ({ db }) => db.userToken.findFirstOrThrow({ where: { userId, purpose, usedAt: null }, select: { id: true } }));

test("signing up makes a company on trial with its owner, its roles and its counters", async () => {
  const shop = await aCompany();
  const facts = await inCompany(shop.owner, async ({ db }) => ({
    company: await db.company.findFirstOrThrow({ include: { roles: true, usageLimit: true, plan: true } }),
    owner: await db.membership.findFirstOrThrow({ where: { isOwner: true }, include: { role: true } }),
  }));
  expect(facts.company.trialEndsAt!.getTime() - facts.company.createdAt.getTime()).toBeGreaterThan(13.9 * 86_400_000);
  expect(facts.company.roles.map(({ key }) => key).sort()).toEqual([...roleKeys].sort());
  expect(facts.company.usageLimit).toMatchObject({ emailsLimitDaily: facts.company.plan!.emailsLimitDaily, emailsSentToday: 0 });
  expect(facts.owner).toMatchObject({ role: { key: "owner" }, userId: shop.owner.actor.id });
});

test("a known address makes no second account and its password stays", async () => {
  const shop = await aCompany();
  expect(await signUp({ ...person, email: shop.emails.owner }, here)).toBeNull();
  expect(await logIn({ email: shop.emails.owner, password: person.password })).toBeNull();
  expect(await logIn({ email: shop.emails.owner, password: shop.password })).toMatchObject({ companyId: shop.companyId });
});

test("a password that is guessed at once is refused", async () => {
  for (const password of ["motdepasse123", "Password12345", "aaaaaaaaaaaaaa", "abcdefghijklmnop", "Queffélec2026!!"])
    await expect(signUp({ ...person, password, email: `weak-${crypto.randomUUID()}@example.test` }, here)).rejects.toThrow(
      "identity.password.guessable",
    );
});

test("an unknown address and a wrong password get the same answer", async () => {
  const shop = await aCompany();
  expect(await logIn({ email: "nobody@example.test", password: shop.password })).toBeNull();
  expect(await logIn({ email: shop.emails.owner, password: "not this one at all" })).toBeNull();
});

test("a confirmation link works once", async () => {
  const signedUp = (await signUp({ ...person, email: `once-${crypto.randomUUID()}@example.test` }, here))!;
  const { id } = await openToken(signedUp.userId, "verify_email");
  await verifyEmail(linkToken("verify_email", id));
  await expect(verifyEmail(linkToken("verify_email", id))).rejects.toThrow("identity.token.expired");
});

test("a new password ends every session and its link works once", async () => {
  const shop = await aCompany();
  const userId = shop.owner.actor.id;
  const cookie = (await openSession(visit(), { userId, companyId: shop.companyId, clientAddress: "::1" })).split(";")[0]!;
  expect(await sessionOf(visit(cookie))).toMatchObject({ userId });
  await askReset(shop.emails.owner);
  const { id } = await openToken(userId, "reset_password");
  const token = linkToken("reset_password", id);
  await expect(resetPassword({ token, password: "passwordpassword" })).rejects.toThrow("identity.password.guessable");
  await resetPassword({ token, password: "girouette 77 moulin" });
  await expect(resetPassword({ token, password: "another one 12345" })).rejects.toThrow("identity.token.expired");
  expect(await sessionOf(visit(cookie))).toBeNull();
  expect(await logIn({ email: shop.emails.owner, password: "girouette 77 moulin" })).toMatchObject({ userId });
});

test("asking for a reset of an unknown address does nothing and says nothing", async () => {
  await expect(askReset("nobody-here@example.test")).resolves.toBeUndefined();
});

test("the tables keep digests of sessions and links, never the secrets", async () => {
  const shop = await aCompany();
  const cookie = await openSession(visit(), { userId: shop.owner.actor.id, companyId: shop.companyId, clientAddress: "::1" });
  const dump = await asOwner(async (owner) =>
    JSON.stringify([
      (await owner.query("SELECT * FROM sessions")).rows,
      (await owner.query("SELECT * FROM user_tokens")).rows,
      (await owner.query("SELECT * FROM invitations")).rows,
    ]),
  );
  const secret = Buffer.from(decodeURIComponent(/=([^;]+)/.exec(cookie)![1]!).split(".")[0]!, "base64")
    .toString()
    .replaceAll('"', "");
  expect(secret.length).toBeGreaterThan(40);
  expect(dump).not.toContain(secret);
  const tokens = await asOwner(
    async (owner) => (await owner.query<{ id: string; purpose: "verify_email" }>("SELECT id, purpose FROM user_tokens LIMIT 50")).rows,
  );
  for (const { id, purpose } of tokens) expect(dump).not.toContain(linkToken(purpose, id));
});

test("a session ends after twelve hours of silence", async () => {
  const shop = await aCompany();
  const cookie = (await openSession(visit(), { userId: shop.owner.actor.id, companyId: shop.companyId, clientAddress: "::1" })).split(
    ";",
  )[0]!;
  await asOwner((owner) =>
    owner.query("UPDATE sessions SET last_seen_at = now() - interval '13 hours' WHERE user_id = $1", [shop.owner.actor.id]),
  );
  expect(await sessionOf(visit(cookie))).toBeNull();
});

test("a member whose place has ended is out with his next request", async () => {
  const shop = await aCompany();
  const cookie = (await openSession(visit(), { userId: shop.agent.actor.id, companyId: shop.companyId, clientAddress: "::1" })).split(
    ";",
  )[0]!;
  await inCompany(shop.owner, ({ db }) => db.membership.updateMany({ where: { userId: shop.agent.actor.id }, data: { isActive: false } }));
  expect(await sessionOf(visit(cookie))).toBeNull();
});

test("a forged session id opens nothing", async () => {
  expect(await sessionByDigest("0".repeat(64))).toBeNull();
  expect(await sessionOf(visit("essor=eyJmb3JnZWQiOnRydWV9.c2lnbmF0dXJl"))).toBeNull();
});
