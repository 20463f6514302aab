import { expect, test } from "vitest";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { action as pause } from "~/routes/outreach/campaigns.$campaignId.pause";
import { loader as campaign } from "~/routes/outreach/campaigns.$campaignId._index";
import { loader as messages } from "~/routes/outreach/campaigns.$campaignId.messages";
import { action as launch } from "~/routes/outreach/campaigns.$campaignId.launch";
import { action as create, loader as newCampaign } from "~/routes/outreach/campaigns.new";
import { action as approve } from "~/routes/outreach/drafts.$messageId.approve";
import { action as edit, loader as editPage } from "~/routes/outreach/drafts.$messageId.edit";
import { action as redraft } from "~/routes/outreach/drafts.$messageId.redraft";
import { action as refuse } from "~/routes/outreach/drafts.$messageId.refuse";
import { action as restore } from "~/routes/outreach/drafts.$messageId.restore";
import { loader as drafts } from "~/routes/outreach/drafts._index";
import { action as approveAll, loader as approveAllPage } from "~/routes/outreach/drafts.approve-all";
import { takeNotice } from "~/platform/notice.server";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { aCampaign, aProduct, someProspects } from "~tests/factories/outreach";

const send = async (
  door: (args: never) => Promise<unknown>,
  who: CompanyScope,
  params: Record<string, string>,
  form?: Record<string, string>,
  path = "/drafts",
) => door({ request: await requestOf(who, path, form ? { form } : {}), params, context: {} } as never);

/** What the answer tells on the next page. */
async function toldBy(answer: unknown) {
  const response = answer as Response;
  const { notice } = await takeNotice(
    new Request("http://localhost/", { headers: { cookie: response.headers.get("set-cookie")!.split(";")[0]! } }),
  );
  return { to: response.headers.get("location"), code: notice!.code, tone: notice!.tone, undo: notice!.undo };
}
const messageOf = (company: TestCompany, id: string) =>
  inCompany(company.owner, ({ db }) => db.message.findUniqueOrThrow({ where: { id } }));

test("an agent reads, edits and proposes, and may not approve, refuse or launch", async () => {
  const company = await aCompany();
  const { campaignId, messageIds } = await aCampaign(company);
  const params = { messageId: messageIds[0]!, campaignId };
  expect(await send(drafts, company.agent, {})).toMatchObject({ mayApprove: false, mayEdit: true, queue: { total: 1 } });
  for (const door of [approve, refuse, restore, approveAll, launch, pause])
    await expect(send(door, company.agent, params, { revision: "1", mark: "x" })).rejects.toMatchObject({
      code: "platform.gate.forbidden",
    });
  expect(
    await toldBy(await send(edit, company.agent, params, { revision: "1", subject: "Objet", content: "Bonjour,\r\n\r\nTexte." })),
  ).toMatchObject({ code: "outreach:notice.edited" });
  expect(await messageOf(company, messageIds[0]!)).toMatchObject({
    origin: "person",
    revision: 2,
    content: "Bonjour,\n\nTexte.",
    status: "pending_approval",
  });
  expect(await toldBy(await send(redraft, company.agent, params, { revision: "2", remark: "Plus court" }))).toMatchObject({
    code: "outreach:notice.redrafted",
  });
  expect(await messageOf(company, messageIds[0]!)).toMatchObject({ status: "drafting", remark: "Plus court" });
});

test.each(["manager", "owner"] as const)(
  "a %s approves the text that was seen; a stale approval is told and changes nothing",
  async (role) => {
    const company = await aCompany();
    const { messageIds } = await aCampaign(company, { prospects: [{}, {}] });
    const [messageId, next] = messageIds as [string, string];
    expect(await toldBy(await send(approve, company[role], { messageId }, { revision: "0", next }))).toEqual({
      to: `/drafts?message=${messageId}`,
      code: "outreach:error.message.changed_since",
      tone: "danger",
      undo: undefined,
    });
    expect(await messageOf(company, messageId)).toMatchObject({ status: "pending_approval" });
    expect(await toldBy(await send(approve, company[role], { messageId }, { revision: "1", next }))).toMatchObject({
      to: `/drafts?message=${next}`,
      code: "outreach:notice.approved",
    });
    expect(await messageOf(company, messageId)).toMatchObject({ status: "approved" });
  },
);

