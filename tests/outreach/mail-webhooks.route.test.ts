import fc from "fast-check";
import { expect, test } from "vitest";
import { processMailWebhook } from "~/domains/outreach/webhook/process-mail-webhook.server";
import { mailboxAuthorization } from "~/domains/outreach/webhook/webhook-auth.server";
import { action } from "~/routes/system/webhooks.postmark";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { asOwner, type TestCompany } from "~tests/factories/company";
import { anApprovedMessage } from "~tests/factories/outreach";
import { aSendingCompany, aSentMessage, messageOf } from "~tests/factories/sending";
import "~tests/setup/jobs";

type Payload = Record<string, unknown>;

const post = (payload: unknown, authorization: string | null = mailboxAuthorization()) =>
  action({
    request: new Request("http://localhost:3000/webhooks/postmark", {
      method: "POST",
      headers: authorization ? { authorization } : {},
      body: typeof payload === "string" ? payload : JSON.stringify(payload),
    }),
    params: {},
    context: {},
  } as never) as Promise<Response>;

/** Runs the jobs that the calls asked for, in the order given. */
async function processAll({ companyId }: TestCompany, order: (ids: string[]) => string[] = (ids) => ids) {
  const job = asJob(companyId, "outreach/process-mail-webhook");
  const waiting = await inCompany(job, ({ db }) =>
    db.event.findMany({ where: { eventType: "outreach/mail_webhook.received" }, orderBy: { id: "asc" } }),
  );
  const byId = new Map(
    waiting.map(({ payload }) => [
      (payload as { webhookEventId: string }).webhookEventId,
      payload as { webhookEventId: string; messageId: string },
    ]),
  );
  for (const id of order([...byId.keys()])) await inCompany(job, (ctx) => processMailWebhook(ctx, byId.get(id)!));
}

/** The provider's seven formats about one mail. */
function calls(messageId: string, email: string): Record<string, Payload> {
  const about = {
    MessageStream: "broadcast",
    MessageID: `vendor-${messageId}`,
    ServerID: 23,
    Tag: "",
    Metadata: { "essor-id": messageId },
  };
  const client = {
    Client: { Name: "Thunderbird", Company: "Mozilla", Family: "Thunderbird" },
    Platform: "Desktop",
    UserAgent: "Mozilla/5.0",
    Geo: {},
  };
  return {
    delivery: { RecordType: "Delivery", ...about, Recipient: email, DeliveredAt: "2026-03-02T09:00:10.1234567Z", Details: "250 ok" },
    open: { RecordType: "Open", ...about, ...client, FirstOpen: true, Recipient: email, ReceivedAt: "2026-03-02T09:05:00.0000000Z" },
    click: {
      RecordType: "Click",
      ...about,
      ...client,
      ClickLocation: "HTML",
      OriginalLink: "https://www.orvane.example.com",
      Recipient: email,
      ReceivedAt: "2026-03-02T09:06:00.0000000Z",
    },
    soft: {
      RecordType: "Bounce",
      ...about,
      ID: 692560173,
      Type: "SoftBounce",
      TypeCode: 4096,
      Name: "Soft bounce",
      Email: email,
      BouncedAt: "2026-03-02T09:01:00.0000000Z",
      Inactive: false,
      Description: "mailbox full",
    },
    hard: {
      RecordType: "Bounce",
      ...about,
      ID: 4323372036854775807,
      Type: "HardBounce",
      TypeCode: 1,
      Name: "Hard bounce",
      Email: email,
      BouncedAt: "2026-03-02T09:02:00.0000000Z",
      Inactive: true,
      Description: "unknown user",
    },
    complaint: {
      RecordType: "SpamComplaint",
      ...about,
      ID: 42,
      Type: "SpamComplaint",
      TypeCode: 512,
      Name: "Spam complaint",
      Email: email,
      BouncedAt: "2026-03-02T10:00:00Z",
    },
    subscription: {
      RecordType: "SubscriptionChange",
      ...about,
      ChangedAt: "2026-03-02T11:00:00Z",
      Recipient: email,
      Origin: "Recipient",
      SuppressSending: true,
      SuppressionReason: "ManualSuppression",
    },
    inbound: inbound(messageId, email, "Votre idée m'intéresse, appelez-moi jeudi."),
  };
}

