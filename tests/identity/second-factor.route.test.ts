import { TOTP, Secret } from "otpauth";
import { afterEach, expect, test } from "vitest";
import { loader as appLoader, action as appAction } from "~/routes/public/security.app";
import { action as codesAction, loader as codesLoader } from "~/routes/public/security.codes";
import { action as confirmAction, loader as confirmLoader } from "~/routes/public/security.confirm";
import { loader as enrolLoader } from "~/routes/public/security.enrol";
import { action as logInAction } from "~/routes/public/login";
import { action as secondAction, loader as secondLoader } from "~/routes/public/login_.second";
import { action as resetAction } from "~/routes/public/reset.$token";
import { action as removeAppAction } from "~/routes/identity/settings.security.app.remove";
import { action as ruleAction } from "~/routes/identity/settings.security.rule";
import { loader as securityLoader } from "~/routes/identity/settings.security._index";
import { askReset } from "~/domains/identity/account/reset-password.server";
import { setClock } from "~/platform/clock";
import { asUser } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { aBrowser, type Browser } from "./browser";

afterEach(() => setClock());

const start = Date.now();
/** Sets the product's clock so many half minutes on: each test's codes are of their own moment. */
const at = (halfMinutes: number) => setClock(() => new Date(start + halfMinutes * 30_000));
const codeOf = (key: string, halfMinutes: number) =>
  new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) }).generate({ timestamp: start + halfMinutes * 30_000 });

async function logIn(browser: Browser, { emails, password }: TestCompany, who: keyof TestCompany["emails"] = "owner") {
  return browser.post(logInAction, "/login", { email: emails[who], password, next: "/prospects" });
}

/** An owner who has an app and his codes, and the browser he set it up with. */
async function withApp(shop: TestCompany) {
  const browser = aBrowser();
  await logIn(browser, shop);
  const { key } = (await browser.get(appLoader, "/security/app")).data as { key: string };
  at(0);
  const added = await browser.post(appAction, "/security/app", { code: codeOf(key, 0), next: "/settings/security" });
  expect(added).toMatchObject({ status: 302, location: "/security/codes?next=%2Fsettings%2Fsecurity" });
  const { codes } = (await browser.post(codesAction, "/security/codes")).data as { codes: Array<string> };
  return { browser, key, codes };
}

test("an app is on only after its first code, and its seed lies sealed", async () => {
  const shop = await aCompany();
  const browser = aBrowser();
  await logIn(browser, shop);
  const shown = (await browser.get(appLoader, "/security/app")).data as { key: string; picture: string };
  expect(shown.picture).toMatch(/^<svg/);
  expect(((await browser.get(appLoader, "/security/app")).data as { key: string }).key).toBe(shown.key);
  at(0);
  expect((await browser.post(appAction, "/security/app", { code: codeOf(shown.key, 40) })).fault).toBe("identity.second.refused");
  expect((await logIn(aBrowser(), shop)).location).toBe("/prospects");

  await browser.post(appAction, "/security/app", { code: codeOf(shown.key, 0) });
  expect((await logIn(aBrowser(), shop)).location).toBe("/login/second?next=%2Fprospects");
  const rows = await asOwner(async (owner) => JSON.stringify((await owner.query("SELECT * FROM authenticator_apps")).rows));
  expect(rows).not.toContain(shown.key.replaceAll(" ", ""));
  expect(rows).toMatch(/v1\.[\w-]+\./);
});

test("with an app the password alone opens nothing; with a code of now, before or after it does, each once", async () => {
  const shop = await aCompany();
  const { key } = await withApp(shop);
  const browser = aBrowser();
  await logIn(browser, shop);
  expect((await browser.get(securityLoader, "/settings/security")).location).toBe("/login?next=%2Fsettings%2Fsecurity");
  at(10);
  expect((await browser.post(secondAction, "/login/second", { with: "app", code: codeOf(key, 7) })).fault).toBe("identity.second.refused");
  expect((await browser.post(secondAction, "/login/second", { with: "app", code: codeOf(key, 9), next: "/tasks" })).location).toBe(
    "/tasks",
  );
  expect((await browser.get(securityLoader, "/settings/security")).status).toBe(200);

  const other = aBrowser();
  await logIn(other, shop);
  expect((await other.post(secondAction, "/login/second", { with: "app", code: codeOf(key, 9) })).fault).toBe("identity.second.refused");
  expect((await other.post(secondAction, "/login/second", { with: "app", code: codeOf(key, 11) })).location).toBe("/");
});

