import { expect, test } from "vitest";
import { effectiveLimits, hasFeature } from "~/domains/billing/plan/effective-limits.server";
import { isFeatureOn, type Limits, limitNames, limitsOf } from "~/domains/billing/plan/plan-limits.rules";
import { reserveApiCall } from "~/domains/billing/usage/reserve-usage.server";
import { setClock } from "~/platform/clock";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";

const plan = Object.fromEntries(limitNames.map((name) => [name, 10])) as Limits;

test("a company may what its plan says, with what it was granted in its place", () => {
  const limits = limitsOf(plan, { limits: { maxUsers: 25, maxCustomers: null, storageGb: 0 } });
  expect(limits).toMatchObject({ maxUsers: 25, maxCustomers: null, storageGb: 0, emailsLimitDaily: 10 });
});

test("what cannot be read grants nothing, and without a plan there is nothing", () => {
  for (const junk of [null, "many", [], { limits: "many" }, { limits: { maxUsers: -1 } }, { limits: { maxUsers: "9" } }])
    expect(limitsOf(plan, junk)).toEqual(plan);
  expect(Object.values(limitsOf(null, {}))).toEqual(limitNames.map(() => 0));
});

test("a feature is on by the company's own word, else by its plan's", () => {
  expect(isFeatureOn("api", { api: true }, {})).toBe(true);
  expect(isFeatureOn("api", { api: true }, { features: { api: false } })).toBe(false);
  expect(isFeatureOn("api", {}, { features: { api: true } })).toBe(true);
  expect(isFeatureOn("toString", {}, {})).toBe(false);
  expect(isFeatureOn("api", { api: "yes" }, {})).toBe(false);
});

test("the database's company is read with its plan, and no other's grants count", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const before = await inCompany(shop.owner, effectiveLimits);
  await asOwner((owner) =>
    owner.query(
      `UPDATE companies SET custom_limits = '{"limits": {"emailsLimitDaily": 7}, "features": {"whatsapp": true}}' WHERE id = $1`,
      [shop.companyId],
    ),
  );
  expect(await inCompany(shop.owner, effectiveLimits)).toEqual({ ...before, emailsLimitDaily: 7 });
  expect(await inCompany(shop.owner, (ctx) => hasFeature(ctx, "whatsapp"))).toBe(true);
  expect(await inCompany(stranger.owner, effectiveLimits)).toEqual(before);
  expect(await inCompany(stranger.owner, (ctx) => hasFeature(ctx, "whatsapp"))).toBe(false);
});

test("calls of the API end at the day's limit and begin again on the company's next day", async () => {
  const shop = await aCompany();
  try {
    setClock(() => new Date("2026-11-20T12:00:00Z"));
    await asOwner((owner) =>
      owner.query("UPDATE usage_limits SET api_calls_limit_daily = 20, daily_window = '2026-11-20' WHERE company_id = $1", [
        shop.companyId,
      ]),
    );
    const calls = await Promise.all(Array.from({ length: 40 }, () => inCompany(shop.owner, reserveApiCall)));
    expect(calls.filter(Boolean)).toHaveLength(20);
    setClock(() => new Date("2026-11-20T23:30:00Z")); // the 21st in Paris
    expect(await inCompany(shop.owner, reserveApiCall)).toBe(true);
    const { live, closed } = await inCompany(shop.owner, async ({ db }) => ({
      live: await db.usageLimit.findFirstOrThrow(),
      closed: await db.usageRecord.findMany({ where: { metricType: "api_calls" } }),
    }));
    expect(live.apiCallsToday).toBe(1);
    expect(closed).toMatchObject([{ quantity: 20, limit: 20, periodStart: new Date("2026-11-20") }]);
  } finally {
    setClock();
  }
});
