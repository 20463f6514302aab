import { expect, test } from "vitest";
import { companyChanged } from "~/domains/identity/company/company.events.server";
import { listMembers } from "~/domains/identity/member/member.queries.server";
import { prisma } from "~/platform/db.server";
import { refuseInsideTransaction } from "~/platform/inside-transaction.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";

test("without a company nothing is seen and nothing goes in", async () => {
  const shop = await aCompany();
  expect(await prisma().company.count()).toBe(0);
  expect(await prisma().membership.count()).toBe(0);
  expect(await prisma().user.count()).toBe(0);
  expect(await prisma().event.count()).toBe(0);
  await expect(prisma().product.create({ data: { companyId: shop.companyId, name: "x" } })).rejects.toThrow();
});

test("a company sees its own people and nobody else's", async () => {
  const [alma, bora] = [await aCompany(), await aCompany()];
  const seen = await inCompany(alma.owner, listMembers);
  expect(seen.members.map(({ user }) => user.email).sort()).toEqual(Object.values(alma.emails).sort());
  expect(await inCompany(bora.owner, ({ db }) => db.user.findMany({ where: { email: alma.emails.owner } }))).toEqual([]);
});

test("writing for another company, or pointing at its rows, is refused by the database", async () => {
  const [alma, bora] = [await aCompany(), await aCompany()];
  const product = await inCompany(alma.owner, ({ db, companyId }) => db.product.create({ data: { companyId, name: "Estimation" } }));
  await expect(
    inCompany(bora.owner, ({ db }) => db.product.create({ data: { companyId: alma.companyId, name: "Vol" } })),
  ).rejects.toThrow();
  await expect(
    inCompany(bora.owner, ({ db, companyId }) => db.campaign.create({ data: { companyId, productId: product.id, name: "Vol" } })),
  ).rejects.toThrow();
  expect(await inCompany(bora.owner, ({ db }) => db.product.updateMany({ data: { name: "Vol" } }))).toEqual({ count: 0 });
  expect(await inCompany(bora.owner, ({ db }) => db.product.deleteMany({ where: { id: product.id } }))).toEqual({ count: 0 });
});

test("the company of one transaction is forgotten by the next on the same connection", async () => {
  const shop = await aCompany();
  for (let turn = 0; turn < 20; turn++) {
    await inCompany(shop.owner, ({ db }) => db.company.count());
    expect(await prisma().company.count()).toBe(0);
  }
});

test("a throw takes back the rows and the facts", async () => {
  const shop = await aCompany();
  const count = () =>
    asOwner(
      async (owner) =>
        (await owner.query("SELECT count(*)::int AS n FROM events WHERE company_id = $1", [shop.companyId])).rows[0].n as number,
    );
  const before = await count();
  await expect(
    inCompany(shop.owner, async (ctx) => {
      await ctx.db.product.create({ data: { companyId: shop.companyId, name: "Parti" } });
      ctx.emit(companyChanged.create({ companyId: shop.companyId }), shop.companyId);
      throw new Error("stop");
    }),
  ).rejects.toThrow("stop");
  expect(await count()).toBe(before);
  expect(await inCompany(shop.owner, ({ db }) => db.product.count())).toBe(0);
});

test("a fact of another company cannot be announced", async () => {
  const [alma, bora] = [await aCompany(), await aCompany()];
  await expect(
    inCompany(alma.owner, async (ctx) => ctx.emit(companyChanged.create({ companyId: bora.companyId }), bora.companyId)),
  ).rejects.toThrow("another company");
});

test("a vendor refuses to be called inside a transaction", async () => {
  const shop = await aCompany();
  await expect(inCompany(shop.owner, async () => refuseInsideTransaction("openai"))).rejects.toThrow("inside a company transaction");
  expect(() => refuseInsideTransaction("openai")).not.toThrow();
});

test("what deletes a row empties a reference to it and leaves the company", async () => {
  const shop = await aCompany();
  await inCompany(shop.owner, async ({ db, companyId }) => {
    const file = await db.storedFile.create({ data: { companyId, name: "a.csv", contentType: "text/csv" } });
    const job = await db.importJob.create({ data: { companyId, name: "a" } });
    const run = await db.importRun.create({ data: { companyId, importJobId: job.id, fileId: file.id, fileName: "a.csv", dialect: {} } });
    const prospect = await db.prospect.create({ data: { companyId, lastName: "Prune", importRunId: run.id } });
    await db.importRun.delete({ where: { id: run.id } });
    expect(await db.prospect.findUniqueOrThrow({ where: { id: prospect.id } })).toMatchObject({ companyId, importRunId: null });
  });
});
