import { openPipeline } from "~/domains/crm/stage/open-pipeline.server";
import { asJob, type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { acts } from "./chapters/acts";
import { agents } from "./chapters/agents";
import { billing } from "./chapters/billing";
import { catalogue } from "./chapters/catalogue";
import { commerce } from "./chapters/commerce";
import { crm } from "./chapters/crm";
import { duplicates } from "./chapters/duplicates";
import { emails } from "./chapters/emails";
import { enrichment } from "./chapters/enrichment";
import { handovers } from "./chapters/handovers";
import { identity } from "./chapters/identity";
import { inbox } from "./chapters/inbox";
import { insights } from "./chapters/insights";
import { integrations } from "./chapters/integrations";
import { market } from "./chapters/market";
import { notifications } from "./chapters/notifications";
import { outreach } from "./chapters/outreach";
import { privacy } from "./chapters/privacy";
import { prospecting } from "./chapters/prospecting";
import { scores } from "./chapters/scores";
import { tenders } from "./chapters/tenders";
import { ticketing } from "./chapters/ticketing";
import { demo } from "./demo-company";
import { demoDays, type DemoDays } from "./demo-days";

/** A chapter's transaction: the company's own, with its days and with those of its people who still work there. */
export type DemoCtx = CompanyCtx & {
  days: DemoDays;
  people: { owner: string; manager: string | null; agent: string | null };
};

/** What one domain tells of the demo company. Written once, in one transaction, by the app role, under all rules of the product. */
export type Chapter = (ctx: DemoCtx) => Promise<void>;

/** In the order in which they are told: each may look back. database.mjs knows them by their files' names. */
export const chapters: Record<string, Chapter> = {
  identity,
  catalogue,
  prospecting,
  duplicates,
  enrichment,
  outreach,
  acts,
  tenders,
  emails,
  crm,
  scores,
  commerce,
  inbox,
  ticketing,
  agents,
  billing,
  integrations,
  insights,
  market,
  notifications,
  handovers,
  privacy,
};

/** Where it is noted which chapters were told: a row each, so that what people change or delete afterwards is left alone. */
const noted = "demo";

/**
 * Tells the demo company what it does not know yet. A company of an older version gets the missing chapters and keeps every row it
 * has; a second time nothing happens.
 * @returns the chapters that were told now
 */
export async function tellDemoStory(now = new Date()): Promise<Array<string>> {
  const { companyId } = demo;
  const scope = asJob(companyId, "prisma/seed");
  const told = await inCompany(scope, async ({ db }) => {
    const rows = await db.systemSetting.findMany({ where: { companyId, category: noted }, select: { key: true } });
    return new Set(rows.map(({ key }) => key));
  });
  const missing = Object.entries(chapters).filter(([name]) => !told.has(name));
  if (missing.length > 0) await openPipeline(companyId, "prisma/seed");
  for (const [name, chapter] of missing)
    await inCompany(scope, async (ctx) => {
      const { count } = await ctx.db.systemSetting.createMany({
        data: [{ companyId, category: noted, key: name, value: now.toISOString(), isUserConfigurable: false }],
        skipDuplicates: true,
      });
      if (count === 0) return; // told by another in the meantime
      await chapter({ ...ctx, now, days: demoDays(now), people: await peopleOf(ctx) });
    });
  return missing.map(([name]) => name);
}

async function peopleOf({ db, companyId }: CompanyCtx): Promise<DemoCtx["people"]> {
  const members = await db.membership.findMany({ where: { companyId }, orderBy: { isOwner: "desc" }, select: { userId: true } });
  const here = (id: string) => members.find(({ userId }) => userId === id)?.userId ?? null;
  return { owner: here(demo.owner.id) ?? members[0]!.userId, manager: here(demo.manager.id), agent: here(demo.agent.id) };
}
