import { expect, test } from "vitest";
import { pauseCampaign } from "~/domains/outreach/campaign/pause-campaign.server";
import { stopCampaign } from "~/domains/outreach/campaign/stop-campaign.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { sendReserved } from "~/domains/outreach/sending/send-reserved.server";
import { recordOpposition } from "~/domains/outreach/suppression/record-opposition.server";
import { suppressAddress } from "~/domains/outreach/suppression/suppress-address.server";
import { campaignsWithDueMessages } from "~/platform/across.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { aCampaign, anApprovedMessage } from "~tests/factories/outreach";
import {
  aSendingCompany,
  aSentMessage,
  mailsOf,
  manyApproved,
  messageOf,
  sendOnce,
  setCompany,
  setDailyLimit,
} from "~tests/factories/sending";
import "~tests/setup/jobs";

const reserve = (company: Awaited<ReturnType<typeof aCompany>>, campaignId: string, atMost?: number) =>
  inCompany(company.owner, (ctx) => reserveSends(ctx, { campaignId, atMost }));

test("an approved message leaves once, with everything the law and mail providers want of it", async () => {
  const shop = await aSendingCompany();
  await setCompany(shop, {
    postalAddress: "3 quai de la Fosse\n44000 Nantes",
    email: "contact@example.fr",
    senderName: 'Odile "Le" Guen\r\nBcc: x@example.test',
    senderEmail: "odile@example.fr",
  });
  const { messageId, campaignId, prospectId, email } = await anApprovedMessage(shop);
  await inCompany(shop.owner, ({ db }) =>
    db.message.updateMany({
      where: { id: messageId },
      data: {
        subject: "Bonjour\r\nBcc: evil@example.test",
        content: "Bonjour <b>vous</b>,\n\nVoir https://www.orvane.example.com/a?b=1&c=2.\nMerci",
      },
    }),
  );
  expect(await sendOnce(shop, campaignId)).toMatchObject({ sent: 1, waitUntil: null });
  expect(await sendOnce(shop, campaignId)).toMatchObject({ messageIds: [], nextAt: null, sent: 0 });

  const mails = await mailsOf(messageId);
  expect(mails).toHaveLength(1);
  const mail = mails[0] as {
    subject: string;
    from_line: string;
    to_line: string;
    text: string;
    html: string;
    headers: Array<{ name: string; value: string }>;
  };
  const header = (name: string) => mail.headers.find((one) => one.name === name)?.value;
  expect(mail.to_line).toBe(email);
  expect(mail.subject).toBe("Bonjour Bcc: evil@example.test");
  expect(mail.from_line).toBe('"Odile Le Guen Bcc: x@example.test" <odile@example.fr>');
  expect(JSON.stringify(mail.headers)).not.toMatch(/\\r|\\n/);
  expect(header("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  const link = /^<(http\S+\/unsubscribe\/\S+)>$/.exec(header("List-Unsubscribe")!)![1]!;
  expect(header("Message-ID")).toBe(`<${messageId}@example.fr>`);
  for (const part of [mail.html, mail.text]) {
    expect(part).toContain(link);
    expect(part).toContain("3 quai de la Fosse, 44000 Nantes");
    expect(part).toContain("contact@example.fr");
    expect(part).toContain("saisies par son équipe");
  }
  expect(mail.html).toContain("Bonjour &lt;b&gt;vous&lt;/b&gt;,</p>");
  expect(mail.html).toContain('<a href="https://www.orvane.example.com/a?b=1&amp;c=2" class="link"');
  expect(mail.html).not.toContain("§");
  expect(mail.text.startsWith("Bonjour <b>vous</b>,")).toBe(true);

  const after = await inCompany(shop.owner, async ({ db }) => ({
    message: await db.message.findFirstOrThrow({ where: { id: messageId } }),
    recipient: await db.campaignRecipient.findFirstOrThrow({ where: { prospectId } }),
    prospect: await db.prospect.findFirstOrThrow({ where: { id: prospectId } }),
    timeline: await db.interaction.findMany({ where: { prospectId, type: "sent" } }),
    costs: await db.costTracking.count({ where: { subjectId: messageId } }),
    facts: await db.event.findMany({ where: { aggregateId: messageId, eventType: "outreach/message.sent" } }),
    campaign: await db.campaign.findFirstOrThrow({ where: { id: campaignId } }),
    usage: await db.usageLimit.findFirstOrThrow(),
  }));
  expect(after.message).toMatchObject({ status: "sent", toEmail: email, vendorMessageId: expect.any(String), sentAt: expect.any(Date) });
  expect(after.recipient.state).toBe("sent");
  expect(after.prospect).toMatchObject({ status: "contacted", lastContactedAt: expect.any(Date), lastActivityAt: null });
  expect([after.timeline.length, after.costs, after.facts.length, after.usage.emailsSentToday]).toEqual([1, 1, 1, 1]);
  expect(after.campaign.status).toBe("completed");
});

test("the source of the data is told in the first message to a prospect, not in later ones", async () => {
  const shop = await aSendingCompany();
  await setCompany(shop, { dataSourceNote: "Salon de l'immobilier 2026" });
  const [first, second] = [await aSentMessage(shop), await anApprovedMessage(shop)];
  await asOwner(async (owner) => {
    await owner.query("UPDATE messages SET prospect_id = $1 WHERE id = $2", [first.prospectId, second.messageId]);
    await owner.query(
      "UPDATE messages SET sent_at = sent_at - interval '40 days', reserved_at = reserved_at - interval '40 days' WHERE id = $1",
      [first.messageId],
    );
  });
  expect(await sendOnce(shop, second.campaignId)).toMatchObject({ sent: 1 });
  const source = /Source de vos coordonnées\s:\sSalon de l'immobilier 2026/;
  const [[early], [late]] = [await mailsOf(first.messageId), await mailsOf(second.messageId)];
  expect(early!.text).toMatch(source);
  expect(late!.text).not.toMatch(source);
  expect(late!.text).toContain("est responsable de ces données");
});

test("nobody's second company sees or reserves the messages of the first", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const { campaignId, messageId } = await anApprovedMessage(shop);
  expect(await reserve(other, campaignId)).toMatchObject({ messageIds: [], nextAt: null });
  expect((await messageOf(shop, messageId)).status).toBe("approved");
});

test("an address suppressed after approval gets nothing and the message says why", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId, email, prospectId } = await anApprovedMessage(shop);
  await inCompany(shop.owner, (ctx) => suppressAddress(ctx, { address: email.toUpperCase(), reason: "manual" }));
  expect(await sendOnce(shop, campaignId)).toMatchObject({ sent: 0, messageIds: [] });
  expect(await messageOf(shop, messageId)).toMatchObject({ status: "cancelled", errorCode: "outreach.sending.suppressed" });
  expect(await inCompany(shop.owner, ({ db }) => db.campaignRecipient.findFirstOrThrow({ where: { prospectId } }))).toMatchObject({
    state: "stopped",
    stopReason: "unsubscribed",
  });
  expect(await mailsOf(messageId)).toEqual([]);
});

