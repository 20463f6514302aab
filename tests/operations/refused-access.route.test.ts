import { expect, test } from "vitest";
import { companyMark } from "~/platform/company-mark";
import { inCompany } from "~/platform/tenancy.server";
import { action as addAddress, loader as addresses } from "~/routes/identity/settings.addresses._index";
import { action as saveLogo } from "~/routes/identity/settings.branding.logo";
import { action as stopSuppression } from "~/routes/outreach/suppressions._index";
import { loader as team } from "~/routes/identity/settings.roles._index";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";

const args = (request: Request, params = {}) => ({ request, params, context: {} }) as never;
const noted = ({ owner }: TestCompany) =>
  inCompany(owner, ({ db }) =>
    db.auditLog.findMany({
      where: { action: "access.refused" },
      select: { userId: true, success: true, errorMessage: true, newValues: true },
    }),
  );
const refused = async (work: Promise<unknown>, code: string) => await expect(work).rejects.toThrow(code);

test("who is refused for want of a right is in the log of his company, once an hour a right, and in no other", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const code = "platform.gate.forbidden";
  for (let time = 0; time < 5; time++) await refused(addresses(args(await requestOf(shop.agent, "/settings/addresses"))), code);
  await refused(addAddress(args(await requestOf(shop.agent, "/settings/addresses", { form: { city: "Nantes" } }))), code);
  expect(await noted(shop)).toEqual([
    { userId: shop.agent.actor.id, success: false, errorMessage: code, newValues: { permission: "company:change" } },
  ]);
  await refused(addresses(args(await requestOf(shop.manager, "/settings/addresses"))), code);
  expect(await noted(shop)).toHaveLength(2);
  await addresses(args(await requestOf(shop.owner, "/settings/addresses")));
  await team(args(await requestOf(shop.owner, "/settings/roles")));
  expect(await noted(shop)).toHaveLength(2);
  expect(await noted(other)).toEqual([]);
});

test("a form that was drawn for the company left in another tab is refused and does nothing; one drawn for this one passes", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const code = "platform.gate.other_company";
  const post = async (mark: string) =>
    stopSuppression(
      args(await requestOf(shop.owner, "/suppressions", { form: { address: "plus-jamais@example.test", [companyMark]: mark } })),
    );
  const known = () => inCompany(shop.owner, ({ db }) => db.suppression.count());
  await refused(post(other.companyId), code);
  expect(await known()).toBe(0);
  await post(shop.companyId);
  expect(await known()).toBe(1);

  const upload = async (mark: string) => {
    const form = new FormData();
    form.set(companyMark, mark);
    form.set("file", new File(["not a picture"], "logo.png", { type: "image/png" }));
    return saveLogo(args(await requestOf(shop.owner, "/settings/branding/logo", { form })));
  };
  const before = await inCompany(shop.owner, ({ db }) => db.storedFile.count());
  expect(await said(upload(other.companyId))).toContain("gate.other_company");
  expect(await said(upload(shop.companyId))).not.toContain("gate.other_company");
  expect(await inCompany(shop.owner, ({ db }) => db.storedFile.count())).toBe(before);
});

/** What an action answered or threw, as text. */
const said = (work: Promise<unknown>) =>
  work.then(
    (answer) =>
      answer instanceof Response
        ? decodeURIComponent(atob(decodeURIComponent(answer.headers.get("set-cookie") ?? "").split(/[=;]/)[1] ?? ""))
        : JSON.stringify(answer),
    (error: Error) => error.message,
  );
