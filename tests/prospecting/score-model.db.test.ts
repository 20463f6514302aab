import { expect, test } from "vitest";
import { activateModel, retireModel } from "~/domains/prospecting/score/model/switch-model.server";
import { fitModel } from "~/domains/prospecting/score/model/fit-model.server";
import { activeModel, listModels } from "~/domains/prospecting/score/model/model.queries.server";
import { askModel } from "~/domains/prospecting/score/model/ask-model.server";
import { countOutcomes, readOutcomes } from "~/domains/prospecting/score/model/outcomes.queries.server";
import { featuresOf, noFacts } from "~/domains/prospecting/score/score-facts.rules";
import { scoreProspects } from "~/domains/prospecting/score/score-prospects.server";
import { uuidv7 } from "~/platform/ids";
import { asJob, type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { refitModels } from "~inngest/functions/prospecting/refit-models";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { withJobs } from "~tests/factories/jobs";
import { aCampaign } from "~tests/factories/outreach";
import { someProspects } from "~tests/factories/prospecting";

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);
const as = <T>(company: TestCompany, work: (ctx: CompanyCtx) => Promise<T>) => inCompany(company.owner, work);

/** A company that wrote to so many, of whom those who decide answer more often; each was scored the day before. */
async function aHistory(company: TestCompany, count: number) {
  const { campaignId } = await aCampaign(company);
  await as(company, async ({ db, companyId }) => {
    const step = await db.campaignStep.findFirstOrThrow({ where: { campaignId }, select: { id: true } });
    const people = Array.from({ length: count }, (_, at) => {
      const decides = at % 2 === 0;
      return { id: uuidv7(), at, decides, answers: decides ? at % 6 !== 0 : at % 7 === 1, writtenAt: ago(120 - (at % 80)) };
    });
    await db.prospect.createMany({
      data: people.map(({ id, at, decides }) => ({
        id,
        companyId,
        organizationName: `Agence ${at}`,
        email: `personne-${at}@example.test`,
        jobTitle: decides ? "Gérante" : "Assistante",
      })),
    });
    await db.scoreChange.createMany({
      data: people.map(({ id, decides, writtenAt }) => ({
        companyId,
        prospectId: id,
        leadScore: decides ? 40 : 38,
        fitScore: 50,
        intentScore: 0,
        engagementScore: 0,
        budgetScore: 0,
        rulesVersion: 0,
        facts: featuresOf({ ...noFacts, jobTitle: decides ? "Gérante" : "Assistante" }),
        createdAt: new Date(writtenAt.getTime() - day),
      })),
    });
    const recipients = people.map((person) => ({ ...person, recipientId: uuidv7() }));
    await db.campaignRecipient.createMany({ data: recipients.map(({ id, recipientId }) => ({ id: recipientId, companyId, campaignId, prospectId: id })) }); // prettier-ignore
    await db.message.createMany({
      data: recipients.map(({ id, recipientId, answers, writtenAt }) => ({
        companyId,
        campaignId,
        stepId: step.id,
        recipientId,
        prospectId: id,
        language: "fr",
        status: answers ? ("replied" as const) : ("sent" as const),
        sentAt: writtenAt,
        repliedAt: answers ? new Date(writtenAt.getTime() + day) : null,
      })),
    });
  });
}

test("a model learns from what was known before each first message, never from what the answer told", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await aHistory(mine, 20);
  const before = await as(mine, readOutcomes);
  expect(before).toHaveLength(20);
  // What is learnt of them afterwards changes nothing of what it learns from.
  await as(mine, async ({ db, companyId }) => {
    await db.prospect.updateMany({ data: { phone: null, websiteUrl: "https://agence.example.test", jobTitle: "Gérante" } });
    const ids = await db.prospect.findMany({ select: { id: true } });
    await db.meeting.createMany({ data: ids.slice(0, 2).map(({ id }) => ({ companyId, prospectId: id, scheduledAt: new Date() })) });
    await db.message.updateMany({ where: { prospectId: ids[0]!.id }, data: { clickedAt: ago(1) } });
  });
  await inCompany(
    asJob(mine.companyId, "prospecting/score-prospects"),
    async (ctx) =>
    scoreProspects(ctx, (await ctx.db.prospect.findMany({ select: { id: true } })).map(({ id }) => id)), // prettier-ignore
  );
  const after = await as(mine, readOutcomes);
  expect(after.map(({ row, rules }) => [row, rules])).toEqual(before.map(({ row, rules }) => [row, rules]));
  expect(await as(other, readOutcomes)).toEqual([]);
});

