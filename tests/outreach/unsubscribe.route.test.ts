import { expect, test } from "vitest";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { inCompany } from "~/platform/tenancy.server";
import { action, loader } from "~/routes/public/unsubscribe.$token";
import { asOwner } from "~tests/factories/company";
import { anApprovedMessage } from "~tests/factories/outreach";
import { aSendingCompany, aSentMessage, mailsOf, messageOf, sendOnce } from "~tests/factories/sending";
import "~tests/setup/jobs";

const at = (token: string, body?: string) =>
  ({
    request: new Request(
      `http://localhost:3000/unsubscribe/${token}`,
      body === undefined ? {} : { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } },
    ),
    params: { token },
    context: {},
  }) as never;

const suppressionOf = (company: Awaited<ReturnType<typeof aSendingCompany>>, address: string) =>
  inCompany(company.owner, ({ db }) => db.suppression.findMany({ where: { address } }));

test("opening the link changes nothing and says whose mail it was and where the data comes from", async () => {
  const shop = await aSendingCompany();
  const { token, email } = await aSentMessage(shop);
  const { data } = await loader(at(token));
  expect(data.page).toMatchObject({ company: shop.name, address: email, source: "manual", isDone: false });
  expect(await suppressionOf(shop, email)).toEqual([]);
});

test("one click without cookie or page opposes at once, the second time changes nothing", async () => {
  const shop = await aSendingCompany();
  const { token, email, messageId, prospectId } = await aSentMessage(shop);
  for (const body of ["List-Unsubscribe=One-Click", ""]) {
    const answer = await action(at(token, body));
    expect(answer.init?.status).toBe(200);
    expect(answer.data.page?.isDone).toBe(true);
  }
  expect(await suppressionOf(shop, email)).toMatchObject([{ reason: "unsubscribed", messageId }]);
  const { facts, recipient } = await inCompany(shop.owner, async ({ db }) => ({
    facts: await db.event.count({ where: { aggregateId: messageId, eventType: "outreach/prospect.unsubscribed" } }),
    recipient: await db.campaignRecipient.findFirstOrThrow({ where: { prospectId } }),
  }));
  expect(facts).toBe(1);
  expect(recipient).toMatchObject({ state: "stopped", stopReason: "unsubscribed" });
  expect((await loader(at(token))).data.page?.isDone).toBe(true);
});

test("nothing leaves after an opposition, not even what another campaign had reserved", async () => {
  const shop = await aSendingCompany();
  const first = await aSentMessage(shop);
  const second = await anApprovedMessage(shop);
  await asOwner((owner) => owner.query("UPDATE messages SET prospect_id = $1 WHERE id = $2", [first.prospectId, second.messageId]));
  await asOwner((owner) =>
    owner.query(
      "UPDATE messages SET sent_at = sent_at - interval '40 days', reserved_at = reserved_at - interval '40 days' WHERE id = $1",
      [first.messageId],
    ),
  );
  await action(at(first.token, "List-Unsubscribe=One-Click"));
  expect(await sendOnce(shop, second.campaignId)).toMatchObject({ sent: 0 });
  expect(await mailsOf(second.messageId)).toEqual([]);
  expect(await messageOf(shop, second.messageId)).toMatchObject({ status: "cancelled", errorCode: "outreach.sending.suppressed" });
  expect(await inCompany(shop.owner, (ctx) => reserveSends(ctx, { campaignId: second.campaignId }))).toMatchObject({ messageIds: [] });
});

test("an unknown or altered link is a page, not an error, and changes nothing", async () => {
  const shop = await aSendingCompany();
  const { token, email } = await aSentMessage(shop);
  for (const wrong of ["x", `${token}x`, token.slice(1)]) {
    const answer = await action(at(wrong, "List-Unsubscribe=One-Click"));
    expect(answer.init?.status).toBe(404);
    expect(answer.data.page).toBeNull();
  }
  expect(await suppressionOf(shop, email)).toEqual([]);
});

test("an opposition to one company says nothing about another's", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const { token, email } = await aSentMessage(shop);
  const theirs = await aSentMessage(other, { email: `shared-${Date.now()}@example.test` });
  await action(at(token, "List-Unsubscribe=One-Click"));
  expect(await suppressionOf(other, email)).toEqual([]);
  expect((await loader(at(theirs.token))).data.page?.isDone).toBe(false);
});
