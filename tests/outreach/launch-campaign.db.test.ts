import { expect, test } from "vitest";
import { countAudience } from "~/domains/outreach/campaign/audience.queries.server";
import { createCampaign } from "~/domains/outreach/campaign/create-campaign.server";
import { launchCampaign } from "~/domains/outreach/campaign/launch-campaign.server";
import { stopCampaign } from "~/domains/outreach/campaign/stop-campaign.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { aCampaign, aProduct, someProspects } from "~tests/factories/outreach";

const form = { tone: "friendly", language: "fr", languageOfContact: false, goal: null, dailyLimit: null } as const;

test("a launch writes to those who may be written to, once each, and to nobody of another company", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  await someProspects(stranger, [{ tags: ["liste"] }]);
  const [kept] = await someProspects(company, [
    { tags: ["liste"], email: "kept@example.test" },
    { tags: ["liste"], email: null },
    { tags: ["liste"], email: "gone@example.test" },
  ]);
  const { prospectIds: busy } = await aCampaign(company, { prospects: [{ tags: ["liste"] }] });
  await inCompany(company.owner, ({ db, companyId }) =>
    db.suppression.create({ data: { companyId, address: "gone@example.test", reason: "unsubscribed" } }),
  );

  const productId = await aProduct(company);
  const { campaignId } = await inCompany(company.owner, (ctx) =>
    createCampaign(ctx, { ...form, name: "Bretagne", productId, filter: "tag=liste" }),
  );
  const counted = await inCompany(company.owner, (ctx) => countAudience(ctx, { filter: { tag: ["liste"] } }));
  expect(counted).toEqual({ matching: 4, contactable: 1, excluded: { no_email: 1, suppressed: 1, invalid_email: 0, too_soon: 1 } });

  const { recipients } = await inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }));
  expect(recipients).toBe(1);
  const messages = await inCompany(company.owner, ({ db }) => db.message.findMany({ where: { campaignId }, include: { recipient: true } }));
  expect(messages).toMatchObject([{ prospectId: kept, status: "drafting", revision: 0, language: "fr", recipient: { state: "enrolled" } }]);
  expect(messages[0]!.prospectId).not.toBe(busy[0]);
  expect(await inCompany(stranger.owner, ({ db }) => db.message.count())).toBe(0);
  await expect(inCompany(stranger.owner, (ctx) => launchCampaign(ctx, { campaignId }))).rejects.toThrow("platform.record.unknown");
});

test("where a campaign writes to each in his own language, a contact's decides if drafts can be written in it", async () => {
  const company = await aCompany();
  await someProspects(
    company,
    [{ language: "de" }, { language: "ar" }, { language: "pt" }, { language: null }].map((one) => ({ ...one, tags: ["langues"] })),
  );
  const productId = await aProduct(company);
  const { campaignId } = await inCompany(company.owner, (ctx) =>
    createCampaign(ctx, { ...form, language: "it", languageOfContact: true, name: "Europe", productId, filter: "tag=langues" }),
  );
  await inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }));
  const messages = await inCompany(company.owner, ({ db }) => db.message.findMany({ where: { campaignId }, select: { language: true } }));
  expect(messages.map(({ language }) => language).sort()).toEqual(["ar", "de", "it", "it"]);
});

test("launched twice at the same moment it launches once", async () => {
  const company = await aCompany();
  const { campaignId } = await aCampaign(company, { prospects: [{}, {}], until: "draft" });

  const launches = await Promise.allSettled([1, 2, 3].map(() => inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }))));
  expect(launches.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(launches.filter(({ status }) => status === "rejected").map((end) => (end as PromiseRejectedResult).reason.code)).toEqual([
    "outreach.campaign.already_launched",
    "outreach.campaign.already_launched",
  ]);
  expect(await inCompany(company.owner, ({ db }) => db.message.count({ where: { campaignId } }))).toBe(2);
  const facts = await inCompany(company.owner, ({ db }) =>
    db.event.count({ where: { aggregateId: campaignId, eventType: "outreach/campaign.launched" } }),
  );
  expect(facts).toBe(1);
});

test("two campaigns launched at once do not both take the same person", async () => {
  const company = await aCompany();
  await someProspects(
    company,
    Array.from({ length: 5 }, () => ({ tags: ["ensemble"] })),
  );
  const productId = await aProduct(company);
  const campaigns = await Promise.all(
    ["A", "B"].map((name) => inCompany(company.owner, (ctx) => createCampaign(ctx, { ...form, name, productId, filter: "tag=ensemble" }))),
  );
  const ends = await Promise.allSettled(
    campaigns.map(({ campaignId }) => inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }))),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await inCompany(company.owner, ({ db }) => db.message.count())).toBe(5);
});

test("a launch that finds nobody is refused and leaves the campaign as it was", async () => {
  const company = await aCompany();
  const productId = await aProduct(company);
  const { campaignId } = await inCompany(company.owner, (ctx) =>
    createCampaign(ctx, { ...form, name: "Personne", productId, filter: "tag=personne" }),
  );
  await expect(inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }))).rejects.toThrow("outreach.campaign.audience_empty");
  expect(await inCompany(company.owner, ({ db }) => db.campaign.findFirst({ where: { id: campaignId } }))).toMatchObject({
    status: "draft",
    totalRecipients: 0,
  });
});

test("a company that does not say its postal address launches nothing, and the campaign stays as it was", async () => {
  const company = await aCompany();
  const { campaignId } = await aCampaign(company, { until: "draft" });
  for (const postalAddress of [null, " \n "]) {
    await inCompany(company.owner, ({ db, companyId }) => db.company.update({ where: { id: companyId }, data: { postalAddress } }));
    await expect(inCompany(company.owner, (ctx) => launchCampaign(ctx, { campaignId }))).rejects.toThrow(
      "outreach.campaign.address_missing",
    );
  }
  expect(await inCompany(company.owner, ({ db }) => db.campaign.findFirst({ where: { id: campaignId } }))).toMatchObject({
    status: "draft",
  });
  expect(await inCompany(company.owner, ({ db }) => db.message.count())).toBe(0);
});

test("stopping cancels what has not left, and frees those people for another campaign", async () => {
  const company = await aCompany();
  const { campaignId, messageIds } = await aCampaign(company, { prospects: [{ tags: ["libre"] }, { tags: ["libre"] }] });
  const { cancelled } = await inCompany(company.owner, (ctx) => stopCampaign(ctx, { campaignId }));
  expect(cancelled).toBe(2);
  const messages = await inCompany(company.owner, ({ db }) =>
    db.message.findMany({ where: { id: { in: messageIds } }, include: { recipient: true } }),
  );
  expect(messages.map(({ status, recipient }) => [status, recipient.state, recipient.stopReason])).toEqual(
    Array(2).fill(["cancelled", "stopped", "campaign_stopped"]),
  );
  expect(await inCompany(company.owner, (ctx) => countAudience(ctx, { filter: { tag: ["libre"] } }))).toMatchObject({ contactable: 2 });
});
