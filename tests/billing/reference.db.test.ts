import { expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { seedReference } from "../../prisma/seed/reference";

test("reference rows are the same after a second seed, read by every company and written by none", async () => {
  const shop = await aCompany();
  const read = () =>
    inCompany(shop.owner, async ({ db }) => ({
      rules: await db.billingRule.findMany({ orderBy: { daysAfterDue: "asc" }, select: { daysAfterDue: true, action: true } }),
      sizes: await db.companySize.count(),
      industries: await db.industry.findMany({ orderBy: { slug: "asc" }, select: { slug: true, naceCodes: true } }),
    }));
  await asOwner(seedReference);
  const once = await read();
  await asOwner(seedReference);
  expect(await read()).toEqual(once);
  expect(once.rules.map(({ daysAfterDue }) => daysAfterDue)).toEqual([3, 7, 10, 15, 30, 45]);
  expect(once.industries.find(({ slug }) => slug === "real_estate")?.naceCodes).toContain("68.31");
  for (const { naceCodes } of once.industries) for (const code of naceCodes as Array<string>) expect(code).toMatch(/^\d{2}\.\d{2}$/);
  await expect(inCompany(shop.owner, ({ db }) => db.billingRule.deleteMany())).rejects.toThrow();
  await expect(inCompany(shop.owner, ({ db }) => db.industry.updateMany({ data: { name: "x" } }))).rejects.toThrow();
});
