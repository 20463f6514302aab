import { expect, test } from "vitest";
import { draftChunk } from "~/domains/outreach/draft/draft-chunk.server";
import { readDraftFacts } from "~/domains/outreach/draft/draft-facts.queries.server";
import { saveDrafts } from "~/domains/outreach/draft/save-drafts.server";
import { composeDrafts } from "~/domains/outreach/draft/write-drafts.server";
import { approveAll, approveMessage, whatApproveAllMeans } from "~/domains/outreach/message/approve-messages.server";
import { readDraftQueue } from "~/domains/outreach/message/draft-queue.queries.server";
import { editDraft } from "~/domains/outreach/message/edit-draft.server";
import { redraftMessage } from "~/domains/outreach/message/redraft-message.server";
import { refuseDraft, restoreDraft } from "~/domains/outreach/message/refuse-draft.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { aCampaign } from "~tests/factories/outreach";

const message = (company: TestCompany, id: string) =>
  inCompany(company.owner, ({ db }) => db.message.findUniqueOrThrow({ where: { id }, include: { recipient: true } }));
const facts = (company: TestCompany, eventType: string) =>
  inCompany(company.owner, ({ db }) => db.event.findMany({ where: { eventType }, select: { payload: true, aggregateId: true } }));
const edited = { subject: "Autre objet", previewText: "", content: "Bonjour,\n\nAutre texte." };

test("people with different facts get different drafts that cite them; drafts wait for a person", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  const { messageIds } = await aCampaign(company, {
    prospects: [
      { organizationName: "Grandclos Habitat", city: "Angers", firstName: "Jeanne" },
      { organizationName: null, city: "Le Havre", firstName: null, lastName: null },
    ],
  });
  const [one, other] = await Promise.all(messageIds.map((id) => message(company, id)));
  expect(one).toMatchObject({ status: "pending_approval", revision: 1, origin: "rules", recipient: { state: "drafted" } });
  expect(one!.content).toContain("Grandclos Habitat");
  expect(one!.content).toContain("à Angers");
  expect(other!.content).toContain("au Havre");
  expect(one!.content).not.toBe(other!.content);
  const cited = one!.evidence as unknown as Array<{ key: string; value: string; text: string }>;
  expect(cited.map(({ key }) => key)).toEqual(
    expect.arrayContaining(["prospect.organizationName", "prospect.city", "prospect.firstName", "product.benefit.1"]),
  );
  for (const { text } of cited) expect(`${one!.subject}\n${one!.content}`).toContain(text);
  expect(await facts(stranger, "outreach/messages.drafted")).toEqual([]);
  expect(await inCompany(stranger.owner, (ctx) => readDraftQueue(ctx, {}))).toBeNull();
});

test("a step that is run again after its drafts were saved writes nothing twice", async () => {
  const company = await aCompany();
  const { campaignId, messageIds } = await aCampaign(company, { prospects: [{}, {}], until: "launched" });
  const job = asJob(company.companyId, "outreach/draft-messages");
  // Killed between the call and the write: two runs hold drafts for the same revision.
  const read = await inCompany(job, (ctx) => readDraftFacts(ctx, { campaignId, messageIds }));
  const drafts = composeDrafts(read);
  const saved = await Promise.all([drafts, drafts].map((some) => inCompany(job, (ctx) => saveDrafts(ctx, { campaignId, drafts: some }))));
  expect(saved.map((ids) => ids.length).sort()).toEqual([0, 2]);
  expect(await draftChunk(job, { campaignId, messageIds })).toBe(0);
  expect((await message(company, messageIds[0]!)).revision).toBe(1);
  expect(await facts(company, "outreach/messages.drafted")).toHaveLength(1);
});

test("an approval of a text that was changed in between is refused, and nothing is lost", async () => {
  const company = await aCompany();
  const { messageIds, campaignId } = await aCampaign(company);
  const [messageId] = messageIds as [string];
  await inCompany(company.agent, (ctx) => editDraft(ctx, { messageId, revision: 1, ...edited }));
  await expect(inCompany(company.manager, (ctx) => approveMessage(ctx, { messageId, revision: 1 }))).rejects.toThrow(
    "outreach.message.changed_since",
  );
  expect(await message(company, messageId)).toMatchObject({
    status: "pending_approval",
    origin: "person",
    revision: 2,
    content: edited.content,
  });
  await expect(inCompany(company.agent, (ctx) => editDraft(ctx, { messageId, revision: 1, ...edited }))).rejects.toThrow(
    "outreach.message.changed_since",
  );

  await inCompany(company.manager, (ctx) => approveMessage(ctx, { messageId, revision: 2 }));
  expect(await message(company, messageId)).toMatchObject({
    status: "approved",
    approvedById: company.manager.actor.id,
    recipient: { state: "waiting" },
  });
  expect(await facts(company, "outreach/messages.approved")).toEqual([
    { aggregateId: campaignId, payload: { companyId: company.companyId, campaignId, messageIds } },
  ]);
  await expect(inCompany(company.manager, (ctx) => approveMessage(ctx, { messageId, revision: 2 }))).rejects.toThrow(
    "outreach.message.not_pending",
  );
});

