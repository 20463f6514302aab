import { NonRetriableError } from "inngest";
import { hasServiceKey } from "~/domains/identity/outside-key/take-outside-key.server";
import { campaignLaunched, campaignStopped } from "~/domains/outreach/campaign/campaign.events.server";
import { draftChunk } from "~/domains/outreach/draft/draft-chunk.server";
import { requestNextDrafts } from "~/domains/outreach/draft/request-drafts.server";
import { draftsRequested } from "~/domains/outreach/message/message.events.server";
import { tellDraftsWait } from "~/domains/outreach/message/tell-drafts-wait.server";
import { recheckBeforeUse } from "~/domains/prospecting/enrichment/recheck-before-use.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aiIsConnected } from "~/platform/vendors/openai.server";
import { inngest } from "~inngest/client";

const id = "outreach/draft-messages";
/** Messages a step: many when rules compose them at once, few when a model is asked, so that a kill repeats few calls. */
const stepSize = { rules: 100, ai: 20 };

/**
 * Writes drafts. A launch is cut into requests of 500 messages, a request into steps. A pause does not stop it: what is drafted while a
 * campaign rests is ready for approval, and nothing leaves. A stop ends it.
 */
export const draftMessages = inngest.createFunction(
  {
    id,
    triggers: [campaignLaunched, draftsRequested],
    concurrency: { key: "event.data.companyId", limit: 1 },
    cancelOn: [{ event: campaignStopped.name, if: "async.data.campaignId == event.data.campaignId" }],
  },
  async ({ event, step }) => {
    const { companyId, campaignId } = event.data;
    const company = asJob(companyId, id);
    if (event.name === campaignLaunched.name) {
      let after: string | null = null;
      let requests = 0;
      do {
        after = await step.run(`request-${requests++}`, () => inCompany(company, (ctx) => requestNextDrafts(ctx, { campaignId, after })));
      } while (after);
      return { requests };
    }
    if (!("messageIds" in event.data)) throw new NonRetriableError(`${event.name} names no messages`);
    const { messageIds } = event.data;
    const size = await step.run("plan", async () => {
      const hasOwnKey = await inCompany(company, async (ctx) => {
        // What a source said of an address too long ago is asked again now that it is about to be used, and at no other time.
        const whom = await ctx.db.message.findMany({ where: { id: { in: messageIds } }, select: { prospectId: true } });
        await recheckBeforeUse(ctx, { prospectIds: whom.flatMap(({ prospectId }) => prospectId ?? []), field: "email" });
        return hasServiceKey(ctx, "openai");
      });
      return aiIsConnected({ hasOwnKey }) ? stepSize.ai : stepSize.rules;
    });
    let drafted = 0;
    for (let at = 0; at < messageIds.length; at += size)
      drafted += await step.run(`draft-${at}`, () => draftChunk(company, { campaignId, messageIds: messageIds.slice(at, at + size) }));
    if (drafted > 0) await step.run("tell", () => inCompany(company, (ctx) => tellDraftsWait(ctx, { campaignId })));
    return { drafted };
  },
);