test("half a log-in is good for one whole one, and for nobody without it", async () => {
  const shop = await aCompany();
  const { key } = await withApp(shop);
  const browser = aBrowser();
  await logIn(browser, shop);
  const kept = new Map(browser.jar);
  at(20);
  await browser.post(secondAction, "/login/second", { with: "app", code: codeOf(key, 20) });
  for (const [name, value] of kept) browser.jar.set(name, value);
  expect((await browser.post(secondAction, "/login/second", { with: "app", code: codeOf(key, 21) })).location).toBe("/login");
  expect((await aBrowser().get(secondLoader, "/login/second")).location).toBe("/login");
});

test("a recovery code opens once; when few are left the next page says so", async () => {
  const shop = await aCompany();
  const { codes } = await withApp(shop);
  expect(new Set(codes).size).toBe(10);
  expect(codes[0]).toMatch(/^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/);
  const dump = await asOwner(async (owner) => JSON.stringify((await owner.query("SELECT * FROM recovery_codes")).rows));
  for (const code of codes) expect(dump).not.toContain(code.replaceAll("-", ""));

  const enterBy = async (code: string) => {
    const browser = aBrowser();
    await logIn(browser, shop);
    return { browser, told: await browser.post(secondAction, "/login/second", { with: "recovery", code }) };
  };
  const first = await enterBy(` ${codes[0]!.toUpperCase()} `);
  expect(first.told.location).toBe("/");
  expect((await enterBy(codes[0]!)).told.fault).toBe("identity.second.refused");
  const { browser } = await enterBy(codes[1]!);
  expect(decodeURIComponent(browser.jar.get("notice")!)).toBeTruthy();
  const told = JSON.parse(Buffer.from(decodeURIComponent(browser.jar.get("notice")!), "base64").toString()) as object;
  expect(told).toMatchObject({ code: "identity:security.codes.left", values: { count: 8 } });
});

test("new recovery codes end the old ones", async () => {
  const shop = await aCompany();
  const { browser, codes } = await withApp(shop);
  const renewed = (await browser.post(codesAction, "/security/codes")).data as { codes: Array<string> };
  expect((await browser.get(codesLoader, "/security/codes")).data).toMatchObject({ left: 10 });
  const other = aBrowser();
  await logIn(other, shop);
  expect((await other.post(secondAction, "/login/second", { with: "recovery", code: codes[5]! })).fault).toBe("identity.second.refused");
  expect((await other.post(secondAction, "/login/second", { with: "recovery", code: renewed.codes[5]! })).location).toBe("/");
});

test("a password chosen anew by mail does not pass the second factor by", async () => {
  const shop = await aCompany();
  await withApp(shop);
  await askReset(shop.emails.owner);
  const userId = shop.owner.actor.id;
  const { id } = await asUser(userId, ({ db }) =>
    db.userToken.findFirstOrThrow({ where: { userId, purpose: "reset_password", usedAt: null }, select: { id: true } }),
  );
  const token = linkToken("reset_password", id);
  const browser = aBrowser();
  const told = await browser.post(resetAction, `/reset/${token}`, { password: "girouette 77 moulin" }, { token });
  expect(told.location).toBe("/login/second?next=%2F");
  expect(browser.jar.has("essor")).toBe(false);
});