test("approve all approves exactly what was shown, or nothing", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  await aCampaign(stranger);
  const { messageIds, campaignId } = await aCampaign(company, { prospects: [{}, {}, {}] });
  const shown = await inCompany(company.owner, (ctx) => whatApproveAllMeans(ctx, {}));
  expect(shown.count).toBe(3);
  await inCompany(company.agent, (ctx) => editDraft(ctx, { messageId: messageIds[1]!, revision: 1, ...edited }));
  await expect(inCompany(company.owner, (ctx) => approveAll(ctx, { mark: shown.mark }))).rejects.toThrow("outreach.message.queue_changed");
  expect(await inCompany(company.owner, ({ db }) => db.message.count({ where: { status: "approved" } }))).toBe(0);

  const again = await inCompany(company.owner, (ctx) => whatApproveAllMeans(ctx, { campaignId }));
  expect(await inCompany(company.owner, (ctx) => approveAll(ctx, { campaignId, mark: again.mark }))).toEqual({ approved: 3 });
  const told = (await facts(company, "outreach/messages.approved")).flatMap(
    ({ payload }) => (payload as { messageIds: Array<string> }).messageIds,
  );
  expect(told.sort()).toEqual([...messageIds].sort());
  expect(await inCompany(stranger.owner, ({ db }) => db.message.count({ where: { status: "approved" } }))).toBe(0);
});

test("a refusal stops that person's sequence, ends a campaign with nothing left, and can be taken back", async () => {
  const company = await aCompany();
  const { messageIds, campaignId } = await aCampaign(company);
  const [messageId] = messageIds as [string];
  await inCompany(company.owner, (ctx) => refuseDraft(ctx, { messageId, revision: 1 }));
  expect(await message(company, messageId)).toMatchObject({ status: "rejected", recipient: { state: "stopped", stopReason: "rejected" } });
  const status = () =>
    inCompany(company.owner, ({ db }) => db.campaign.findUniqueOrThrow({ where: { id: campaignId }, select: { status: true } }));
  expect(await status()).toEqual({ status: "completed" });

  await inCompany(company.owner, (ctx) => restoreDraft(ctx, { messageId }));
  expect(await message(company, messageId)).toMatchObject({
    status: "pending_approval",
    revision: 1,
    recipient: { state: "drafted", stopReason: null },
  });
  expect(await status()).toEqual({ status: "active" });
});

test("a remark brings another draft, which keeps the remark and follows it where rules can", async () => {
  const company = await aCompany();
  const { messageIds, campaignId } = await aCampaign(company, { prospects: [{ jobTitle: "Directrice d'agence" }] });
  const [messageId] = messageIds as [string];
  const before = await message(company, messageId);
  await inCompany(company.agent, (ctx) => redraftMessage(ctx, { messageId, revision: 1, remark: "Plus court" }));
  expect(await message(company, messageId)).toMatchObject({ status: "drafting", content: before.content, remark: "Plus court" });
  await draftChunk(asJob(company.companyId, "outreach/draft-messages"), { campaignId, messageIds });
  const after = await message(company, messageId);
  expect(after).toMatchObject({ status: "pending_approval", revision: 2, remark: "Plus court", draftError: null });
  expect(after.content.length).toBeLessThan(before.content.length);
});

test("the queue is at the wished draft, or at the one that took its place", async () => {
  const company = await aCompany();
  const { messageIds } = await aCampaign(company, { prospects: [{ leadScore: 90 }, { leadScore: 50 }, { leadScore: 10 }] });
  const queue = (wanted: string | null) => inCompany(company.owner, (ctx) => readDraftQueue(ctx, { wanted }));
  const order = (await queue(null))!.rail.map(({ id }) => id);
  expect([...order].sort()).toEqual([...messageIds].sort());
  expect(await queue(order[1]!)).toMatchObject({ draft: { id: order[1] }, at: 2, total: 3, previousId: order[0], nextId: order[2] });
  await inCompany(company.owner, (ctx) => approveMessage(ctx, { messageId: order[1]!, revision: 1 }));
  expect(await queue(order[1]!)).toMatchObject({ draft: { id: order[2] }, at: 2, total: 2 });
  await inCompany(company.owner, (ctx) => approveMessage(ctx, { messageId: order[2]!, revision: 1 }));
  expect(await queue(order[2]!)).toMatchObject({ draft: { id: order[0] }, at: 1, total: 1 });
});
