import { afterEach, beforeEach, expect, test } from "vitest";
import { beginSends } from "~/domains/outreach/sending/begin-sends.server";
import { buildMail } from "~/domains/outreach/sending/build-mail.server";
import { reconcileSends } from "~/domains/outreach/sending/reconcile-sends.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { getSender } from "~/domains/outreach/sending/sender.queries.server";
import { sendReserved } from "~/domains/outreach/sending/send-reserved.server";
import { rereadEnv } from "~/platform/env.server";
import { setLogWriter } from "~/platform/logger";
import { inCompany } from "~/platform/tenancy.server";
import { sendMail } from "~/platform/vendors/postmark.server";
import { asOwner, type TestCompany } from "~tests/factories/company";
import { anApprovedMessage } from "~tests/factories/outreach";
import { aSendingCompany, mailsOf, manyApproved, messageOf, sendOnce } from "~tests/factories/sending";
import { type Fault, fakePostmark } from "~tests/fakes/postmark";
import { network } from "~tests/setup/network";
import "~tests/setup/jobs";

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const reserve = (company: TestCompany, campaignId: string) => inCompany(company.owner, (ctx) => reserveSends(ctx, { campaignId }));

beforeEach(async () => {
  await asOwner((owner) => owner.query("DELETE FROM external_service_statuses"));
});
afterEach(() => {
  Object.assign(process.env, { VENDORS: "local", POSTMARK_SERVER_TOKEN: "" });
  rereadEnv();
  setLogWriter((line) => console.log(line));
});

/** From here to the end of the test mails go to Postmark, as the network fakes it. */
function connect(faults: Fault[] = []) {
  Object.assign(process.env, { VENDORS: "", POSTMARK_SERVER_TOKEN: "server-token" });
  rereadEnv();
  const postmark = fakePostmark(faults);
  network.use(...postmark.handlers);
  return postmark;
}

/** The process dies after the provider has the mail and before anything is written down. */
async function dieAfterCall(company: TestCompany, campaignId: string) {
  const { messageIds, reservedAt } = await reserve(company, campaignId);
  const begun = await inCompany(company.owner, (ctx) => beginSends(ctx, { messageIds, reservedAt }));
  const sender = await inCompany(company.owner, getSender);
  for (const message of begun) await sendMail(await buildMail(sender, message));
  return { campaignId, messageIds, reservedAt };
}

test("dead between call and settling: the step run again sends nothing, the lookup finds it, once", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const reservation = await dieAfterCall(shop, campaignId);
  expect(await sendReserved(shop.owner, reservation)).toEqual({ sent: 0, waitUntil: null });
  expect((await messageOf(shop, messageId)).status).toBe("sending");
  expect(await reconcileSends(shop.owner, later(1))).toEqual({ found: 0, putBack: 0, unknown: 0 });
  expect(await reconcileSends(shop.owner, later(3))).toEqual({ found: 1, putBack: 0, unknown: 0 });
  expect(await messageOf(shop, messageId)).toMatchObject({ status: "sent", vendorMessageId: expect.any(String) });
  expect(await reconcileSends(shop.owner, later(30))).toEqual({ found: 0, putBack: 0, unknown: 0 });
  expect(await mailsOf(messageId)).toHaveLength(1);
});

test("dead before the call: what the mailbox does not know goes back and leaves once", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const { messageIds, reservedAt } = await reserve(shop, campaignId);
  await inCompany(shop.owner, (ctx) => beginSends(ctx, { messageIds, reservedAt }));
  expect(await reconcileSends(shop.owner, later(3))).toEqual({ found: 0, putBack: 1, unknown: 0 });
  expect(await messageOf(shop, messageId)).toMatchObject({
    status: "approved",
    errorCode: "outreach.sending.not_at_provider",
    reservedAt: null,
  });
  expect(await inCompany(shop.owner, ({ db }) => db.usageLimit.findFirstOrThrow())).toMatchObject({ emailsSentToday: 0 });
  expect(await sendOnce(shop, campaignId)).toMatchObject({ sent: 1 });
  expect(await mailsOf(messageId)).toHaveLength(1);
});

test("Postmark took the mail and the answer was lost: unknown, looked up by our own id, sent; called once", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const postmark = connect(["lose answer"]);
  expect(await sendOnce(shop, campaignId)).toMatchObject({ sent: 0 });
  expect(await messageOf(shop, messageId)).toMatchObject({ status: "unknown", errorCode: "outreach.sending.unknown" });
  expect(await reconcileSends(shop.owner, later(3))).toMatchObject({ found: 1 });
  expect(await messageOf(shop, messageId)).toMatchObject({ status: "sent", vendorMessageId: postmark.taken[0]!.MessageID });
  expect([postmark.calls, postmark.asked]).toEqual([1, [`broadcast ${messageId}`]]);
});

