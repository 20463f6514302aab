import { expect, test } from "vitest";
import { openPipeline } from "~/domains/crm/stage/open-pipeline.server";
import { inCompany } from "~/platform/tenancy.server";
import { openPipelineJob } from "~inngest/functions/crm/open-pipeline";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";

const stagesOf = (shop: TestCompany) =>
  inCompany(shop.owner, ({ db }) =>
    db.salesStage.findMany({ orderBy: { displayOrder: "asc" }, select: { key: true, name: true, probability: true } }),
  );

test("a new company has its seven stages once, in its language, though the job's answers get lost", async () => {
  await withJobs(
    [openPipelineJob],
    async (jobs) => {
      const shop = await aCompany({ language: "en" });
      await jobs.advance("1m");
      expect(await stagesOf(shop)).toEqual([
        { key: "lead", name: "Lead", probability: 10 },
        { key: "qualified", name: "Qualified", probability: 25 },
        { key: "demo", name: "Demo", probability: 40 },
        { key: "proposal", name: "Proposal", probability: 50 },
        { key: "negotiation", name: "Negotiation", probability: 75 },
        { key: "won", name: "Won", probability: 100 },
        { key: "lost", name: "Lost", probability: 0 },
      ]);
    },
    { intercept: losingFirstAnswers() },
  );
});

test("a company that has stages keeps its own", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.salesStage.create({ data: { companyId, name: "À rappeler", displayOrder: 1, probability: 5 } }),
  );
  expect(await openPipeline(shop.companyId, "test/open-pipeline")).toBe(0);
  expect(await stagesOf(shop)).toEqual([{ key: null, name: "À rappeler", probability: 5 }]);
  expect(await stagesOf(stranger)).toEqual([]);
  await asOwner((owner) => owner.query("DELETE FROM sales_stages WHERE company_id = $1", [shop.companyId]));
  expect(await openPipeline(shop.companyId, "test/open-pipeline")).toBe(7);
});
