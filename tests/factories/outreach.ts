import { createCampaign } from "~/domains/outreach/campaign/create-campaign.server";
import { launchCampaign } from "~/domains/outreach/campaign/launch-campaign.server";
import { draftChunk } from "~/domains/outreach/draft/draft-chunk.server";
import { approveMessage } from "~/domains/outreach/message/approve-messages.server";
import { uuidv7 } from "~/platform/ids";
import { asJob, inCompany } from "~/platform/tenancy.server";
import type { TestCompany } from "./company";

export interface TestProspect {
  firstName?: string | null;
  lastName?: string | null;
  jobTitle?: string | null;
  organizationName?: string | null;
  city?: string | null;
  email?: string | null;
  language?: string | null;
  websiteUrl?: string | null;
  leadScore?: number;
  tags?: Array<string>;
}

let marks = 0;
const mark = () => `${Date.now().toString(36)}${(++marks).toString(36)}`;

/** A product with benefits, the most important first. @returns its id */
export async function aProduct(
  { owner, companyId }: TestCompany,
  {
    name = `Pack Visite ${mark()}`,
    benefits = ["Visites en ligne le lendemain avant midi", "Vos fichiers restent à vous"],
    websiteUrl = "https://www.orvane.example.com",
  } = {},
): Promise<string> {
  return inCompany(owner, async ({ db }) => {
    const { id } = await db.product.create({ data: { companyId, name, websiteUrl } });
    await db.productBenefit.createMany({ data: benefits.map((text, at) => ({ companyId, productId: id, text, priority: at + 1 })) });
    return id;
  });
}

/** Prospects with addresses at example.test unless told otherwise. @returns their ids in order */
export async function someProspects({ owner, companyId }: TestCompany, prospects: Array<TestProspect>): Promise<Array<string>> {
  const rows = prospects.map((prospect) => ({
    firstName: "Solène",
    lastName: "Quimerch",
    organizationName: "Kervanno Immobilier",
    city: "Rennes",
    email: `prospect-${mark()}@example.test`,
    leadScore: 50,
    ...prospect,
    id: uuidv7(),
    companyId,
  }));
  await inCompany(owner, ({ db }) => db.prospect.createMany({ data: rows }));
  return rows.map(({ id }) => id);
}

export interface TestCampaign {
  campaignId: string;
  productId: string;
  prospectIds: Array<string>;
  /** One a prospect, in their order; empty while the campaign is not launched. */
  messageIds: Array<string>;
}

/**
 * A campaign to prospects of its own (one by default), by the product's own verbs, as far as `until`:
 * "draft" not launched · "launched" messages want a draft · "drafted" (default) drafts by rules wait for approval · "approved".
 */
export async function aCampaign(
  company: TestCompany,
  {
    prospects = [{}],
    until = "drafted",
    ...fields
  }: {
    prospects?: Array<TestProspect>;
    until?: "draft" | "launched" | "drafted" | "approved";
    name?: string;
    tone?: "formal" | "friendly" | "direct";
    language?: "fr" | "en";
    goal?: string | null;
    dailyLimit?: number | null;
  } = {},
): Promise<TestCampaign> {
  const { owner, companyId } = company;
  const tag = `campagne-${mark()}`;
  const productId = await aProduct(company);
  const prospectIds = await someProspects(
    company,
    prospects.map((prospect) => ({ ...prospect, tags: [...(prospect.tags ?? []), tag] })),
  );
  const { campaignId } = await inCompany(owner, (ctx) =>
    createCampaign(ctx, {
      name: tag,
      productId,
      tone: "friendly",
      language: "fr",
      languageOfContact: false,
      goal: null,
      dailyLimit: null,
      filter: `tag=${tag}`,
      ...fields,
    }),
  );
  const campaign = { campaignId, productId, prospectIds, messageIds: [] as Array<string> };
  if (until === "draft") return campaign;

  await inCompany(owner, (ctx) => launchCampaign(ctx, { campaignId }));
  const messages = await inCompany(owner, ({ db }) =>
    db.message.findMany({ where: { companyId, campaignId }, select: { id: true, prospectId: true } }),
  );
  campaign.messageIds = prospectIds.flatMap((prospectId) =>
    messages.filter((message) => message.prospectId === prospectId).map(({ id }) => id),
  );
  if (until === "launched") return campaign;

  await draftChunk(asJob(companyId, "outreach/draft-messages"), { campaignId, messageIds: campaign.messageIds });
  if (until === "approved")
    for (const messageId of campaign.messageIds) await inCompany(owner, (ctx) => approveMessage(ctx, { messageId, revision: 1 }));
  return campaign;
}

/** A message a person approved, and all it hangs on. */
export async function anApprovedMessage(
  company: TestCompany,
  prospect: TestProspect = {},
): Promise<{ messageId: string; campaignId: string; productId: string; prospectId: string; email: string }> {
  const email = prospect.email ?? `prospect-${mark()}@example.test`;
  const { campaignId, productId, prospectIds, messageIds } = await aCampaign(company, {
    prospects: [{ ...prospect, email }],
    until: "approved",
  });
  return { messageId: messageIds[0]!, campaignId, productId, prospectId: prospectIds[0]!, email };
}