const inbound = (messageId: string, email: string, text: string, more: Payload = {}): Payload => ({
  From: email,
  FromName: "Solène Quimerch",
  FromFull: { Email: email, Name: "Solène Quimerch", MailboxHash: "" },
  To: "odile@example.fr",
  ToFull: [{ Email: "odile@example.fr", Name: "", MailboxHash: "" }],
  Subject: "Re: Une idée pour vous",
  MessageID: `in-${messageId}-${text.length}`,
  MessageStream: "inbound",
  Date: "Mon, 2 Mar 2026 10:30:00 +0100",
  MailboxHash: "",
  TextBody: `${text}\n\nLe lun. 2 mars 2026 à 10:00, Odile Trémoire <odile@example.fr>\na écrit :\n\n> Bonjour,\n> Une idée`,
  HtmlBody: "",
  StrippedTextReply: "",
  Headers: [{ Name: "In-Reply-To", Value: `<${messageId}@example.fr>` }],
  Attachments: [{ Name: "plan.pdf", Content: "JVBERi0xLjQ=", ContentType: "application/pdf", ContentLength: 8 }],
  ...more,
});

const consent = ({ owner }: TestCompany, prospectId: string) =>
  inCompany(owner, ({ db }) =>
    db.prospect.update({ where: { id: prospectId }, data: { trackingConsentAt: new Date("2026-01-01T00:00:00Z") } }),
  );

/** All that the calls may leave behind, without ids and moments of our own. */
const stateOf = ({ owner }: TestCompany, { messageId, prospectId, email }: { messageId: string; prospectId: string; email: string }) =>
  inCompany(owner, async ({ db }) => {
    const { status, deliveredAt, openedAt, openCount, clickedAt, clickCount, bouncedAt, bounceType, repliedAt } =
      await db.message.findFirstOrThrow({ where: { id: messageId } });
    const recipient = await db.campaignRecipient.findFirstOrThrow({ where: { prospectId } });
    const prospect = await db.prospect.findFirstOrThrow({ where: { id: prospectId } });
    return {
      message: { status, deliveredAt, openedAt, openCount, clickedAt, clickCount, bouncedAt, bounceType, replied: repliedAt !== null },
      recipient: { state: recipient.state, stopReason: recipient.stopReason },
      prospect: prospect.status,
      suppression: (await db.suppression.findFirst({ where: { address: email } }))?.reason ?? null,
      events: (await db.messageEvent.findMany({ where: { messageId }, select: { type: true }, orderBy: { type: "asc" } })).map(
        ({ type }) => type,
      ),
      received: await db.interaction.count({ where: { prospectId, type: "received" } }),
      tasks: await db.task.count({ where: { messageId } }),
      sentFacts: await db.event.count({ where: { aggregateId: messageId, eventType: "outreach/message.sent" } }),
      repliedFacts: await db.event.count({ where: { aggregateId: messageId, eventType: "outreach/message.replied" } }),
    };
  });

test("every format told three times leaves one row and one state", async () => {
  const shop = await aSendingCompany();
  const message = await aSentMessage(shop);
  await consent(shop, message.prospectId);
  const formats = Object.values(calls(message.messageId, message.email));
  for (let turn = 0; turn < 3; turn++) for (const payload of formats) expect((await post(payload)).status).toBe(200);
  await processAll(shop);
  await processAll(shop);
  expect(await stateOf(shop, message)).toEqual({
    message: {
      status: "replied",
      deliveredAt: new Date("2026-03-02T09:00:10.123Z"),
      openedAt: new Date("2026-03-02T09:05:00Z"),
      openCount: 1,
      clickedAt: new Date("2026-03-02T09:06:00Z"),
      clickCount: 1,
      bouncedAt: new Date("2026-03-02T09:01:00Z"),
      bounceType: "HardBounce",
      replied: true,
    },
    recipient: { state: "replied", stopReason: "complained" },
    prospect: "engaged",
    suppression: "spam_complaint",
    events: ["bounce", "bounce", "click", "delivery", "open", "reply", "spam_complaint", "subscription_change"],
    received: 1,
    tasks: 1,
    sentFacts: 1,
    repliedFacts: 1,
  });
  const kept = await inCompany(shop.owner, ({ db }) => db.webhookEvent.findMany({ select: { outcome: true, type: true, payload: true } }));
  expect(kept).toHaveLength(8);
  expect(kept.every(({ outcome }) => outcome === "processed")).toBe(true);
  expect(JSON.stringify(kept)).not.toContain("JVBERi0");
});

