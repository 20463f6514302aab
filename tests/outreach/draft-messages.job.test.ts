import { expect, test } from "vitest";
import { launchCampaign } from "~/domains/outreach/campaign/launch-campaign.server";
import { pauseCampaign } from "~/domains/outreach/campaign/pause-campaign.server";
import { stopCampaign } from "~/domains/outreach/campaign/stop-campaign.server";
import { redraftMessage } from "~/domains/outreach/message/redraft-message.server";
import { inCompany } from "~/platform/tenancy.server";
import { draftMessages } from "~inngest/functions/outreach/draft-messages";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { aCampaign } from "~tests/factories/outreach";

const people = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ firstName: `Prénom${String.fromCharCode(97 + (at % 26))}`, leadScore: at % 100 }));
const messagesOf = (company: TestCompany, campaignId: string) =>
  inCompany(company.owner, ({ db }) => db.message.findMany({ where: { campaignId } }));
const factsOf = (company: TestCompany, eventType: string) =>
  inCompany(company.owner, ({ db }) => db.event.findMany({ where: { eventType } }));

test("a launch of 620 is drafted in requests of 500, each message once, though every answer gets lost once", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  const other = await aCampaign(stranger, { until: "launched" });
  const { campaignId } = await aCampaign(company, { prospects: people(620), until: "draft" });
  await withJobs(
    [draftMessages],
    async (jobs) => {
      await inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }));
      await jobs.advance("10m");
    },
    { intercept: losingFirstAnswers() },
  );
  const messages = await messagesOf(company, campaignId);
  expect(messages).toHaveLength(620);
  expect(new Set(messages.map(({ status, revision }) => `${status} ${revision}`))).toEqual(new Set(["pending_approval 1"]));
  const drafted = (await factsOf(company, "outreach/messages.drafted")).flatMap(
    ({ payload }) => (payload as { messageIds: Array<string> }).messageIds,
  );
  expect(drafted).toHaveLength(620);
  expect(new Set(drafted).size).toBe(620);
  const requests = (await factsOf(company, "outreach/drafts.requested")).map(
    ({ payload }) => (payload as { messageIds: Array<string> }).messageIds.length,
  );
  expect(Math.max(...requests)).toBe(500);
  expect((await messagesOf(stranger, other.campaignId)).map(({ status }) => status)).toEqual(["drafting"]);
});

test("a pause lets the drafts be written on; a stop ends the writing for good", async () => {
  const company = await aCompany();
  const [paused, stopped] = [
    await aCampaign(company, { prospects: people(3), until: "draft" }),
    await aCampaign(company, { prospects: people(3), until: "draft" }),
  ];
  await withJobs([draftMessages], async (jobs) => {
    for (const { campaignId } of [paused, stopped]) await inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }));
    await inCompany(company.owner, (ctx) => pauseCampaign(ctx, paused));
    await inCompany(company.owner, (ctx) => stopCampaign(ctx, stopped));
    await jobs.advance("10m");
  });
  const states = async ({ campaignId }: { campaignId: string }) =>
    new Set((await messagesOf(company, campaignId)).map(({ status }) => status));
  expect(await states(paused)).toEqual(new Set(["pending_approval"]));
  expect(await states(stopped)).toEqual(new Set(["cancelled"]));
});

test("a remark brings the draft back to the queue", async () => {
  const company = await aCompany();
  const { campaignId, messageIds } = await aCampaign(company);
  await withJobs([draftMessages], async (jobs) => {
    await inCompany(company.agent, (ctx) => redraftMessage(ctx, { messageId: messageIds[0]!, revision: 1, remark: "Plus formel" }));
    await jobs.advance("10m");
  });
  expect(await messagesOf(company, campaignId)).toMatchObject([{ status: "pending_approval", revision: 2, remark: "Plus formel" }]);
});

test("somebody deleted since the launch is not drafted, and the campaign ends when nothing else is left", async () => {
  const company = await aCompany();
  const { campaignId, prospectIds } = await aCampaign(company, { until: "draft" });
  await withJobs([draftMessages], async (jobs) => {
    await inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }));
    await inCompany(company.owner, ({ db, now }) => db.prospect.update({ where: { id: prospectIds[0]! }, data: { deletedAt: now } }));
    await jobs.advance("10m");
  });
  expect(await messagesOf(company, campaignId)).toMatchObject([{ status: "cancelled", content: "" }]);
  expect(await inCompany(company.owner, ({ db }) => db.campaign.findUnique({ where: { id: campaignId } }))).toMatchObject({
    status: "completed",
  });
});