test("a broken answer is no proof: Postmark's 500 is looked up, not repeated", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const postmark = connect(["broken"]);
  await sendOnce(shop, campaignId);
  await reconcileSends(shop.owner, later(3));
  expect((await messageOf(shop, messageId)).status).toBe("sent");
  expect(postmark.calls).toBe(1);
});

test("Postmark never got the mail: unknown until its absence is proof, then approved again with the reason", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const postmark = connect(["lose call"]);
  await sendOnce(shop, campaignId);
  for (const minutes of [3, 14]) {
    expect(await reconcileSends(shop.owner, later(minutes))).toMatchObject({ unknown: 1 });
    expect((await messageOf(shop, messageId)).status).toBe("unknown");
  }
  expect(await reconcileSends(shop.owner, later(16))).toMatchObject({ putBack: 1 });
  expect(await messageOf(shop, messageId)).toMatchObject({ status: "approved", errorCode: "outreach.sending.not_at_provider" });
  expect(await sendOnce(shop, campaignId)).toMatchObject({ sent: 1 });
  expect(postmark.taken).toHaveLength(1);
});

test("while the provider cannot be asked nothing is decided", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  connect(["lose call"]);
  await sendOnce(shop, campaignId);
  const { http, HttpResponse } = await import("msw");
  network.use(http.get("https://api.postmarkapp.com/messages/outbound", () => HttpResponse.error()));
  setLogWriter(() => {});
  expect(await reconcileSends(shop.owner, later(60))).toEqual({ found: 0, putBack: 0, unknown: 0 });
  expect((await messageOf(shop, messageId)).status).toBe("unknown");
});

test("what goes to Postmark carries our id, the one-click headers and no tracking", async () => {
  const shop = await aSendingCompany();
  const { campaignId, messageId } = await anApprovedMessage(shop);
  const postmark = connect();
  await sendOnce(shop, campaignId);
  const [mail] = postmark.taken;
  expect(mail).toMatchObject({
    MessageStream: "broadcast",
    TrackOpens: false,
    TrackLinks: "None",
    Metadata: { "essor-id": messageId, "essor-campaign": campaignId },
  });
  expect(mail!.Headers.map(({ Name }) => Name)).toEqual(["Message-ID", "X-PM-KeepID", "List-Unsubscribe", "List-Unsubscribe-Post"]);
});

test("a dead address is suppressed, a wrong mail fails, and neither counts against the day", async () => {
  const shop = await aSendingCompany();
  const [dead, wrong] = [await anApprovedMessage(shop), await anApprovedMessage(shop)];
  connect(["inactive", "invalid"]);
  await sendOnce(shop, dead.campaignId);
  await sendOnce(shop, wrong.campaignId);
  expect(await messageOf(shop, dead.messageId)).toMatchObject({
    status: "bounced",
    errorCode: "outreach.sending.inactive_recipient",
    bouncedAt: expect.any(Date),
  });
  expect(await messageOf(shop, wrong.messageId)).toMatchObject({
    status: "failed",
    errorCode: "outreach.sending.invalid",
    failedAt: expect.any(Date),
  });
  expect(await inCompany(shop.owner, ({ db }) => db.suppression.findMany())).toMatchObject([
    { address: dead.email, reason: "hard_bounce" },
  ]);
  expect(await inCompany(shop.owner, ({ db }) => db.usageLimit.findFirstOrThrow())).toMatchObject({ emailsSentToday: 0 });
});

test.each([
  ["busy", "rate_limited", 5],
  ["no sender", "not_connected", 60],
] as const)("a provider that is %s makes the rest wait, and nothing is lost", async (fault, code, minutes) => {
  const shop = await aSendingCompany();
  const campaignId = await manyApproved(shop, 30);
  const postmark = connect(Array.from({ length: 25 }, () => fault));
  const done = await sendOnce(shop, campaignId);
  expect(done.sent).toBe(0);
  expect((Date.parse(done.waitUntil!) - Date.now()) / 60_000).toBeCloseTo(minutes, 0);
  expect(postmark.calls).toBe(5);
  const rows = await inCompany(shop.owner, ({ db }) => db.message.findMany({ where: { campaignId } }));
  expect(
    rows.every(({ status, scheduledAt, reservedAt }) => status === "approved" && scheduledAt! > new Date() && reservedAt === null),
  ).toBe(true);
  expect(rows.some(({ errorCode }) => errorCode === `outreach.sending.${code}`)).toBe(true);
  expect(await inCompany(shop.owner, ({ db }) => db.usageLimit.findFirstOrThrow())).toMatchObject({ emailsSentToday: 0 });
});

test("nobody reconciles another company's sends", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const { campaignId, messageId } = await anApprovedMessage(shop);
  await dieAfterCall(shop, campaignId);
  expect(await reconcileSends(other.owner, later(3))).toEqual({ found: 0, putBack: 0, unknown: 0 });
  expect((await messageOf(shop, messageId)).status).toBe("sending");
});