test("a sensitive act asks again after fifteen minutes, and comes back to where it was", async () => {
  const shop = await aCompany();
  const { browser, key } = await withApp(shop);
  const remove = () => browser.post(removeAppAction, "/settings/security/app/remove");
  await asOwner((owner) => owner.query("UPDATE companies SET second_factor_for = 'nobody' WHERE id = $1", [shop.companyId]));
  at(31);
  expect((await remove()).location).toBe("/security/confirm?next=%2Fsettings%2Fsecurity");
  expect((await browser.get(confirmLoader, "/security/confirm?next=/settings/security")).data).toMatchObject({
    app: true,
    password: false,
  });
  expect((await browser.post(confirmAction, "/security/confirm", { with: "password", password: shop.password })).fault).toBe(
    "identity.second.password_refused",
  );
  const before = browser.jar.get("essor");
  const told = await browser.post(confirmAction, "/security/confirm", { with: "app", code: codeOf(key, 31), next: "/settings/security" });
  expect(told.location).toBe("/settings/security");
  expect(browser.jar.get("essor")).not.toBe(before);
  expect((await remove()).location).toBe("/settings/security");
  expect((await logIn(aBrowser(), shop)).location).toBe("/prospects");
});

test("whoever has no second factor confirms by his password", async () => {
  const shop = await aCompany();
  const browser = aBrowser();
  await logIn(browser, shop, "agent");
  at(31);
  expect((await browser.get(appLoader, "/security/app")).location).toBe("/security/confirm?next=%2Fsecurity%2Fapp");
  const told = await browser.post(confirmAction, "/security/confirm", { with: "password", password: shop.password, next: "/security/app" });
  expect(told.location).toBe("/security/app");
  expect((await browser.get(appLoader, "/security/app")).status).toBe(200);
});

test("an owner has seven days; then every page of his leads to where he sets a factor up, and his agent's does not", async () => {
  const shop = await aCompany();
  const [owner, agent] = [aBrowser(), aBrowser()];
  expect((await logIn(owner, shop)).location).toBe("/prospects");
  await logIn(agent, shop, "agent");
  await asOwner((db) =>
    db.query(
      `WITH c AS (UPDATE companies SET second_factor_since = now() - interval '8 days' WHERE id = $1)
       UPDATE memberships SET accepted_at = now() - interval '8 days', created_at = now() - interval '8 days' WHERE company_id = $1`,
      [shop.companyId],
    ),
  );
  expect((await owner.get(securityLoader, "/settings/security")).location).toBe("/security/enrol?next=%2Fsettings%2Fsecurity");
  expect((await owner.get(enrolLoader, "/security/enrol")).data).toMatchObject({ mayWait: false });
  expect((await agent.get(securityLoader, "/settings/security")).status).toBe(200);
  expect((await logIn(aBrowser(), shop)).location).toBe("/security/enrol?next=%2Fprospects");
});

test("the rule is the company's: a stricter one gives seven days anew, another company's stays as it was", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const browser = aBrowser();
  await logIn(browser, shop);
  expect((await browser.post(ruleAction, "/settings/security/rule", { secondFactorFor: "all" })).location).toBe("/settings/security");
  const rules = await asOwner(
    async (db) =>
      (
        await db.query<{ second_factor_for: string }>("SELECT second_factor_for FROM companies WHERE id = ANY ($1) ORDER BY created_at", [
          [shop.companyId, other.companyId],
        ])
      ).rows,
  );
  expect(rules.map((row) => row.second_factor_for)).toEqual(["all", "owners"]);
  const agent = aBrowser();
  expect((await logIn(agent, shop, "agent")).location).toBe("/prospects");
  expect((await agent.post(ruleAction, "/settings/security/rule", { secondFactorFor: "nobody" })).fault).toBe("platform.gate.forbidden");
});

test("the last factor stays while the rule asks for one", async () => {
  const shop = await aCompany();
  const { browser } = await withApp(shop);
  expect((await browser.post(removeAppAction, "/settings/security/app/remove")).location).toBe("/settings/security");
  const { factors } = (await browser.get(securityLoader, "/settings/security")).data as { factors: { app: boolean } };
  expect(factors.app).toBe(true);
});
