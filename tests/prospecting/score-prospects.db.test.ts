import { beforeEach, expect, test } from "vitest";
import { scoreParts, type ScorePart } from "~/domains/prospecting/score/score-catalogue.rules";
import type { ScoreReason } from "~/domains/prospecting/score/score-prospect.rules";
import { rescoreForAWhile } from "~/domains/prospecting/score/rescore-company.server";
import { scoreProspects } from "~/domains/prospecting/score/score-prospects.server";
import { setClock } from "~/platform/clock";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

beforeEach(() => () => setClock());

const job = (company: TestCompany) => asJob(company.companyId, "prospecting/score-prospects");
const score = (company: TestCompany, ids: Array<string>) => inCompany(job(company), (ctx) => scoreProspects(ctx, ids));
const rowsOf = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.prospect.findMany({ orderBy: { email: "asc" } }));
const history = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.scoreChange.findMany({ orderBy: { createdAt: "asc" } }));

test("the four scores and the whole are written with their reasons and one line of history, once; another company reaches nobody", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const ids = await someProspects(mine.owner, 3);
  expect(await score(other, ids)).toBe(0);
  expect(await score(mine, ids)).toBe(3);
  expect(await score(mine, ids)).toBe(0);
  const rows = await rowsOf(mine);
  for (const { leadScore, fitScore, intentScore, engagementScore, budgetScore, scoreReasons, scoredAt } of rows) {
    const scores: Record<ScorePart, number> = { fit: fitScore, intent: intentScore, engagement: engagementScore, budget: budgetScore };
    for (const part of scoreParts)
      expect((scoreReasons as unknown as Array<ScoreReason>).reduce((sum, one) => sum + (one.part === part ? one.points : 0), 0)).toBe(
        scores[part],
      );
    expect(leadScore).toBe(Math.round(0.7 * fitScore));
    expect(scoredAt).not.toBeNull();
  }
  expect(rows[0]!.leadScore).toBeGreaterThan(40);
  expect(await history(mine)).toHaveLength(3);
  expect(await history(other)).toEqual([]);
});

test("history is added to by what changes only, and nobody may rewrite it", async () => {
  const mine = await aCompany();
  const ids = await someProspects(mine.owner, 1);
  await score(mine, ids);
  await inCompany(mine.owner, ({ db }) => db.prospect.updateMany({ data: { websiteUrl: "https://agence.example.test" } }));
  await score(mine, ids);
  await score(mine, ids);
  const lines = await history(mine);
  expect(lines.map(({ fitScore }) => fitScore)).toEqual([expect.any(Number), lines[0]!.fitScore + 9]);
  expect((lines[0]!.facts as { site: boolean }).site).toBe(false);
  expect(JSON.stringify(lines)).not.toContain("example.test");
  await expect(inCompany(mine.owner, ({ db }) => db.scoreChange.updateMany({ data: { leadScore: 99 } }))).rejects.toThrow();
});

test("an address that bounced or must not be written to scores 0", async () => {
  const mine = await aCompany();
  const ids = await someProspects(mine.owner, 2);
  await inCompany(mine.owner, ({ db }) =>
    db.suppression.createMany({
      data: [
        { companyId: mine.companyId, address: "agence-1@example.test", reason: "hard_bounce" },
        { companyId: mine.companyId, address: "agence-2@example.test", reason: "unsubscribed" },
      ],
    }),
  );
  await score(mine, ids);
  const rows = await rowsOf(mine);
  expect(rows.map(({ leadScore }) => leadScore)).toEqual([0, 0]);
  expect(rows.map(({ scoreReasons }) => (scoreReasons as Array<{ code: string }>)[0]!.code)).toEqual(["bounced", "unsubscribed"]);
});

test("a company is scored stretch by stretch, and by night only whom time can change", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const start = new Date("2026-11-21T09:00:00Z");
  setClock(() => start);
  const ids = await someProspects(mine.owner, 4);
  await someProspects(other.owner, 1);
  expect(await rescoreForAWhile(job(mine), { after: null })).toEqual({ changed: 4, after: null });
  expect(await rescoreForAWhile(job(mine), { after: null })).toEqual({ changed: 0, after: null });
  expect((await rowsOf(other))[0]!.scoredAt).toBeNull();

  await inCompany(mine.owner, ({ db }) => db.prospect.update({ where: { id: ids[0] }, data: { lastActivityAt: start } }));
  await score(mine, [ids[0]!]);
  const [fresh] = await inCompany(mine.owner, ({ db }) => db.prospect.findMany({ where: { id: ids[0] } }));
  expect(fresh!.engagementScore).toBe(20);
  setClock(() => new Date(start.getTime() + 20 * 86_400_000));
  expect(await rescoreForAWhile(job(mine), { after: null, aging: true })).toEqual({ changed: 1, after: null });
  const [faded] = await inCompany(mine.owner, ({ db }) => db.prospect.findMany({ where: { id: ids[0] } }));
  expect(faded!.engagementScore).toBe(10);

  // Scored by an older release, whose reasons knew no parts: the night brings it up to date.
  await inCompany(mine.owner, ({ db }) =>
    db.prospect.update({ where: { id: ids[1] }, data: { scoreReasons: [{ code: "phone", points: 8 }] } }),
  );
  expect(await rescoreForAWhile(job(mine), { after: null, aging: true })).toEqual({ changed: 1, after: null });
});

test("answers, calls, meetings and deals are all read, each with its day", async () => {
  const mine = await aCompany();
  const [id] = await someProspects(mine.owner, 1);
  const at = new Date(Date.now() - 3 * 86_400_000);
  await inCompany(mine.owner, async ({ db, companyId }) => {
    await db.interaction.create({ data: { companyId, prospectId: id, type: "call_made", channel: "phone", occurredAt: at } });
    await db.interaction.create({
      data: { companyId, prospectId: id, type: "received", channel: "email", occurredAt: at, responseSentiment: "positive" },
    });
    await db.meeting.create({ data: { companyId, prospectId: id, scheduledAt: new Date(), createdAt: at } });
    await db.deal.create({ data: { companyId, prospectId: id, name: "Pack", createdAt: at } });
    await db.prospect.updateMany({
      data: { estimatedBudgetAmount: 9000, estimatedBudgetCurrency: "EUR", painPoints: "Peu d’estimations" },
    });
  });
  await score(mine, [id!]);
  const [row] = await rowsOf(mine);
  const found = new Map((row!.scoreReasons as unknown as Array<ScoreReason>).map((reason) => [reason.code, reason]));
  for (const code of ["called", "positive_reply", "meeting", "deal_open"] as const)
    expect(found.get(code), code).toMatchObject({ at: at.toISOString().slice(0, 10) });
  expect(found.get("budget_large")).toMatchObject({ points: 60, part: "budget" });
  expect(row!.intentScore).toBeGreaterThan(80);
});
