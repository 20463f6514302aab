import { expect, test } from "vitest";
import { previewRules } from "~/domains/prospecting/score/preview-rules.server";
import { restoreRules, saveRules } from "~/domains/prospecting/score/save-rules.server";
import { listVersions, rulesOf } from "~/domains/prospecting/score/score-rules.queries.server";
import { defaultRules, type ScoreRules } from "~/domains/prospecting/score/score-rules.schema";
import { scoreProspects } from "~/domains/prospecting/score/score-prospects.server";
import { asJob, type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { openScoreTasksJob } from "~inngest/functions/crm/open-score-tasks";
import { rescoreCompany } from "~inngest/functions/prospecting/rescore-company";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { someProspects } from "~tests/factories/prospecting";

const as = <T>(company: TestCompany, work: (ctx: CompanyCtx) => Promise<T>) => inCompany(company.owner, work);
const withPoints = (points: Partial<ScoreRules["points"]>, rest: Partial<ScoreRules> = {}): ScoreRules => ({
  ...defaultRules,
  ...rest,
  points: { ...defaultRules.points, ...points },
});
const score = (company: TestCompany, ids: Array<string>) =>
  inCompany(asJob(company.companyId, "prospecting/score-prospects"), (ctx) => scoreProspects(ctx, ids));
const scores = (company: TestCompany) => as(company, ({ db }) => db.prospect.findMany({ orderBy: { id: "asc" }, select: { leadScore: true, fitScore: true } })); // prettier-ignore

test("a company scores by its own rules once it saved some; only what differs is kept; another keeps ours", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [id] = await someProspects(mine.owner, 1);
  const [theirs] = await someProspects(other.owner, 1);
  expect(await as(mine, (ctx) => saveRules(ctx, withPoints({ city: 34 }), { baseVersion: 0 }))).toEqual({ version: 1, isNew: true });
  await score(mine, [id!]);
  await score(other, [theirs!]);
  expect((await scores(mine))[0]!.fitScore).toBe((await scores(other))[0]!.fitScore + 17); // 35 at most for the firm
  expect(await as(mine, ({ db }) => db.scoreRuleSet.findMany({ select: { overrides: true } }))).toEqual([
    { overrides: { points: { city: 34 } } },
  ]);
  expect((await as(other, rulesOf)).version).toBe(0);
  expect((await as(mine, rulesOf)).rules.points.city).toBe(34);
});

test("every version can be brought back, ours too, each as a new one; nobody rewrites an old one", async () => {
  const mine = await aCompany();
  await as(mine, (ctx) => saveRules(ctx, withPoints({ phone: 20 }), { baseVersion: 0 }));
  await as(mine, (ctx) => saveRules(ctx, withPoints({ phone: 5 }), { baseVersion: 1 }));
  expect(await as(mine, (ctx) => saveRules(ctx, withPoints({ phone: 5 }), { baseVersion: 2 }))).toEqual({ version: 2, isNew: false });
  await as(mine, (ctx) => restoreRules(ctx, 1));
  expect((await as(mine, rulesOf)).rules.points.phone).toBe(20);
  await as(mine, (ctx) => restoreRules(ctx, 0));
  expect(await as(mine, rulesOf)).toEqual({ version: 4, rules: defaultRules });
  expect(
    (await as(mine, (ctx) => listVersions(ctx))).map(({ version, restoredFrom, changes }) => [version, restoredFrom, changes]),
  ).toEqual([
    [4, 0, 0],
    [3, 1, 1],
    [2, null, 1],
    [1, null, 1],
  ]);
  await expect(as(mine, (ctx) => restoreRules(ctx, 9))).rejects.toMatchObject({ code: "prospecting.score.version_unknown" });
  await expect(as(mine, ({ db }) => db.scoreRuleSet.deleteMany())).rejects.toThrow();
  const log = await as(mine, ({ db }) => db.auditLog.findMany({ orderBy: { createdAt: "asc" }, select: { action: true } }));
  expect(log.filter(({ action }) => action.startsWith("score_rules")).map(({ action }) => action)).toEqual([
    "score_rules.changed",
    "score_rules.changed",
    "score_rules.restored",
    "score_rules.restored",
  ]);
});

