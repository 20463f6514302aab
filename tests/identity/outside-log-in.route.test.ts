import { afterAll, beforeAll, expect, test } from "vitest";
import { action as logInAction, loader as logInLoader } from "~/routes/public/login";
import { action as joinAction, loader as joinLoader } from "~/routes/public/login_.join";
import { loader as beginLoader } from "~/routes/public/login_.with.$provider";
import { loader as callbackLoader } from "~/routes/public/login_.with.$provider_.callback";
import { action as leaveAction } from "~/routes/identity/settings.security.outside.leave";
import { loader as securityLoader } from "~/routes/identity/settings.security._index";
import { rereadEnv } from "~/platform/env.server";
import { setLogWriter } from "~/platform/logger";
import { aCompany, asOwner } from "~tests/factories/company";
import { fakeIssuer, type Lie } from "~tests/fakes/open-id";
import { network } from "~tests/setup/network";
import { aBrowser, type Browser } from "./browser";

type Provider = "google" | "microsoft";
const keys = {
  GOOGLE_CLIENT_ID: "essor-google",
  GOOGLE_CLIENT_SECRET: "secret",
  MICROSOFT_CLIENT_ID: "essor-ms",
  MICROSOFT_CLIENT_SECRET: "secret",
};

beforeAll(() => {
  Object.assign(process.env, keys);
  rereadEnv();
  setLogWriter(() => {});
});
afterAll(() => {
  for (const name of Object.keys(keys)) delete process.env[name];
  rereadEnv();
  setLogWriter((line) => console.log(line));
});

async function goThere(browser: Browser, provider: Provider, search = "") {
  const issuer = await fakeIssuer(provider, provider === "google" ? keys.GOOGLE_CLIENT_ID : keys.MICROSOFT_CLIENT_ID);
  network.use(...issuer.handlers);
  const { location } = await browser.get(beginLoader, `/login/with/${provider}${search}`, { provider });
  return { issuer, address: location! };
}
const comeBack = (browser: Browser, provider: Provider, answer: string) =>
  browser.get(callbackLoader, `/login/with/${provider}/callback?${answer}`, { provider });
const sub = () => `sub-${crypto.randomUUID()}`;

test("the way there is offered where its keys are, and nowhere else", async () => {
  expect((await aBrowser().get(logInLoader, "/login")).data.providers).toEqual(["google", "microsoft"]);
  delete process.env.GOOGLE_CLIENT_SECRET;
  rereadEnv();
  expect((await aBrowser().get(logInLoader, "/login")).data.providers).toEqual(["microsoft"]);
  expect((await aBrowser().get(beginLoader, "/login/with/google", { provider: "google" })).fault).toBe("identity.outside.unknown");
  Object.assign(process.env, keys);
  rereadEnv();
});

test("a verified address with an account here is joined by its password once, and then opens it", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const person = { sub: sub(), email: shop.emails.owner.toUpperCase(), email_verified: true };
  const browser = aBrowser();
  const { issuer, address } = await goThere(browser, "google", "?next=/tasks");
  expect(new URL(address).searchParams.get("code_challenge_method")).toBe("S256");
  expect((await comeBack(browser, "google", issuer.agree(address, person))).location).toBe("/login/join");
  expect((await browser.get(joinLoader, "/login/join")).data).toEqual({ provider: "google", email: shop.emails.owner });
  expect((await browser.post(joinAction, "/login/join", { password: "not this one" })).fault).toBe("identity.second.password_refused");
  expect((await browser.post(joinAction, "/login/join", { password: shop.password })).location).toBe("/tasks");

  const again = aBrowser();
  const second = await goThere(again, "google");
  expect((await comeBack(again, "google", second.issuer.agree(second.address, { ...person, email: other.emails.owner }))).location).toBe(
    "/",
  );
  const page = await again.get(securityLoader, "/settings/security");
  expect(page.data.identities).toMatchObject([{ provider: "google", email: shop.emails.owner }]);

  await again.post(leaveAction, "/settings/security/outside/leave", { provider: "google" });
  const third = await goThere(aBrowser(), "google");
  expect(third.address).toContain("https://google.example.test/authorize");
  const { rows } = await asOwner((db) => db.query("SELECT 1 FROM outside_identities WHERE subject = $1", [person.sub]));
  expect(rows).toEqual([]);
});

