import { expect, test } from "vitest";
import { reserveEmails } from "~/domains/billing/usage/reserve-usage.server";
import { setClock } from "~/platform/clock";
import { inCompany } from "~/platform/tenancy.server";
import { resetUsage } from "~inngest/functions/billing/reset-usage";
import { aCompany, asOwner } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";

const at = (moment: string) => setClock(() => new Date(moment));
const usage = (shop: { owner: Parameters<typeof inCompany>[0] }) =>
  inCompany(shop.owner, async ({ db }) => ({
    live: await db.usageLimit.findFirstOrThrow(),
    closed: await db.usageRecord.findMany({ orderBy: [{ periodStart: "asc" }, { metricType: "asc" }] }),
  }));

/** Sets a company's windows to a day, as if it had always lived then. */
const liveOn = (companyId: string, day: string) =>
  asOwner((owner) =>
    owner.query("UPDATE usage_limits SET daily_window = $2::date, monthly_window = date_trunc('month', $2::date) WHERE company_id = $1", [
      companyId,
      day,
    ]),
  );

test("a day is closed when the company's own date has changed, not when the server's has", async () => {
  const [paris, guadeloupe] = [await aCompany(), await aCompany({ timezone: "America/Guadeloupe" })];
  try {
    at("2026-11-20T20:00:00Z");
    for (const shop of [paris, guadeloupe]) {
      await liveOn(shop.companyId, "2026-11-20");
      await inCompany(shop.owner, (ctx) => reserveEmails(ctx, 7));
    }
    at("2026-11-21T00:30:00Z"); // 01:30 in Paris, still the 20th in Guadeloupe
    await withJobs([resetUsage], (jobs) => jobs.advance("2h"), { startsAt: "2026-11-21T00:00:00Z" });
    expect((await usage(paris)).live.emailsSentToday).toBe(0);
    expect((await usage(paris)).closed).toMatchObject([{ metricType: "emails_sent", quantity: 7, periodStart: new Date("2026-11-20") }]);
    expect((await usage(guadeloupe)).live.emailsSentToday).toBe(7);
    expect((await usage(guadeloupe)).closed).toEqual([]);
  } finally {
    setClock();
  }
});

test("a period is closed once, though the job runs twice and its answers get lost", async () => {
  const shop = await aCompany();
  try {
    at("2026-10-31T12:00:00Z");
    await liveOn(shop.companyId, "2026-10-31");
    await inCompany(shop.owner, (ctx) => reserveEmails(ctx, 3));
    at("2026-11-01T05:00:00Z");
    await withJobs([resetUsage], (jobs) => jobs.advance("3h"), { startsAt: "2026-11-01T05:00:00Z", intercept: losingFirstAnswers() });
    const { live, closed } = await usage(shop);
    expect(live).toMatchObject({ emailsSentToday: 0, monthlyWindow: new Date("2026-11-01") });
    expect(closed.map(({ metricType, quantity }) => `${metricType} ${quantity}`)).toEqual([
      "ai_tokens 0",
      "prospects_imported 0",
      "emails_sent 3",
    ]);
  } finally {
    setClock();
  }
});

test("two hundred who reserve at once end at exactly the limit", async () => {
  const shop = await aCompany();
  await asOwner((owner) => owner.query("UPDATE usage_limits SET emails_limit_daily = 100 WHERE company_id = $1", [shop.companyId]));
  const granted = await Promise.all(Array.from({ length: 200 }, () => inCompany(shop.owner, (ctx) => reserveEmails(ctx, 1))));
  expect(granted.reduce((sum, count) => sum + count, 0)).toBe(100);
  expect((await usage(shop)).live.emailsSentToday).toBe(100);
});