test("of two who change the rules at once, the second is told", async () => {
  const mine = await aCompany();
  await as(mine, (ctx) => saveRules(ctx, withPoints({ phone: 20 }), { baseVersion: 0 }));
  await expect(as(mine, (ctx) => saveRules(ctx, withPoints({ phone: 21 }), { baseVersion: 0 }))).rejects.toMatchObject({
    code: "prospecting.score.changed_meanwhile",
  });
});

test("a preview says exactly what the job then does, and writes nothing", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const ids = await someProspects(mine.owner, 12, (at) => (at % 3 === 0 ? { phone: undefined } : {}));
  await someProspects(other.owner, 5);
  await score(mine, ids);
  const before = await scores(mine);
  const draft = withPoints({ phone: -40 }, { thresholds: [{ key: "warm", on: "fit", at: 60, task: "call", inDays: 2 }] });
  const effect = await as(mine, (ctx) => previewRules(ctx, draft));
  expect(await scores(mine)).toEqual(before);
  expect(effect).toMatchObject({ read: 12, total: 12, rises: 0, falls: 8, same: 4 });
  expect(effect.examples).toHaveLength(8);
  expect(effect.examples[0]!.reasons[0]).toMatchObject({ code: "phone", part: "fit", to: -40 });
  expect(effect.histogram.before.reduce((sum, count) => sum + count, 0)).toBe(12);

  await as(mine, (ctx) => saveRules(ctx, draft, { baseVersion: 0 }));
  await score(mine, ids);
  const after = await scores(mine);
  expect(after.filter(({ leadScore }, at) => leadScore < before[at]!.leadScore)).toHaveLength(effect.falls);
  expect(after.filter(({ fitScore }) => fitScore >= 60)).toHaveLength(effect.thresholds[0]!.after);
  const bars = Array<number>(10).fill(0);
  for (const { leadScore } of after) bars[Math.min(9, Math.floor(leadScore / 10))]! += 1;
  expect(effect.histogram.after).toEqual(bars);
});

test("a preview of many is drawn from some of them, and says of how many", async () => {
  const mine = await aCompany();
  await someProspects(mine.owner, 40);
  const effect = await as(mine, (ctx) => previewRules(ctx, withPoints({ phone: 0 }), 10));
  expect(effect.total).toBe(40);
  expect(effect.read).toBeLessThan(40);
  expect(effect.rises + effect.falls + effect.same).toBe(effect.read);
});

test("a threshold opens one task a prospect, ever: by the job, told twice, after rules changed and changed back", async () => {
  const mine = await aCompany();
  const ids = await someProspects(mine.owner, 3, (at) => (at === 3 ? { jobTitle: undefined } : {}));
  const hot = (at: number) => withPoints({}, { thresholds: [{ key: "hot", on: "fit", at, task: "call", inDays: 1 }] });
  const tasks = () => as(mine, ({ db }) => db.task.findMany({ select: { prospectId: true, type: true, title: true, assignedToId: true } }));
  await withJobs(
    [rescoreCompany, openScoreTasksJob],
    async (jobs) => {
      await as(mine, (ctx) => saveRules(ctx, hot(70), { baseVersion: 0, withTasks: true }));
      await jobs.advance("5m");
      expect((await tasks()).map(({ prospectId }) => prospectId).sort()).toEqual(ids.slice(0, 2).sort());
      expect((await tasks())[0]).toMatchObject({ type: "call", assignedToId: mine.owner.actor.id });
      expect((await tasks())[0]!.title).toContain("Agence Corbelune");
      for (const { id } of await jobs.runs("crm/open-score-tasks")) await jobs.rerun(id);
      await as(mine, (ctx) => saveRules(ctx, hot(80), { baseVersion: 1, withTasks: true }));
      await jobs.advance("5m");
      await as(mine, (ctx) => saveRules(ctx, hot(70), { baseVersion: 2, withTasks: true }));
      await jobs.advance("5m");
      expect(await tasks()).toHaveLength(2);

      await as(mine, (ctx) => saveRules(ctx, hot(40), { baseVersion: 3, withTasks: false }));
      await jobs.advance("5m");
      expect(await tasks()).toHaveLength(2); // the third passed it by the rules alone, and nobody wanted calls from that
      expect(await as(mine, ({ db }) => db.scoreCrossing.count())).toBe(3);
    },
    { intercept: losingFirstAnswers() },
  );
});