test("an address nobody vouches for joins nothing, and an unknown one opens no account", async () => {
  const shop = await aCompany();
  const tenant = crypto.randomUUID();
  for (const [provider, person] of [
    ["google", { sub: sub(), email: shop.emails.owner, email_verified: false }],
    ["microsoft", { sub: sub(), email: shop.emails.owner, tid: tenant }],
    ["google", { sub: sub(), email: "nobody-here@example.test", email_verified: true }],
  ] as const) {
    const browser = aBrowser();
    const { issuer, address } = await goThere(browser, provider);
    expect((await comeBack(browser, provider, issuer.agree(address, person))).fault).toBe("identity.outside.nobody");
    expect(browser.jar.has("essor")).toBe(false);
  }
});

test("whoever is logged in joins his account without an address being asked; nobody else's can be joined after", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const person = { sub: sub(), tid: crypto.randomUUID() };
  const join = async ({ emails, password }: typeof shop) => {
    const browser = aBrowser();
    await browser.post(logInAction, "/login", { email: emails.owner, password });
    const { issuer, address } = await goThere(browser, "microsoft", "?join=yes");
    return comeBack(browser, "microsoft", issuer.agree(address, person));
  };
  expect((await join(shop)).location).toBe("/settings/security");
  expect((await join(other)).fault).toBe("identity.outside.taken");
  const browser = aBrowser();
  const { issuer, address } = await goThere(browser, "microsoft");
  expect((await comeBack(browser, "microsoft", issuer.agree(address, person))).location).toBe("/");

  const sameSubElsewhere = aBrowser();
  const elsewhere = await goThere(sameSubElsewhere, "microsoft");
  const answer = elsewhere.issuer.agree(elsewhere.address, { ...person, tid: crypto.randomUUID() });
  expect((await comeBack(sameSubElsewhere, "microsoft", answer)).fault).toBe("identity.outside.nobody");
});

test.each<[Lie, string]>([
  ["nonce", "identity.outside.refused"],
  ["issuer", "identity.outside.refused"],
  ["audience", "identity.outside.refused"],
  ["signature", "identity.outside.refused"],
  ["expired", "identity.outside.refused"],
  ["refused", "identity.outside.refused"],
])("an identity with a wrong %s is refused", async (lie, fault) => {
  const shop = await aCompany();
  const browser = aBrowser();
  const { issuer, address } = await goThere(browser, "google");
  const answer = issuer.agree(address, { sub: sub(), email: shop.emails.owner, email_verified: true }, lie);
  expect((await comeBack(browser, "google", answer)).fault).toBe(fault);
});

test("an answer for another browser, with another state, or taken twice leads nowhere", async () => {
  const shop = await aCompany();
  const person = { sub: sub(), email: shop.emails.owner, email_verified: true };
  const [victim, attacker] = [aBrowser(), aBrowser()];
  const { issuer, address } = await goThere(attacker, "google");
  const answer = issuer.agree(address, person);
  expect((await comeBack(victim, "google", answer)).fault).toBe("identity.outside.lost");
  await goThere(victim, "google");
  expect((await comeBack(victim, "google", answer)).fault).toBe("identity.outside.lost");
  const jar = new Map(attacker.jar);
  network.use(...issuer.handlers);
  expect((await comeBack(attacker, "google", answer)).location).toBe("/login/join");
  for (const [name, value] of jar) attacker.jar.set(name, value);
  expect((await comeBack(attacker, "google", answer)).fault).toBe("identity.outside.refused");
});
