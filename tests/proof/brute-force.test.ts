import { expect, test } from "vitest";
import { action as logInAction } from "~/routes/public/login";
import { action as secondAction } from "~/routes/public/login_.second";
import { asUser } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { Browser } from "~tests/identity/browser";
import { figure, sized } from "./sized";

/**
 * Somebody tries an owner's passwords, from one address and from thousands, and, knowing the password, the codes of his app. Nothing opens;
 * a handful of guesses are looked at, whatever their number; and the owner comes in all the while, from his own browser at once, from a new
 * one by waiting a quarter of an hour.
 */
const tries = sized(400, 10_000);
const quarter = 15 * 60_000;

let drawn = 0;
const anyNetwork = () => {
  const n = ++drawn;
  return `100.${(n >> 8) & 255}.${n & 255}.7`;
};

async function logIn(browser: Browser, { emails }: TestCompany, password: string) {
  return browser.post(logInAction, "/login", { email: emails.owner, password });
}

/** Runs so many tries, eight at a time. @returns how often each answer came */
async function attack(count: number, attempt: (n: number) => Promise<{ location: string | null; fault: string | null }>) {
  const answers = new Map<string, number>();
  let next = 0;
  const one = async () => {
    while (next < count) {
      const { location, fault } = await attempt(next++);
      const answer = location ?? fault ?? "nothing";
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return answers;
}

/** A quarter of an hour goes by for whatever counts tries. */
const wait = () =>
  asOwner(async (owner) => {
    await owner.query("UPDATE login_waits SET next_at = next_at - interval '15 minutes'");
    await owner.query("DELETE FROM rate_windows WHERE key LIKE 'login.account%' OR key LIKE 'second.account%'");
  });

test("ten thousand guesses open nothing, and the owner is never kept out", async () => {
  const shop = await aCompany();
  const home = new Browser("192.0.2.10");
  expect((await logIn(home, shop, shop.password)).location).toBe("/");
  home.jar.delete("essor");

  const began = Date.now();
  const passwords = Math.ceil(tries * 0.7);
  const answers = await attack(passwords, (n) => logIn(new Browser(n % 2 ? anyNetwork() : "198.51.100.7"), shop, `tilleul agrafe ${n}`));
  const windows = 2 + Math.floor((Date.now() - began) / quarter);
  const lookedAt = answers.get("identity.login.refused") ?? 0;
  expect([...answers.keys()].filter((answer) => answer.startsWith("/"))).toEqual([]);
  expect(lookedAt).toBeLessThanOrEqual(40 * windows);
  expect(lookedAt).toBeGreaterThan(0);
  figure("guesses at a password", passwords);
  figure("of which looked at", lookedAt);

  expect((await logIn(home, shop, shop.password)).location).toBe("/");
  home.jar.delete("essor");
  const abroad = new Browser("203.0.113.77");
  await attack(60, () => logIn(new Browser(anyNetwork()), shop, "tilleul"));
  expect((await logIn(abroad, shop, shop.password)).fault, "right, but in the middle of the attack").toBe("platform.rate.too_many");
  await wait();
  expect((await logIn(abroad, shop, shop.password)).location).toBe("/");
});

test("thousands of codes open nothing to whoever knows the password", async () => {
  const shop = await aCompany();
  const userId = shop.owner.actor.id;
  const home = new Browser("192.0.2.11");
  await logIn(home, shop, shop.password);
  await asUser(userId, ({ db }) =>
    db.authenticatorApp.create({ data: { userId, sealedSecret: "v1.none.AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA" } }),
  );
  await asUser(userId, ({ db }) => db.recoveryCode.create({ data: { userId, codeHash: "0".repeat(64) } }));
  await asOwner((owner) => owner.query("UPDATE authenticator_apps SET confirmed_at = now() WHERE user_id = $1", [userId]));

  const thief = new Browser("198.51.100.8");
  expect((await logIn(thief, shop, shop.password)).location).toBe("/login/second?next=%2F");
  const began = Date.now();
  const codes = tries - Math.ceil(tries * 0.7);
  const answers = await attack(codes, (n) => {
    const elsewhere = new Browser(n % 2 ? anyNetwork() : thief.clientAddress);
    for (const [name, value] of thief.jar) elsewhere.jar.set(name, value);
    return elsewhere.post(secondAction, "/login/second", { with: "recovery", code: `aaaa-bbbb-cccc-${n}` });
  });
  const windows = 2 + Math.floor((Date.now() - began) / quarter);
  expect([...answers.keys()].filter((answer) => answer.startsWith("/"))).toEqual([]);
  const lookedAt = answers.get("identity.second.refused") ?? 0;
  expect(lookedAt).toBeLessThanOrEqual(10 * windows);
  figure("guesses at a second factor", codes);
  figure("of which looked at", lookedAt);
});
