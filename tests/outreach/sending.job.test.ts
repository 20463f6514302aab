import { afterEach, expect, test } from "vitest";
import { pauseCampaign } from "~/domains/outreach/campaign/pause-campaign.server";
import { resumeCampaign } from "~/domains/outreach/campaign/resume-campaign.server";
import { stopCampaign } from "~/domains/outreach/campaign/stop-campaign.server";
import { approveMessage } from "~/domains/outreach/message/approve-messages.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { callMailDoor } from "~/domains/outreach/webhook/call-mail-door.server";
import { setClock } from "~/platform/clock";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { aCampaign, type TestCampaign } from "~tests/factories/outreach";
import { aSendingCompany, mailsOf, messageOf, setDailyLimit } from "~tests/factories/sending";
import { takeFacts } from "~tests/setup/jobs";
import { inngest, useTransport } from "~inngest/client";
import { startTestEngine, type TestEngine, type TestEngineOptions } from "~inngest/engine/testing";
import { processMailWebhookJob } from "~inngest/functions/outreach/process-mail-webhook";
import { sendMessages } from "~inngest/functions/outreach/send-messages";
import { settleUnknownSends } from "~inngest/functions/outreach/settle-unknown-sends";

let engine: TestEngine | undefined;
afterEach(async () => {
  await engine?.close();
  engine = undefined;
  setClock();
  useTransport(takeFacts);
});

/** The jobs on a clock of their own, which the product reads too. The sweep only where it is asked for: it ticks each five minutes. */
async function begin(startsAt: string, more: Partial<TestEngineOptions> = {}) {
  engine = await startTestEngine({
    connectionString: process.env.DATABASE_URL!,
    client: inngest,
    functions: [sendMessages, processMailWebhookJob],
    startsAt,
    ...more,
  });
  const jobs = engine;
  setClock(() => new Date(jobs.now()));
  return jobs;
}

async function approveAll(company: TestCompany, { messageIds }: TestCampaign) {
  for (const messageId of messageIds) await inCompany(company.owner, (ctx) => approveMessage(ctx, { messageId, revision: 1 }));
}

const statuses = (company: TestCompany, campaignId: string) =>
  inCompany(company.owner, async ({ db }) =>
    (await db.message.findMany({ where: { campaignId }, select: { status: true } })).map(({ status }) => status).sort(),
  );

const monday = "2026-11-23T09:00:00Z";

test("what is approved leaves within moments, in one run however many are approved one by one", async () => {
  const shop = await aSendingCompany();
  const campaign = await aCampaign(shop, { prospects: [{}, {}, {}] });
  const jobs = await begin(monday);
  await approveAll(shop, campaign);
  await jobs.advance("1m");
  expect(await statuses(shop, campaign.campaignId)).toEqual(["sent", "sent", "sent"]);
  expect(await jobs.runs("outreach/send-messages")).toMatchObject([{ status: "Completed" }]);
  for (const messageId of campaign.messageIds) expect(await mailsOf(messageId)).toHaveLength(1);
});

test("approved at night it sleeps until the recipient's morning", async () => {
  const shop = await aCompany();
  const campaign = await aCampaign(shop);
  const jobs = await begin("2026-11-23T21:00:00Z");
  await approveAll(shop, campaign);
  await jobs.advance("10h");
  expect(await statuses(shop, campaign.campaignId)).toEqual(["approved"]);
  await jobs.advance("65m");
  expect(await statuses(shop, campaign.campaignId)).toEqual(["sent"]);
  expect((await messageOf(shop, campaign.messageIds[0]!)).sentAt!.toISOString().slice(0, 16)).toBe("2026-11-24T08:00");
});

test("past the day's limit the rest leaves the next day", async () => {
  const shop = await aSendingCompany();
  await setDailyLimit(shop, 2);
  const campaign = await aCampaign(shop, { prospects: [{}, {}, {}] });
  const jobs = await begin(monday);
  await approveAll(shop, campaign);
  await jobs.advance("1h");
  expect(await statuses(shop, campaign.campaignId)).toEqual(["approved", "sent", "sent"]);
  await jobs.advance("15h");
  expect(await statuses(shop, campaign.campaignId)).toEqual(["sent", "sent", "sent"]);
});

