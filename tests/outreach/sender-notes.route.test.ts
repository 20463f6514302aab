import { afterEach, expect, test } from "vitest";
import { rereadEnv } from "~/platform/env.server";
import { inCompany } from "~/platform/tenancy.server";
import { loader as settings } from "~/routes/identity/settings.company";
import { loader } from "~/routes/outreach/campaigns.$campaignId._index";
import { action as launch } from "~/routes/outreach/campaigns.$campaignId.launch";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { aCampaign, anApprovedMessage } from "~tests/factories/outreach";
import { aSendingCompany, mailsOf, sendOnce, setCompany } from "~tests/factories/sending";

const inbound = "abc123@inbound.example.test";
const setInbound = (address?: string) => {
  if (address) process.env.POSTMARK_INBOUND_ADDRESS = address;
  else delete process.env.POSTMARK_INBOUND_ADDRESS;
  rereadEnv();
};
afterEach(() => setInbound());

const open = async (shop: TestCompany, campaignId: string, as: "owner" | "manager" = "owner") =>
  loader({ request: await requestOf(shop[as], `/campaigns/${campaignId}`), params: { campaignId }, context: {} } as never);

const replyTo = ({ headers }: Record<string, unknown>) =>
  (headers as Array<{ name: string; value: string }>).find(({ name }) => name === "Reply-To")?.value;

test("without a postal address the campaign's page says so, and launching it is refused with the reason", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const { campaignId } = await aCampaign(shop, { until: "draft" });
  await setCompany(shop, { postalAddress: null });
  expect(await open(shop, campaignId)).toMatchObject({ hasAddress: false, maySettle: true });
  expect(await open(shop, campaignId, "manager")).toMatchObject({ hasAddress: false, maySettle: false });
  await expect(open(other, campaignId)).rejects.toThrow("platform.record.unknown");

  const request = await requestOf(shop.manager, `/campaigns/${campaignId}/launch`, { form: {} });
  const answer = (await launch({ request, params: { campaignId }, context: {} } as never)) as Response;
  expect([answer.status, answer.headers.get("location")]).toEqual([302, `/campaigns/${campaignId}`]);
  const notice = Buffer.from(decodeURIComponent(/notice=([^;]+)/.exec(answer.headers.get("set-cookie")!)![1]!), "base64").toString();
  expect(notice).toContain("outreach:error.campaign.address_missing");
  expect(await inCompany(shop.owner, ({ db }) => db.campaign.findFirst({ where: { id: campaignId } }))).toMatchObject({ status: "draft" });
});

test("a reply address of one's own is told where the campaign stands, and its mails name it", async () => {
  setInbound(inbound);
  const shop = await aSendingCompany();
  const first = await anApprovedMessage(shop);
  expect(await open(shop, first.campaignId)).toMatchObject({ answersTo: null });
  await sendOnce(shop, first.campaignId);
  const [before] = await mailsOf(first.messageId);
  expect(replyTo(before!)).toBe(`abc123+${first.messageId}@inbound.example.test`);

  await setCompany(shop, { replyToEmail: "nous@example.fr" });
  const second = await anApprovedMessage(shop);
  expect(await open(shop, second.campaignId)).toMatchObject({ answersTo: "nous@example.fr" });
  await sendOnce(shop, second.campaignId);
  const [after] = await mailsOf(second.messageId);
  expect(replyTo(after!)).toBe("nous@example.fr");
});

test("the inbound address itself as reply address is as good as none", async () => {
  setInbound(inbound);
  const shop = await aSendingCompany();
  await setCompany(shop, { replyToEmail: inbound });
  const { messageId, campaignId } = await anApprovedMessage(shop);
  expect(await open(shop, campaignId)).toMatchObject({ answersTo: null });
  await sendOnce(shop, campaignId);
  const [mail] = await mailsOf(messageId);
  expect(replyTo(mail!)).toBe(`abc123+${messageId}@inbound.example.test`);
});

test("the settings promise that answers arrive only where they can", async () => {
  const shop = await aCompany();
  const receives = async () =>
    (await settings({ request: await requestOf(shop.owner, "/settings/company"), params: {}, context: {} } as never)).receivesAnswers;
  expect(await receives()).toBe(true); // the local mailbox
  Object.assign(process.env, { VENDORS: "", POSTMARK_SERVER_TOKEN: "connected" });
  rereadEnv();
  try {
    expect(await receives()).toBe(false);
    const { campaignId } = await aCampaign(shop, { until: "launched" });
    await setCompany(shop, { senderEmail: "odile@example.fr" });
    expect(await open(shop, campaignId)).toMatchObject({ answersTo: "odile@example.fr" });
    setInbound(inbound);
    expect(await receives()).toBe(true);
    expect(await open(shop, campaignId)).toMatchObject({ answersTo: null });
  } finally {
    process.env.VENDORS = "local";
    delete process.env.POSTMARK_SERVER_TOKEN;
    setInbound();
  }
});
