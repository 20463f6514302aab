import { expect, test } from "vitest";
import { action as logInAction } from "~/routes/public/login";
import { action as notMeAction, loader as notMeLoader } from "~/routes/public/security.not-me.$token";
import { loader as resetLoader } from "~/routes/public/reset.$token";
import { loader as securityLoader } from "~/routes/identity/settings.security._index";
import { action as revokeAction } from "~/routes/identity/settings.security.sessions.revoke";
import { action as revokeOthersAction } from "~/routes/identity/settings.security.sessions.revoke-others";
import { deviceName, networkOf } from "~/domains/identity/security/device.rules";
import { linkToken } from "~/platform/tokens.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { aBrowser, type Browser } from "./browser";

const logIn = (browser: Browser, { emails, password }: TestCompany, who: keyof TestCompany["emails"] = "owner") =>
  browser.post(logInAction, "/login", { email: emails[who], password });
const pageOf = (browser: Browser) => browser.get(securityLoader, "/settings/security");
interface Listed {
  idDigest: string;
  device: string;
  ipAddress: string;
  isCurrent: boolean;
}
const sessionsOf = async (browser: Browser) => (await pageOf(browser)).data.sessions as Array<Listed>;

test("one's sessions say device and address, the current one is marked, and no one else's is among them", async () => {
  const shop = await aCompany();
  const [mac, phone, colleague] = [
    aBrowser(),
    aBrowser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"),
    aBrowser(),
  ];
  await logIn(mac, shop);
  await logIn(phone, shop);
  await logIn(colleague, shop, "agent");
  const listed = await sessionsOf(mac);
  expect(listed.map(({ device, ipAddress, isCurrent }) => ({ device, ipAddress, isCurrent }))).toEqual(
    expect.arrayContaining([
      { device: "Chrome · macOS", ipAddress: mac.clientAddress, isCurrent: true },
      { device: "Safari · iPhone", ipAddress: phone.clientAddress, isCurrent: false },
    ]),
  );
  expect(listed).toHaveLength(2);
});

test("a session that was ended is refused from its next request on; another person's cannot be", async () => {
  const shop = await aCompany();
  const [mac, phone, colleague] = [aBrowser(), aBrowser("Mozilla/5.0 (Android 16) Firefox/145.0"), aBrowser()];
  for (const browser of [mac, phone]) await logIn(browser, shop);
  await logIn(colleague, shop, "agent");
  const theirs = (await sessionsOf(colleague))[0]!.idDigest;
  await mac.post(revokeAction, "/settings/security/sessions/revoke", { session: theirs });
  expect((await pageOf(colleague)).status).toBe(200);

  const { idDigest } = (await sessionsOf(mac)).find(({ isCurrent }) => !isCurrent)!;
  await mac.post(revokeAction, "/settings/security/sessions/revoke", { session: idDigest });
  expect((await pageOf(phone)).location).toMatch(/^\/login/);
  expect((await pageOf(mac)).status).toBe(200);
});

test("all others end at once, the one that asked stays", async () => {
  const shop = await aCompany();
  const browsers = [aBrowser(), aBrowser(), aBrowser()];
  for (const browser of browsers) await logIn(browser, shop);
  await browsers[1]!.post(revokeOthersAction, "/settings/security/sessions/revoke-others");
  expect(await Promise.all(browsers.map(async (browser) => (await pageOf(browser)).status))).toEqual([302, 200, 302]);
});

test("the first browser is nobody's news, a new one is; and 'this was not me' ends every session and chooses a new password", async () => {
  const shop = await aCompany();
  const factsOf = () =>
    asOwner(
      async (db) =>
        (
          await db.query<{ payload: { tokenId: string } }>(
            "SELECT payload FROM events WHERE company_id = $1 AND event_type = 'identity/new_device.met'",
            [shop.companyId],
          )
        ).rows,
    );
  const [mac, thief] = [aBrowser(), aBrowser("Mozilla/5.0 (X11; Linux x86_64) Chrome/139.0 Safari/537.36")];
  await logIn(mac, shop);
  await logIn(mac, shop);
  expect(await factsOf()).toEqual([]);
  await logIn(thief, shop);
  const [fact, ...more] = await factsOf();
  expect(more).toEqual([]);

  const token = linkToken("not_me", fact!.payload.tokenId);
  expect((await aBrowser().get(notMeLoader, `/security/not-me/${token}`, { token })).data).toEqual({ isOpen: true });
  expect((await pageOf(thief)).status).toBe(200);
  const denied = await aBrowser().post(notMeAction, `/security/not-me/${token}`, {}, { token });
  expect(denied.location).toMatch(/^\/reset\/.{40,}/);
  for (const browser of [mac, thief]) expect((await pageOf(browser)).location).toMatch(/^\/login/);
  const reset = denied.location!.split("/")[2]!;
  expect((await aBrowser().get(resetLoader, denied.location!, { token: reset })).data).toEqual({ isOpen: true });
  expect((await aBrowser().post(notMeAction, `/security/not-me/${token}`, {}, { token })).fault).toBe("identity.token.expired");
});

test("browsers are called by their names, and addresses belong to networks", () => {
  expect(deviceName("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0")).toBe(
    "Edge · Windows",
  );
  expect(deviceName(null)).toBe("");
  expect(["192.0.2.17", "::ffff:192.0.2.200"].map(networkOf)).toEqual(["192.0.2", "192.0.2"]);
  expect(["2001:db8:7::1", "2001:0db8:0007:ffff:1:2:3:4"].map(networkOf)).toEqual(["2001:db8:7", "2001:db8:7"]);
});