test("an opposition between reservation and call stops the message: nothing leaves after it", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const reservation = await reserve(shop, campaignId);
  expect(reservation.messageIds).toEqual([messageId]);
  await inCompany(shop.owner, (ctx) => recordOpposition(ctx, { messageId, addresses: [], at: ctx.now }));
  expect(await sendReserved(shop.owner, { campaignId, ...reservation })).toMatchObject({ sent: 0 });
  expect(await mailsOf(messageId)).toEqual([]);
  await reserve(shop, campaignId);
  expect(await messageOf(shop, messageId)).toMatchObject({
    status: "cancelled",
    errorCode: "outreach.sending.suppressed",
    reservedAt: null,
  });
  expect(await inCompany(shop.owner, ({ db }) => db.usageLimit.findFirstOrThrow())).toMatchObject({ emailsSentToday: 0 });
});

test("without a postal address nothing leaves and nothing is lost: once it is back, all goes", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const campaignId = await manyApproved(shop, 3);
  const others = await manyApproved(other, 1);
  const states = () => inCompany(shop.owner, ({ db }) => db.message.groupBy({ by: ["status"], where: { campaignId }, _count: true }));
  const due = async () => (await campaignsWithDueMessages(new Date(Date.now() + 60_000), 10_000)).map((one) => one.campaignId);
  const used = async () => (await inCompany(shop.owner, ({ db }) => db.usageLimit.findFirstOrThrow())).emailsSentToday;

  const reservation = await reserve(shop, campaignId);
  await setCompany(shop, { postalAddress: "\n" });
  expect(await sendReserved(shop.owner, { campaignId, ...reservation })).toMatchObject({ sent: 0 });
  expect(await reserve(shop, campaignId)).toMatchObject({ messageIds: [], nextAt: null });
  expect([await states(), await used()]).toEqual([[{ status: "approved", _count: 3 }], 0]);
  const waiting = await due();
  expect([waiting.includes(campaignId), waiting.includes(others)]).toEqual([false, true]);
  expect(await inCompany(shop.owner, ({ db }) => db.campaign.findFirst({ where: { id: campaignId } }))).toMatchObject({ status: "active" });

  await setCompany(shop, { postalAddress: "3 quai de la Fosse, 44000 Nantes" });
  expect(await due()).toContain(campaignId);
  expect(await sendOnce(shop, campaignId)).toMatchObject({ sent: 3 });
  expect(await states()).toEqual([{ status: "sent", _count: 3 }]);
});

