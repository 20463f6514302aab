import { expect, test } from "vitest";
import { action as logInAction, loader as logInLoader } from "~/routes/public/login";
import { action as passkeyLogInAction } from "~/routes/public/login_.passkey";
import { action as secondAction, loader as secondLoader } from "~/routes/public/login_.second";
import { action as addAction, loader as addLoader } from "~/routes/public/security.passkey";
import { action as removeAction } from "~/routes/identity/settings.security.passkeys.$passkeyId.remove";
import { loader as securityLoader } from "~/routes/identity/settings.security._index";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { fakeAuthenticator } from "~tests/fakes/authenticator";
import { aBrowser, type Browser } from "./browser";

const logIn = (browser: Browser, { emails, password }: TestCompany, who: keyof TestCompany["emails"] = "owner") =>
  browser.post(logInAction, "/login", { email: emails[who], password });
const challengeOf = (told: { data: Record<string, unknown> }, name: string) => (told.data[name] as { challenge: string }).challenge;

/** Somebody who has added this passkey, named "Mac", and the browser he did it in. */
async function withPasskey(shop: TestCompany, key: ReturnType<typeof fakeAuthenticator>, who: keyof TestCompany["emails"] = "owner") {
  const browser = aBrowser();
  await logIn(browser, shop, who);
  const challenge = challengeOf(await browser.get(addLoader, "/security/passkey"), "options");
  const added = await browser.post(addAction, "/security/passkey", {
    name: "Mac",
    answer: key.make(challenge),
    next: "/settings/security",
  });
  return { browser, added };
}
const passkeysOf = async (browser: Browser) =>
  (await browser.get(securityLoader, "/settings/security")).data.passkeys as Array<{ id: string; name: string; lastUsedAt: Date | null }>;

test("a passkey is added under its name and alone logs its person in, without a word of who he is", async () => {
  const [shop, key] = [await aCompany(), fakeAuthenticator()];
  const { browser, added } = await withPasskey(shop, key);
  expect(added.location).toBe("/security/codes?next=%2Fsettings%2Fsecurity");
  expect(await passkeysOf(browser)).toMatchObject([{ name: "Mac", lastUsedAt: null }]);

  const other = aBrowser();
  const asked = (await other.get(logInLoader, "/login")).data.passkey as { challenge: string; allowCredentials: Array<unknown> };
  expect(asked.allowCredentials).toEqual([]);
  const told = await other.post(passkeyLogInAction, "/login/passkey", { answer: key.use(asked.challenge), next: "/tasks" });
  expect(told.location).toBe("/tasks");
  expect((await passkeysOf(other))[0]!.lastUsedAt).not.toBeNull();
});

test("an answer is taken once, in the browser that was asked, for this site, from a key that is known", async () => {
  const [shop, key] = [await aCompany(), fakeAuthenticator()];
  await withPasskey(shop, key);
  const tried = async (answerTo: (challenge: string) => string) => {
    const browser = aBrowser();
    const challenge = challengeOf(await browser.get(logInLoader, "/login"), "passkey");
    return browser.post(passkeyLogInAction, "/login/passkey", { answer: answerTo(challenge) });
  };
  const elsewhere = challengeOf(await aBrowser().get(logInLoader, "/login"), "passkey");
  expect((await tried(() => key.use(elsewhere))).fault).toBe("identity.passkey.refused");
  expect((await tried((challenge) => fakeAuthenticator().use(challenge))).fault).toBe("identity.passkey.refused");
  expect((await tried(() => "not an answer")).fault).toBe("identity.passkey.refused");
  const forged = (challenge: string) => key.use(challenge).replace(/"signature":"[^"]{8}/, (found) => `${found.slice(0, -8)}AAAAAAAA`);
  expect((await tried(forged)).fault).toBe("identity.passkey.refused");

  const browser = aBrowser();
  const challenge = challengeOf(await browser.get(logInLoader, "/login"), "passkey");
  const jar = new Map(browser.jar);
  const answer = key.use(challenge);
  expect((await browser.post(passkeyLogInAction, "/login/passkey", { answer })).location).toBe("/");
  const thief = aBrowser();
  for (const [name, value] of jar) thief.jar.set(name, value);
  expect((await thief.post(passkeyLogInAction, "/login/passkey", { answer })).fault).toBe("identity.passkey.refused");
});

test("a passkey made on another site is none of ours", async () => {
  const [shop, key] = [await aCompany(), fakeAuthenticator({ origin: "http://localhost.evil.example:3000" })];
  const { added } = await withPasskey(shop, key);
  expect(added.fault).toBe("identity.passkey.refused");
});

test("a key that does not know its holder is a second factor, never a log-in by itself", async () => {
  const [shop, key] = [await aCompany(), fakeAuthenticator({ verified: false })];
  await withPasskey(shop, key);
  const alone = aBrowser();
  const challenge = challengeOf(await alone.get(logInLoader, "/login"), "passkey");
  expect((await alone.post(passkeyLogInAction, "/login/passkey", { answer: key.use(challenge) })).fault).toBe("identity.passkey.refused");

  const browser = aBrowser();
  expect((await logIn(browser, shop)).location).toBe("/login/second?next=%2F");
  const asked = await browser.get(secondLoader, "/login/second");
  expect(asked.data.passkey).toMatchObject({ allowCredentials: [{ id: key.credentialId }] });
  const answer = key.use(challengeOf(asked, "passkey"));
  expect((await browser.post(secondAction, "/login/second", { with: "passkey", answer })).location).toBe("/");
});

test("another person's passkey is no second factor of mine, and nobody removes it but he", async () => {
  const [shop, mine, his] = [await aCompany(), fakeAuthenticator(), fakeAuthenticator()];
  const { browser: owner } = await withPasskey(shop, mine);
  const { browser: agent } = await withPasskey(shop, his, "agent");
  const browser = aBrowser();
  await logIn(browser, shop);
  const answer = his.use(challengeOf(await browser.get(secondLoader, "/login/second"), "passkey"));
  expect((await browser.post(secondAction, "/login/second", { with: "passkey", answer })).fault).toBe("identity.passkey.refused");

  const [passkey] = await passkeysOf(agent);
  const remove = (who: Browser) =>
    who.post(removeAction, `/settings/security/passkeys/${passkey!.id}/remove`, {}, { passkeyId: passkey!.id });
  expect((await remove(owner)).fault).toBe("platform.record.unknown");
  expect((await remove(agent)).location).toBe("/settings/security");
  const { rows } = await asOwner((db) => db.query("SELECT 1 FROM passkeys WHERE user_id = $1", [shop.agent.actor.id]));
  expect(rows).toEqual([]);
  expect((await logIn(aBrowser(), shop, "agent")).location).toBe("/");
});