test("a refusal offers its undo, and the undo brings the draft back", async () => {
  const company = await aCompany();
  const { messageIds } = await aCampaign(company);
  const told = await toldBy(await send(refuse, company.manager, { messageId: messageIds[0]! }, { revision: "1" }));
  expect(told).toMatchObject({ code: "outreach:notice.refused", undo: { action: `/drafts/${messageIds[0]}/restore` } });
  await send(restore, company.manager, { messageId: messageIds[0]! }, told.undo!.fields);
  expect(await messageOf(company, messageIds[0]!)).toMatchObject({ status: "pending_approval" });
});

test("an edit that comes too late is refused with what was typed", async () => {
  const company = await aCompany();
  const { messageIds } = await aCampaign(company);
  const params = { messageId: messageIds[0]! };
  await send(edit, company.owner, params, { revision: "1", subject: "Premier", content: "Premier texte" });
  const answer = (await send(edit, company.agent, params, { revision: "1", subject: "Second", content: "Second texte" })) as {
    data: { initialValue: unknown; error: unknown };
    init: { status: number };
  };
  expect(answer.init.status).toBe(409);
  expect(answer.data.initialValue).toMatchObject({ revision: "1", subject: "Second", content: "Second texte" });
  expect(await messageOf(company, messageIds[0]!)).toMatchObject({ subject: "Premier", revision: 2 });
  expect(await send(editPage, company.agent, params)).toMatchObject({ draft: { subject: "Premier", revision: 2 } });
});

test("approve all shows its count and approves it", async () => {
  const company = await aCompany();
  const { campaignId } = await aCampaign(company, { prospects: [{}, {}, {}] });
  const { count, mark } = (await send(approveAllPage, company.manager, {})) as { count: number; mark: string };
  expect(count).toBe(3);
  expect(await toldBy(await send(approveAll, company.manager, {}, { mark: "another" }))).toMatchObject({
    code: "outreach:error.message.queue_changed",
    tone: "danger",
  });
  expect(await toldBy(await send(approveAll, company.manager, {}, { mark }))).toMatchObject({
    to: "/drafts",
    code: "outreach:notice.approved_all",
  });
  expect(await inCompany(company.owner, ({ db }) => db.message.count({ where: { campaignId, status: "approved" } }))).toBe(3);
});

test("a second company sees and touches nothing of the first", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  const { campaignId, messageIds } = await aCampaign(company);
  const params = { campaignId, messageId: messageIds[0]! };
  expect(await send(drafts, stranger.owner, {}, undefined, `/drafts?message=${messageIds[0]}`)).toMatchObject({
    queue: null,
    campaigns: [],
  });
  for (const door of [campaign, messages, editPage])
    await expect(send(door, stranger.owner, params)).rejects.toMatchObject({ code: "platform.record.unknown" });
  for (const door of [approve, refuse])
    await expect(send(door, stranger.owner, params, { revision: "1" })).rejects.toMatchObject({ code: "platform.record.unknown" });
  await expect(send(pause, stranger.owner, params, {})).rejects.toMatchObject({ code: "platform.record.unknown" });
  expect(await messageOf(company, messageIds[0]!)).toMatchObject({ status: "pending_approval" });
});

test("a campaign goes from its form to its launch, its audience counted on the way", async () => {
  const company = await aCompany();
  const productId = await aProduct(company);
  await someProspects(company, [{ tags: ["formulaire"] }, { tags: ["formulaire"], email: null }]);
  expect(await send(newCampaign, company.manager, {}, undefined, "/campaigns/new?tag=formulaire")).toMatchObject({
    filter: { tag: ["formulaire"] },
    count: { matching: 2, contactable: 1, excluded: { no_email: 1 } },
  });
  const form = { name: "Par formulaire", productId, tone: "direct", language: "fr", goal: "", dailyLimit: "", filter: "tag=formulaire" };
  const refused = (await send(create, company.manager, {}, { ...form, name: " " })) as {
    init: { status: number };
    data: { error: Record<string, Array<string>> };
  };
  expect(refused.init.status).toBe(422);
  expect(refused.data.error).toEqual({ name: ["outreach.campaign.name_missing"] });

  const { to } = await toldBy(await send(create, company.manager, {}, form));
  const campaignId = to!.split("/").at(-1)!;
  expect(await toldBy(await send(launch, company.manager, { campaignId }, {}))).toMatchObject({
    to: `/campaigns/${campaignId}`,
    code: "outreach:notice.launched",
  });
  expect(await send(campaign, company.agent, { campaignId })).toMatchObject({
    campaign: { status: "active", totalRecipients: 1, goal: null, dailyLimit: null },
    counts: { drafting: 1 },
    mayChange: false,
  });
  expect(await send(messages, company.agent, { campaignId }, undefined, `/campaigns/${campaignId}/messages?group=sent`)).toMatchObject({
    messages: [],
    group: "sent",
  });
});