test("a pause holds what is reserved and not begun, a stop cancels it", async () => {
  const shop = await aSendingCompany();
  const campaignId = await manyApproved(shop, 3);
  const reservation = await reserve(shop, campaignId);
  await inCompany(shop.owner, (ctx) => pauseCampaign(ctx, { campaignId }));
  expect(await sendReserved(shop.owner, { campaignId, ...reservation })).toMatchObject({ sent: 0 });
  expect(await reserve(shop, campaignId)).toMatchObject({ messageIds: [], nextAt: null });
  const states = () => inCompany(shop.owner, ({ db }) => db.message.groupBy({ by: ["status"], where: { campaignId }, _count: true }));
  expect(await states()).toEqual([{ status: "approved", _count: 3 }]);

  await inCompany(shop.owner, ({ db }) => db.campaign.update({ where: { id: campaignId }, data: { status: "active" } }));
  const again = await reserve(shop, campaignId);
  await inCompany(shop.owner, (ctx) => stopCampaign(ctx, { campaignId }));
  await sendReserved(shop.owner, { campaignId, ...again });
  expect(await states()).toEqual([{ status: "cancelled", _count: 3 }]);
});

test("a reservation sent twice sends each message once", async () => {
  const shop = await aSendingCompany();
  const campaignId = await manyApproved(shop, 40);
  const reservation = await reserve(shop, campaignId);
  const both = await Promise.all([1, 2].map(() => sendReserved(shop.owner, { campaignId, ...reservation })));
  expect(both[0]!.sent + both[1]!.sent).toBe(40);
  const mails = await asOwner(
    async (owner) =>
      (
        await owner.query(
          `SELECT count(*)::int AS n, count(DISTINCT metadata ->> 'essor-id')::int AS d FROM local_mails WHERE metadata ->> 'essor-campaign' = $1`,
          [campaignId],
        )
      ).rows[0],
  );
  expect(mails).toEqual({ n: 40, d: 40 });
});

test("200 reservations at once under a limit of 100 take exactly 100", async () => {
  const shop = await aSendingCompany();
  await setDailyLimit(shop, 100);
  const [one, other] = [await manyApproved(shop, 120), await manyApproved(shop, 120)];
  const all = await Promise.all(Array.from({ length: 200 }, (_, at) => reserve(shop, at % 2 ? one : other, 1)));
  expect(all.flatMap(({ messageIds }) => messageIds)).toHaveLength(100);
  expect(new Set(all.flatMap(({ messageIds }) => messageIds)).size).toBe(100);
  const { emailsSentToday } = await inCompany(shop.owner, ({ db }) => db.usageLimit.findFirstOrThrow());
  expect(emailsSentToday).toBe(100);
  const next = await reserve(shop, one, 50);
  expect(next.messageIds).toEqual([]);
  expect(Date.parse(next.nextAt!)).toBeGreaterThan(Date.now());
}, 60_000);

test("a campaign's own daily limit holds under the company's", async () => {
  const shop = await aSendingCompany();
  const campaignId = await manyApproved(shop, 10, { dailyLimit: 4 });
  expect((await reserve(shop, campaignId)).messageIds).toHaveLength(4);
  const next = await reserve(shop, campaignId);
  expect(next.messageIds).toEqual([]);
  const waiting = await inCompany(shop.owner, ({ db }) => db.message.findMany({ where: { campaignId, status: "approved" } }));
  expect(new Set(waiting.map(({ errorCode }) => errorCode))).toEqual(new Set(["outreach.sending.campaign_limit"]));
});

test("out of hours a message waits for its recipient's morning", async () => {
  const shop = await aCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const night = new Date("2026-11-23T22:30:00Z"); // Monday, 23:30 in Paris
  const { nextAt } = await inCompany(shop.owner, (ctx) => reserveSends({ ...ctx, now: night }, { campaignId }));
  expect(nextAt).toBe("2026-11-24T08:00:00.000Z");
  expect(await messageOf(shop, messageId)).toMatchObject({
    status: "approved",
    errorCode: "outreach.sending.out_of_hours",
    scheduledAt: new Date("2026-11-24T08:00:00Z"),
  });
});

test("two campaigns never reserve a mail to the same person", async () => {
  const shop = await aSendingCompany();
  const first = await aCampaign(shop, { until: "approved" });
  const second = await aCampaign(shop, { until: "approved" });
  // the second campaign's message goes to the first one's person, as a merge of two records may leave it
  await asOwner(async (owner) => {
    await owner.query(`UPDATE messages SET prospect_id = $1 WHERE id = $2`, [first.prospectIds[0], second.messageIds[0]]);
  });
  const both = await Promise.all([first, second].map(({ campaignId }) => reserve(shop, campaignId)));
  expect(both.flatMap(({ messageIds }) => messageIds)).toHaveLength(1);
});
