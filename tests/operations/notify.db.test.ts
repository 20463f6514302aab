import { expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import "~tests/setup/jobs";

const rowsOf = (shop: TestCompany) =>
  inCompany(shop.owner, ({ db }) => db.notification.findMany({ orderBy: { id: "asc" }, where: { type: { not: "invitation.accepted" } } }));

test("who may do it is told, each as he wants it, once of one occasion", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const about = { type: "campaign", id: crypto.randomUUID() };
  await inCompany(shop.owner, ({ db }) =>
    db.membership.updateMany({
      where: { userId: shop.manager.actor.id },
      data: { notificationPreferences: { types: { "drafts.waiting": { inApp: false } } } },
    }),
  );
  for (let run = 0; run < 2; run++)
    await inCompany(shop.owner, async (ctx) =>
      ctx.notify({ to: { permission: "message:approve" }, type: "drafts.waiting", about, occasion: "one" }),
    );
  const told = await rowsOf(shop);
  expect(told.map(({ userId, inApp, byEmail }) => ({ userId, inApp, byEmail }))).toEqual(
    expect.arrayContaining([
      { userId: shop.owner.actor.id, inApp: true, byEmail: true },
      { userId: shop.manager.actor.id, inApp: false, byEmail: true },
    ]),
  );
  expect(told).toHaveLength(2);
  expect(await rowsOf(other)).toEqual([]);
});

test("nobody is told of what did not happen, nor who has left, nor who is of another company", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const tell = inCompany(shop.owner, async (ctx) => {
    ctx.notify({ to: [shop.owner.actor.id], type: "security.alert" });
    throw new Error("it did not happen");
  });
  await expect(tell).rejects.toThrow("did not happen");
  await inCompany(shop.owner, ({ db }) => db.membership.updateMany({ where: { userId: shop.agent.actor.id }, data: { isActive: false } }));
  await inCompany(shop.owner, async (ctx) =>
    ctx.notify({ to: [shop.agent.actor.id, other.owner.actor.id], type: "security.alert", occasion: "x" }),
  );
  expect(await rowsOf(shop)).toEqual([]);
  expect(await rowsOf(other)).toEqual([]);
});