test("killed after a step's effect and run again, each mail leaves once", async () => {
  for (const dyingStep of ["reserve 1", "send 1"]) {
    const shop = await aSendingCompany();
    const campaign = await aCampaign(shop, { prospects: [{}, {}, {}] });
    let isDead = false;
    const jobs = await begin(monday, {
      functions: [sendMessages, settleUnknownSends],
      async intercept(request, handler) {
        const answer = await handler(request);
        const says = await answer.clone().text();
        if (isDead || !says.includes(`"${dyingStep}"`)) return answer;
        isDead = true;
        return new Response("the process died", { status: 500 });
      },
    });
    await approveAll(shop, campaign);
    await jobs.advance("20m");
    expect(isDead, dyingStep).toBe(true);
    expect(await statuses(shop, campaign.campaignId), dyingStep).toEqual(["sent", "sent", "sent"]);
    for (const messageId of campaign.messageIds) expect(await mailsOf(messageId)).toHaveLength(1);
    await jobs.close();
    engine = undefined;
  }
});

test("a pause holds, a resumption goes on, a stop cancels the run that sleeps", async () => {
  const shop = await aCompany();
  const campaign = await aCampaign(shop, { prospects: [{}, {}] });
  const { campaignId } = campaign;
  const jobs = await begin("2026-11-23T21:00:00Z");
  await approveAll(shop, campaign);
  await jobs.advance("1h");
  await inCompany(shop.owner, (ctx) => pauseCampaign(ctx, { campaignId }));
  await jobs.advance("12h");
  expect(await statuses(shop, campaignId)).toEqual(["approved", "approved"]);
  await inCompany(shop.owner, (ctx) => resumeCampaign(ctx, { campaignId }));
  await jobs.advance("1m");
  expect(await statuses(shop, campaignId)).toEqual(["sent", "sent"]);

  const other = await aCampaign(shop);
  await jobs.advance("11h"); // night again
  await approveAll(shop, other);
  await jobs.advance("1h");
  await inCompany(shop.owner, (ctx) => stopCampaign(ctx, other));
  await jobs.advance("14h");
  expect(await statuses(shop, other.campaignId)).toEqual(["cancelled"]);
  expect((await jobs.runs("outreach/send-messages")).at(-1)).toMatchObject({ status: "Cancelled" });
});

test("a job that died for good is made up for by the sweep: begun mails are looked up, approved ones leave", async () => {
  const shop = await aSendingCompany();
  const campaign = await aCampaign(shop, { prospects: [{}, {}] });
  const jobs = await begin(monday, { functions: [sendMessages, settleUnknownSends] });
  useTransport(takeFacts); // the facts of the approval reach nobody
  await approveAll(shop, campaign);
  const { messageIds } = await inCompany(shop.owner, (ctx) => reserveSends(ctx, { campaignId: campaign.campaignId, atMost: 1 }));
  expect(messageIds).toHaveLength(1);
  useTransport(jobs.engine.fetch);
  await jobs.advance("30m");
  expect(await statuses(shop, campaign.campaignId)).toEqual(["sent", "sent"]);
  for (const messageId of campaign.messageIds) expect(await mailsOf(messageId)).toHaveLength(1);
});

test("what the mailbox's buttons tell goes through the door and the job, also when the job is killed and run again", async () => {
  const shop = await aSendingCompany();
  const campaign = await aCampaign(shop);
  const [messageId] = campaign.messageIds;
  let isDead = false;
  const jobs = await begin(monday, {
    async intercept(request, handler) {
      const answer = await handler(request);
      if (isDead || !(await answer.clone().text()).includes('"process"')) return answer;
      isDead = true;
      return new Response("the process died", { status: 500 });
    },
  });
  await approveAll(shop, campaign);
  await jobs.advance("1m");
  const [mail] = await mailsOf(messageId!);
  expect(await callMailDoor(mail!.id as string, { call: "replied", text: "Oui, jeudi." })).toBe(200);
  expect(await callMailDoor(mail!.id as string, { call: "delivered" })).toBe(200);
  await jobs.advance("10m");
  expect(isDead).toBe(true);
  expect(await messageOf(shop, messageId!)).toMatchObject({
    status: "replied",
    deliveredAt: expect.any(Date),
    repliedAt: expect.any(Date),
  });
  const rows = await asOwner(
    async (owner) => (await owner.query("SELECT content FROM interactions WHERE message_id = $1 AND type = 'received'", [messageId])).rows,
  );
  expect(rows).toEqual([{ content: "Oui, jeudi." }]);
});