test("whatever order the calls come in, the state is the same", async () => {
  const shop = await aSendingCompany();
  const names = Object.keys(calls("", ""));
  const reference = new Map<string, unknown>();
  await fc.assert(
    fc.asyncProperty(fc.subarray(names, { minLength: 1 }), fc.infiniteStream(fc.nat()), async (chosen, dice) => {
      const shuffled = chosen
        .map((name) => ({ name, at: dice.next().value! }))
        .sort((a, b) => a.at - b.at)
        .map(({ name }) => name);
      const results = [];
      for (const order of [chosen, shuffled]) {
        const message = await aSentMessage(shop);
        await consent(shop, message.prospectId);
        const payloads = calls(message.messageId, message.email);
        for (const name of order) await post(payloads[name]);
        await processAll(shop);
        results.push(await stateOf(shop, message));
      }
      expect(results[1]).toEqual(results[0]);
      reference.set(chosen.join(), results[0]);
    }),
    { numRuns: 8 },
  );
}, 60_000);

test("a wrong password gets 403 and leaves nothing; none at all as well", async () => {
  const shop = await aSendingCompany();
  const message = await aSentMessage(shop);
  const { delivery } = calls(message.messageId, message.email);
  for (const forged of [
    null,
    "",
    "Basic",
    `Basic ${btoa("mailbox:guess")}`,
    `Bearer ${btoa("mailbox:guess")}`,
    `${mailboxAuthorization()}x`,
  ])
    expect((await post(delivery, forged)).status, String(forged)).toBe(403);
  expect(await inCompany(shop.owner, ({ db }) => db.webhookEvent.count())).toBe(0);
});

test("what we do not know is kept and answered 200, what is no JSON 400", async () => {
  const mark = crypto.randomUUID();
  expect(
    (await post({ RecordType: "Delivery", MessageID: mark, Recipient: "x@example.test", DeliveredAt: "2026-03-02T09:00:00Z" })).status,
  ).toBe(200);
  expect((await post("{not json")).status).toBe(400);
  expect((await post([1, 2])).status).toBe(400);
  const kept = await asOwner(
    async (owner) =>
      (await owner.query("SELECT company_id, outcome FROM webhook_events WHERE vendor_key LIKE $1", [`Delivery:${mark}%`])).rows,
  );
  expect(kept).toEqual([{ company_id: null, outcome: "ignored" }]);
});

test("a new record type is kept for our staff and answered 200", async () => {
  const lines: string[] = [];
  const { setLogWriter } = await import("~/platform/logger");
  setLogWriter((line) => void lines.push(line));
  expect((await post({ RecordType: "SmsReceived", MessageID: crypto.randomUUID() })).status).toBe(200);
  setLogWriter((line) => console.log(line));
  expect(lines.join()).toContain("not understood");
});

test("opens and clicks without the person's consent leave no trace", async () => {
  const shop = await aSendingCompany();
  const message = await aSentMessage(shop);
  const { open, click } = calls(message.messageId, message.email);
  await post(open);
  await post(click);
  await processAll(shop);
  expect(await stateOf(shop, message)).toMatchObject({
    message: { status: "sent", openedAt: null, openCount: 0, clickedAt: null },
    events: [],
  });
});

