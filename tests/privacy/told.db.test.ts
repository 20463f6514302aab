import { expect, test } from "vitest";
import { rememberDevice } from "~/domains/identity/security/known-device.server";
import { removeApp } from "~/domains/identity/security/remove-factor.server";
import { askReset, resetPassword } from "~/domains/identity/account/reset-password.server";
import { registerRequest } from "~/domains/privacy/request/register-request.server";
import { tellRequestsDue } from "~/domains/privacy/request/tell-requests-due.server";
import { asJob, asUser, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

const toldOf = ({ owner }: TestCompany, type: string) =>
  inCompany(owner, ({ db }) => db.notification.findMany({ where: { type }, orderBy: { id: "asc" } }));
const codes = async (shop: TestCompany) => (await toldOf(shop, "security.alert")).map(({ values }) => (values as { code: string }).code);
const idOf = (scope: CompanyScope) => scope.actor.id;

test("a person's request is told to those who answer persons, once, and again seven days, two days and on the day before it is due", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const { requestId } = await inCompany(asJob(shop.companyId, "why"), (ctx) =>
    registerRequest(ctx, { type: "erasure", source: "page", email: "quelquun@example.test", language: "fr", receivedAt: ctx.now }),
  );
  const told = await toldOf(shop, "privacy.requested");
  expect(told.map(({ userId }) => userId)).toContain(idOf(shop.owner));
  expect(told.map(({ userId }) => userId)).not.toContain(idOf(shop.agent));
  expect(told[0]).toMatchObject({ subjectId: requestId, values: { kind: "erasure" } });
  expect(JSON.stringify(told)).not.toContain("quelquun");
  expect(await toldOf(other, "privacy.requested")).toEqual([]);

  const { dueAt } = await inCompany(shop.owner, ({ db }) => db.privacyRequest.findFirstOrThrow({ where: { id: requestId } }));
  const morning = (daysBefore: number) => new Date(Math.floor((dueAt.getTime() - daysBefore * 86_400_000) / 86_400_000) * 86_400_000);
  for (const days of [20, 9, 7, 6, 5, 2, 1, 0])
    for (let time = 0; time < 2; time++) await inCompany(asJob(shop.companyId, "morning"), (ctx) => tellRequestsDue(ctx, morning(days)));
  const due = (await toldOf(shop, "privacy.due")).filter(({ userId }) => userId === idOf(shop.owner));
  expect(due.map(({ values }) => (values as { count: number }).count)).toEqual([7, 2, 0]);
  expect(await toldOf(other, "privacy.due")).toEqual([]);
});

test("a new device, a factor taken away and a changed password are told to the person alone", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const userId = idOf(shop.owner);
  const place = { userId, companyId: shop.companyId, clientAddress: "127.0.0.1" };
  await rememberDevice(
    new Request("http://localhost/login", { headers: { "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0" } }),
    place,
  );
  expect(await codes(shop)).toEqual([]); // the very first
  await rememberDevice(new Request("http://localhost/login"), place);
  expect(await codes(shop)).toEqual(["notification.alert.new_device"]);

  await asOwner((owner) => owner.query("UPDATE companies SET second_factor_for = 'nobody' WHERE id = $1", [shop.companyId]));
  await inCompany(shop.owner, removeApp);
  await askReset(shop.emails.owner);
  const token = await asUser(userId, ({ db }) =>
    db.userToken.findFirstOrThrow({ where: { userId, purpose: "reset_password", usedAt: null } }),
  );
  await resetPassword({ token: linkToken("reset_password", token.id), password: "bouleau serpolet 7714" });
  expect(await codes(shop)).toEqual(
    ["new_device", "factor_removed", "password_changed"].map((happening) => `notification.alert.${happening}`),
  );
  expect((await toldOf(shop, "security.alert")).every((one) => one.userId === userId)).toBe(true);
  expect(await toldOf(other, "security.alert")).toEqual([]);
});
