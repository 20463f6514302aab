import { expect, test } from "vitest";
import { action as logInAction } from "~/routes/public/login";
import { action as logOutAction } from "~/routes/public/logout";
import { action as forgotAction } from "~/routes/public/forgot";
import { action as signUpAction } from "~/routes/public/signup";
import { loader as teamLoader, action as inviteAction } from "~/routes/identity/settings.team";
import { action as companyAction, loader as companyLoader } from "~/routes/identity/settings.company";
import { sessionOf } from "~/platform/session.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, requestOf } from "~tests/factories/company";

let visitors = 0;
const args = (request: Request, clientAddress = `10.1.0.${++visitors}`) =>
  ({ request, params: {}, context: { clientAddress, nonce: "", requestId: "test" } }) as never;
const post = (path: string, fields: Record<string, string>, headers = {}) =>
  new Request(`http://localhost${path}`, { method: "POST", body: new URLSearchParams(fields), headers });
const answerOf = (answer: unknown) => answer as { init?: { status?: number }; data?: { error?: Record<string, Array<string>> } };

test("logging in opens a session with a new id each time and goes where one was going", async () => {
  const shop = await aCompany();
  const logIn = async (cookie?: string) =>
    (await logInAction(
      args(
        post(
          "/login",
          { email: shop.emails.owner.toUpperCase(), password: shop.password, next: "/prospects?q=x" },
          cookie ? { cookie } : {},
        ),
      ),
    )) as Response;
  const first = await logIn();
  expect([first.status, first.headers.get("location")]).toEqual([302, "/prospects?q=x"]);
  const cookie = first.headers.get("set-cookie")!;
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  const second = await logIn(cookie.split(";")[0]);
  const open = (line: string) => sessionOf(new Request("http://localhost/", { headers: { cookie: line.split(";")[0]! } }));
  expect(await open(second.headers.get("set-cookie")!)).toMatchObject({ companyId: shop.companyId, roleKey: "owner" });
  expect(await open(cookie)).toBeNull();
});

test("a log-in leads to no other site", async () => {
  const shop = await aCompany();
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const answer = (await logInAction(args(post("/login", { email: shop.emails.agent, password: shop.password, next }, {})))) as Response;
    expect(answer.headers.get("location"), next).toBe("/");
  }
});

test("a wrong password and an unknown address are answered alike", async () => {
  const shop = await aCompany();
  const wrong = answerOf(await logInAction(args(post("/login", { email: shop.emails.owner, password: "not the one" }))));
  const unknown = answerOf(await logInAction(args(post("/login", { email: "nobody@example.test", password: "not the one" }))));
  expect(wrong.init?.status).toBe(422);
  expect(wrong.data?.error).toEqual({ "": ["identity.login.refused"] });
  expect({ ...unknown.data, initialValue: null }).toEqual({ ...wrong.data, initialValue: null });
});

test("the sixth try in a minute is refused, for that account and not for others", async () => {
  const shop = await aCompany();
  const attempt = (email: string, password: string) => logInAction(args(post("/login", { email, password })));
  for (let n = 0; n < 5; n++) await attempt(shop.emails.owner, "wrong");
  expect(answerOf(await attempt(shop.emails.owner, shop.password)).data?.error).toEqual({ "": ["platform.rate.too_many"] });
  expect(((await attempt(shop.emails.agent, shop.password)) as Response).status).toBe(302);
});

test("logging out ends the session on the server", async () => {
  const shop = await aCompany();
  const answer = (await logInAction(args(post("/login", { email: shop.emails.agent, password: shop.password })))) as Response;
  const cookie = answer.headers.get("set-cookie")!.split(";")[0]!;
  await logOutAction(args(post("/logout", {}, { cookie })));
  expect(await sessionOf(new Request("http://localhost/", { headers: { cookie } }))).toBeNull();
});

test("signing up and asking for a reset say the same for known and unknown addresses", async () => {
  const shop = await aCompany();
  const fields = { companyName: "Cabinet Orme", firstName: "Nadia", lastName: "Queffélec", password: "tuile orage 2291 pluie" };
  const stranger = `new-${crypto.randomUUID()}@example.test`;
  const signUps = [
    await signUpAction(args(post("/signup", { ...fields, email: shop.emails.owner }))),
    await signUpAction(args(post("/signup", { ...fields, email: stranger }))),
  ];
  expect(signUps.map((answer) => ({ ...(answer as { data: object }).data, sentTo: null }))).toEqual([
    { sentTo: null, hasMailbox: true },
    { sentTo: null, hasMailbox: true },
  ]);
  const resets = [
    await forgotAction(args(post("/forgot", { email: shop.emails.owner }))),
    await forgotAction(args(post("/forgot", { email: "nobody@example.test" }))),
  ];
  expect(resets.map((answer) => Object.keys((answer as { data: object }).data))).toEqual([["sentTo"], ["sentTo"]]);
});

test("only the owner invites and changes the company; a stranger is sent to the log-in", async () => {
  const shop = await aCompany();
  for (const member of [shop.manager, shop.agent]) {
    await expect(
      inviteAction(args(await requestOf(member, "/settings/team", { form: { email: "x@example.test", role: "agent" } }))),
    ).rejects.toThrow("platform.gate.forbidden");
    await expect(companyLoader(args(await requestOf(member, "/settings/company")))).rejects.toThrow("platform.gate.forbidden");
  }
  const thrown = await Promise.resolve(teamLoader(args(new Request("http://localhost/settings/team")))).catch(
    (response: unknown) => response as Response,
  );
  expect((thrown as Response).headers.get("location")).toBe("/login?next=%2Fsettings%2Fteam");
});

test("the company's settings refuse hours that end before they begin, and keep what fits", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const form = {
    name: shop.name,
    senderName: "Odile",
    senderEmail: "odile@example.test",
    postalAddress: "1 rue des Lilas, 35000 Rennes",
    timezone: "Europe/Paris",
    sendFromHour: "18",
    sendUntilHour: "9",
  };
  const refused = answerOf(await companyAction(args(await requestOf(shop.owner, "/settings/company", { form }))));
  expect(refused.data?.error).toEqual({ sendUntilHour: ["identity.company.hours_reversed"] });
  const kept = (await companyAction(
    args(await requestOf(shop.owner, "/settings/company", { form: { ...form, sendFromHour: "8", sendUntilHour: "19" } })),
  )) as Response;
  expect(kept.status).toBe(302);
  const read = (scope: typeof shop.owner) =>
    inCompany(scope, ({ db }) => db.company.findFirstOrThrow({ select: { sendFromHour: true, senderEmail: true } }));
  expect(await read(shop.owner)).toEqual({ sendFromHour: 8, senderEmail: "odile@example.test" });
  expect(await read(other.owner)).toEqual({ sendFromHour: 9, senderEmail: null });
});