test("an open with consent is no activity, a click is one", async () => {
  const shop = await aSendingCompany();
  const message = await aSentMessage(shop);
  await consent(shop, message.prospectId);
  const { open, click } = calls(message.messageId, message.email);
  const activity = () =>
    inCompany(shop.owner, async ({ db }) => (await db.prospect.findFirstOrThrow({ where: { id: message.prospectId } })).lastActivityAt);
  await post(open);
  await processAll(shop);
  expect(await activity()).toBeNull();
  await post(click);
  await processAll(shop);
  expect(await activity()).toEqual(new Date("2026-03-02T09:06:00Z"));
});

test("a reply keeps what the person wrote, names attachments, asks for an answer, and stops the sequence", async () => {
  const shop = await aSendingCompany();
  const message = await aSentMessage(shop);
  await post(calls(message.messageId, message.email).inbound);
  await processAll(shop);
  const { reply, task } = await inCompany(shop.owner, async ({ db }) => ({
    reply: await db.interaction.findFirstOrThrow({ where: { prospectId: message.prospectId, type: "received" } }),
    task: await db.task.findFirstOrThrow({ where: { messageId: message.messageId } }),
  }));
  expect(reply).toMatchObject({
    content: "Votre idée m'intéresse, appelez-moi jeudi.",
    metadata: { attachments: ["plan.pdf"], autoReply: false },
  });
  expect(task).toMatchObject({ type: "follow_up", title: "Répondre à Solène Quimerch", priority: "high" });
});

test("an out-of-office is kept in the timeline and counts for nothing", async () => {
  const shop = await aSendingCompany();
  const message = await aSentMessage(shop);
  await post(
    inbound(message.messageId, message.email, "Je suis absente jusqu'à lundi.", {
      Headers: [
        { Name: "In-Reply-To", Value: `<${message.messageId}@example.fr>` },
        { Name: "Auto-Submitted", Value: "auto-replied" },
      ],
    }),
  );
  await processAll(shop);
  expect(await stateOf(shop, message)).toMatchObject({
    message: { status: "sent", replied: false },
    recipient: { state: "sent" },
    prospect: "contacted",
    events: ["auto_reply"],
    received: 1,
    tasks: 0,
  });
});

test("a reply that asks us to stop is an opposition and asks nobody to answer", async () => {
  const shop = await aSendingCompany();
  const message = await aSentMessage(shop);
  await post(inbound(message.messageId, message.email, "Merci de me désinscrire de votre liste."));
  await processAll(shop);
  expect(await stateOf(shop, message)).toMatchObject({
    suppression: "unsubscribed",
    recipient: { state: "replied", stopReason: "unsubscribed" },
    tasks: 0,
    received: 1,
  });
});

test("a reply finds its message by the address it was sent to, and by the provider's own id", async () => {
  const shop = await aSendingCompany();
  const [byHash, byVendor] = [await aSentMessage(shop), await aSentMessage(shop)];
  const { vendorMessageId } = await messageOf(shop, byVendor.messageId);
  await post(
    inbound(byHash.messageId, byHash.email, "Oui.", {
      Headers: [],
      ToFull: [{ Email: "x@inbound.example.test", Name: "", MailboxHash: byHash.messageId }],
    }),
  );
  await post(
    inbound(byVendor.messageId, byVendor.email, "Non.", {
      Headers: [{ Name: "References", Value: `<other@example.test> <${vendorMessageId}@mtasv.net>` }],
    }),
  );
  await processAll(shop);
  expect((await messageOf(shop, byHash.messageId)).status).toBe("replied");
  expect((await messageOf(shop, byVendor.messageId)).status).toBe("replied");
});

test("a call about a mail we gave up proves that it left: it is sent, once", async () => {
  const shop = await aSendingCompany();
  const message = await anApprovedMessage(shop);
  await post(calls(message.messageId, message.email).delivery);
  await processAll(shop);
  expect(await stateOf(shop, message)).toMatchObject({ message: { status: "delivered" }, recipient: { state: "sent" }, sentFacts: 1 });
});

test("another company sees none of it", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const message = await aSentMessage(shop);
  await post(calls(message.messageId, message.email).hard);
  await processAll(shop);
  expect(
    await inCompany(other.owner, async ({ db }) => [
      await db.webhookEvent.count(),
      await db.messageEvent.count(),
      await db.suppression.count(),
    ]),
  ).toEqual([0, 0, 0]);
});
