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

/** Hours of UTC at which a reset that runs each hour first finds a company's day closed. */
async function closedAt(shop: { companyId: string; owner: Parameters<typeof inCompany>[0] }, day: string, from: string, hours: number) {
  await liveOn(shop.companyId, day);
  await asOwner((owner) => owner.query("UPDATE usage_limits SET emails_sent_today = 0 WHERE company_id = $1", [shop.companyId]));
  at(`${day}T10:00:00Z`);
  await inCompany(shop.owner, (ctx) => reserveEmails(ctx, 5));
  for (let hour = 0; hour < hours; hour++) {
    const moment = new Date(Date.parse(from) + hour * 3_600_000 + 60_000).toISOString();
    at(moment);
    await withJobs([resetUsage], (jobs) => jobs.advance("61m"), {
      startsAt: new Date(Date.parse(from) + hour * 3_600_000 - 60_000).toISOString(),
    });
    if ((await usage(shop)).live.emailsSentToday === 0) return moment.slice(0, 13);
  }
  return null;
}

test.each([
  ["the night that loses an hour begins at 23:00 UTC", "2027-03-27", "2027-03-27T20:00:00Z", "2027-03-27T23"],
  ["the day that lost an hour ends at 22:00 UTC", "2027-03-28", "2027-03-28T20:00:00Z", "2027-03-28T22"],
  ["the night that gains an hour begins at 22:00 UTC", "2026-10-24", "2026-10-24T20:00:00Z", "2026-10-24T22"],
  ["the day that gained an hour ends at 23:00 UTC", "2026-10-25", "2026-10-25T20:00:00Z", "2026-10-25T23"],
])("%s in Paris, once", async (_, day, from, expected) => {
  const shop = await aCompany();
  try {
    expect(await closedAt(shop, day, from, 5)).toBe(expected);
    const daily = (await usage(shop)).closed.filter(({ metricType }) => metricType === "emails_sent");
    expect(daily).toMatchObject([{ quantity: 5, periodStart: new Date(day) }]);
  } finally {
    setClock();
  }
});

test("midnights that were missed close the day that was counted once, and the company goes on in its own day", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany({ timezone: "America/Guadeloupe" })];
  try {
    for (const one of [shop, stranger]) await liveOn(one.companyId, "2026-11-16");
    at("2026-11-16T12:00:00Z");
    await inCompany(shop.owner, (ctx) => reserveEmails(ctx, 4));
    at("2026-11-19T23:30:00Z"); // the 20th in Paris; the job has slept for three days
    await withJobs([resetUsage], (jobs) => jobs.advance("2h"), { startsAt: "2026-11-19T23:00:00Z" });
    const { live, closed } = await usage(shop);
    expect(live).toMatchObject({ emailsSentToday: 0, dailyWindow: new Date("2026-11-20") });
    expect(closed.filter(({ metricType }) => metricType === "emails_sent")).toMatchObject([
      { quantity: 4, periodStart: new Date("2026-11-16") },
    ]);
    expect((await usage(stranger)).live.dailyWindow).toEqual(new Date("2026-11-19"));
  } finally {
    setClock();
  }
});