test("who was written to lately, or was scored only afterwards, is not learnt from", async () => {
  const mine = await aCompany();
  await aHistory(mine, 10);
  await as(mine, ({ db }) => db.message.updateMany({ data: { sentAt: ago(20) } }));
  expect(await as(mine, countOutcomes)).toEqual({ positives: 0, negatives: 0 });
  await as(mine, ({ db }) => db.message.updateMany({ data: { sentAt: ago(300) } }));
  expect(await as(mine, countOutcomes)).toEqual({ positives: 0, negatives: 0 });
});

test("too few outcomes give no model; enough give one with its back-test, which scores nobody until a person switches it on", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const job = asJob(mine.companyId, "prospecting/fit-model");
  expect(await fitModel(job)).toEqual({ state: "too_few" });
  await expect(as(mine, askModel)).rejects.toMatchObject({ code: "prospecting.model.too_few" });
  await aHistory(mine, 160);
  expect(await fitModel(job)).toMatchObject({ state: "fitted" });
  expect(await fitModel(job)).toEqual({ state: "unchanged" });
  const [model] = await as(mine, (ctx) => listModels(ctx));
  expect(model).toMatchObject({ version: 1, isActive: false, backTest: { rows: 160 } });
  expect(model!.backTest.auc).toBeGreaterThan(0.7);
  expect(model!.backTest.folds.length).toBeGreaterThan(0);
  expect(model!.weights[0]!.column).toBe("decides");
  expect(await as(mine, activeModel)).toBeNull();

  const [id] = await someProspects(mine.owner, 1);
  const score = () => inCompany(asJob(mine.companyId, "prospecting/score-prospects"), (ctx) => scoreProspects(ctx, [id!]));
  const record = () => as(mine, ({ db }) => db.prospect.findUniqueOrThrow({ where: { id }, select: { aiScore: true, aiReasons: true } }));
  await score();
  expect(await record()).toEqual({ aiScore: null, aiReasons: null });
  await as(mine, (ctx) => activateModel(ctx, model!.id));
  await score();
  const guessed = await record();
  expect(guessed.aiScore).toBeGreaterThan(60); // a decision maker
  expect((guessed.aiReasons as Array<{ feature: string }>)[0]).toMatchObject({ feature: "decides", value: "true" });
  await score();
  expect(await record()).toEqual(guessed);
  await as(mine, retireModel);
  await score();
  expect(await record()).toEqual({ aiScore: null, aiReasons: null });
  await expect(as(other, (ctx) => activateModel(ctx, model!.id))).rejects.toMatchObject({ detail: { status: 404 } });
});

test("each month a model is fitted anew and none is switched on or off by that", async () => {
  const mine = await aCompany();
  await aHistory(mine, 160);
  await withJobs([refitModels], async (jobs) => {
    await jobs.advance("40d");
    expect((await as(mine, (ctx) => listModels(ctx))).map(({ version, isActive }) => [version, isActive])).toEqual([[1, false]]);
    const [first] = await as(mine, (ctx) => listModels(ctx));
    await as(mine, (ctx) => activateModel(ctx, first!.id));
    await as(mine, ({ db }) => db.message.updateMany({ where: { repliedAt: null, prospect: { organizationName: "Agence 3" } }, data: { repliedAt: ago(1) } })); // prettier-ignore
    await jobs.advance("40d");
    expect((await as(mine, (ctx) => listModels(ctx))).map(({ version, isActive }) => [version, isActive])).toEqual([
      [2, false],
      [1, true],
    ]);
  });
});
