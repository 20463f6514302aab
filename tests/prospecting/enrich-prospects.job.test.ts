import { afterEach, beforeEach, expect, test } from "vitest";
import { addServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { lastRuns } from "~/domains/prospecting/enrichment/enrichment.queries.server";
import { cancelEnrichment, startEnrichment } from "~/domains/prospecting/enrichment/run-enrichment.server";
import { saveEnrichmentSettings } from "~/domains/prospecting/enrichment/save-settings.server";
import { defaultWaterfall } from "~/domains/prospecting/enrichment/waterfall.rules";
import { setClock } from "~/platform/clock";
import { rereadEnv } from "~/platform/env.server";
import { inCompany } from "~/platform/tenancy.server";
import { enrichImported } from "~inngest/functions/prospecting/enrich-imported";
import { enrichProspects } from "~inngest/functions/prospecting/enrich-prospects";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { importedList } from "~tests/factories/lists";
import { someProspects } from "~tests/factories/prospecting";
import { fakeSources } from "~tests/fakes/enrichment";
import { network } from "~tests/setup/network";

beforeEach(() => {
  process.env.VENDORS = "";
  rereadEnv();
});
afterEach(() => {
  process.env.VENDORS = "local";
  rereadEnv();
  setClock();
});

/** Only what answers at the fakes: the website reader has a test of its own. */
const steps = Object.fromEntries(
  Object.entries(defaultWaterfall.steps).map(([field, list]) => [
    field,
    list.map((step) => ({ ...step, isOn: step.provider !== "website" })),
  ]),
) as typeof defaultWaterfall.steps;
async function aShop({ isAutomatic = false } = {}) {
  const shop = await aCompany();
  await inCompany(shop.owner, async (ctx) => {
    await addServiceKey(ctx, { serviceName: "clearbit", value: "0123456789abcdef", label: "" });
    await saveEnrichmentSettings(ctx, { monthlyBudget: "20", isAutomatic, waterfall: { ...defaultWaterfall, steps } });
  });
  return shop;
}
const runsOf = (company: TestCompany) => inCompany(company.owner, (ctx) => lastRuns(ctx));
const asked = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.enrichmentRequest.count());

test("all that match are enriched once each though every answer of the job is lost once; one that is cancelled asks nobody else", async () => {
  const [shop, other] = [await aShop(), await aShop()];
  const fakes = fakeSources();
  network.use(...fakes.handlers);
  await someProspects(shop.owner, 30, (at) => ({ websiteUrl: `https://a${at}.example.test`, phone: null }));
  await someProspects(other.owner, 3);
  await withJobs(
    [enrichProspects],
    async (jobs) => {
      setClock(() => new Date(jobs.now()));
      await inCompany(shop.owner, (ctx) => startEnrichment(ctx, { kind: "selection", selection: { filter: {} }, fields: ["phone"] }));
      await jobs.advance("2m");
      expect(await runsOf(shop)).toMatchObject([{ state: "completed", doneCount: 30, totalCount: 30, filled: 30, cost: "2.970000" }]);
      expect(fakes.asked.clearbit).toHaveLength(30);
      const runId = await inCompany(shop.owner, async (ctx) => {
        const id = await startEnrichment(ctx, { kind: "selection", selection: { filter: {} }, fields: ["siret"] });
        await cancelEnrichment(ctx, id);
        return id;
      });
      await jobs.advance("2m");
      expect((await runsOf(shop)).find(({ id }) => id === runId)).toMatchObject({ state: "cancelled", doneCount: 0 });
    },
    { intercept: losingFirstAnswers() },
  );
  expect(await asked(shop)).toBe(30);
  expect([await asked(other), await runsOf(other)]).toEqual([0, []]);
});

test("an answer that does not come in half an hour lets the next source be asked", async () => {
  const shop = await aShop();
  network.use(...fakeSources({ clearbit: ["later"] }).handlers);
  await someProspects(shop.owner, 1, () => ({ websiteUrl: "https://a.example.test", phone: null }));
  await withJobs([enrichProspects], async (jobs) => {
    setClock(() => new Date(jobs.now()));
    await inCompany(shop.owner, (ctx) => startEnrichment(ctx, { kind: "selection", selection: { filter: {} }, fields: ["phone"] }));
    await jobs.advance("1m");
    expect(await runsOf(shop)).toMatchObject([{ state: "completed", waiting: 1, troubles: [] }]);
    await jobs.advance("40m");
    expect(await runsOf(shop)).toMatchObject([{ waiting: 0, troubles: [{ provider: "clearbit", code: "too_late", count: 1 }] }]);
  });
});

test("the new prospects of a list are enriched by themselves where the company switched it on, a fact once", async () => {
  const [shop, other] = [await aShop({ isAutomatic: true }), await aShop()];
  network.use(...fakeSources().handlers);
  await withJobs(
    [enrichImported, enrichProspects],
    async (jobs) => {
      setClock(() => new Date(jobs.now()));
      for (const { owner } of [shop, other])
        await importedList(owner, "Société;E-mail;Site\nCorbelune;a@corbelune.example.test;https://a.example.test\n");
      await jobs.advance("3m");
    },
    { intercept: losingFirstAnswers() },
  );
  expect(await runsOf(shop)).toMatchObject([{ kind: "import", state: "completed", doneCount: 1 }]);
  expect(await runsOf(other)).toEqual([]);
});
