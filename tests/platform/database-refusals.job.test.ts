import { expect, test } from "vitest";
import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";
import { uuidv7 } from "~/platform/ids";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { aCompany } from "~tests/factories/company";
import { withJobs } from "~tests/factories/jobs";
import { expectNoise } from "~tests/setup/console";

const priced = eventType("test/product.priced", { schema: factOf({ productId: z.guid(), vatRate: z.string() }) });
const price = inngest.createFunction({ id: "test/price-product", triggers: [priced], retries: 0 }, async ({ event, step }) =>
  step.run("write-price", async () => {
    const { companyId, productId, vatRate } = event.data;
    await inCompany(asJob(companyId, "test/price-product"), ({ db }) =>
      db.product.create({ data: { id: productId, companyId, name: `Panneau ${productId}`, vatRate } }),
    );
  }),
);

test("a job that the database refuses fails by a code: no word of the database is kept of it, and nothing of another company", async () => {
  expectNoise(/Inngest (step|function) error/);
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const theirs = uuidv7();
  await inCompany(stranger.owner, ({ db, companyId }) => db.product.create({ data: { id: theirs, companyId, name: "Chez eux" } }));
  const told = await withJobs([price], async (jobs) => {
    await inCompany(shop.owner, async (ctx) => {
      ctx.emit(priced.create({ companyId: shop.companyId, productId: uuidv7(), vatRate: "120" }), shop.companyId);
      ctx.emit(priced.create({ companyId: shop.companyId, productId: theirs, vatRate: "20" }), shop.companyId);
    });
    await jobs.drain();
    const runs = await jobs.runs("test/price-product");
    const attempts = await Promise.all(runs.map(({ id }) => jobs.attempts(String(id))));
    return JSON.stringify([runs, attempts], (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  });
  expect(told).toContain("platform.database.between");
  expect(told).toContain("platform.database.refused");
  expect(told).not.toMatch(/constraint|relation|duplicate|23505|23514|products_/);
});
