import { expect, test } from "vitest";
import { recordOpposition } from "~/domains/outreach/suppression/record-opposition.server";
import { suppressAddress } from "~/domains/outreach/suppression/suppress-address.server";
import { inCompany } from "~/platform/tenancy.server";
import { action as remove } from "~/routes/outreach/suppressions.$suppressionId.remove";
import { action, loader } from "~/routes/outreach/suppressions._index";
import { aCompany, requestOf } from "~tests/factories/company";
import { aSendingCompany, aSentMessage } from "~tests/factories/sending";
import "~tests/setup/jobs";

const args = (request: Request, params = {}) => ({ request, params, context: {} }) as never;

test("an agent adds an address, finds it again, and only a manager takes it off", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const added = (await action(
    args(await requestOf(shop.agent, "/suppressions", { form: { address: " Jean@Example.TEST ", note: "au téléphone" } })),
  )) as Response;
  expect(added.headers.get("location")).toBe("/suppressions");
  const list = await loader(args(await requestOf(shop.agent, "/suppressions?q=jean")));
  expect(list).toMatchObject({
    total: 1,
    rows: [{ address: "jean@example.test", reason: "manual", note: "au téléphone" }],
    mayAdd: true,
    mayRemove: false,
  });
  expect((await loader(args(await requestOf(other.owner, "/suppressions")))).total).toBe(0);

  const suppressionId = list.rows[0]!.id;
  const path = `/suppressions/${suppressionId}/remove`;
  await expect(remove(args(await requestOf(shop.agent, path, { form: {} }), { suppressionId }))).rejects.toThrow("platform.gate.forbidden");
  await expect(remove(args(await requestOf(other.owner, path, { form: {} }), { suppressionId }))).rejects.toThrow(
    "platform.record.unknown",
  );
  await remove(args(await requestOf(shop.manager, path, { form: {} }), { suppressionId }));
  expect((await loader(args(await requestOf(shop.agent, "/suppressions")))).total).toBe(0);
});

test("an opposition is lifted by nobody here, and outweighs what the team noted before", async () => {
  const shop = await aSendingCompany();
  const { messageId, email } = await aSentMessage(shop);
  await inCompany(shop.owner, (ctx) => suppressAddress(ctx, { address: email, reason: "manual" }));
  await inCompany(shop.owner, (ctx) => recordOpposition(ctx, { messageId, addresses: [], at: ctx.now }));
  expect(await inCompany(shop.owner, (ctx) => suppressAddress(ctx, { address: email, reason: "hard_bounce" }))).toBe(false);
  const { rows } = await loader(args(await requestOf(shop.owner, "/suppressions")));
  expect(rows).toMatchObject([{ address: email, reason: "unsubscribed" }]);
  const form = { form: {} };
  await expect(remove(args(await requestOf(shop.owner, "/x", form), { suppressionId: rows[0]!.id }))).rejects.toThrow(
    "outreach.suppression.not_manual",
  );
});

test("what is no address is refused at its field", async () => {
  const shop = await aCompany();
  const refused = await action(args(await requestOf(shop.owner, "/suppressions", { form: { address: "pas une adresse" } })));
  expect(JSON.stringify((refused as { data: unknown }).data)).toContain("outreach.suppression.address_invalid");
});
