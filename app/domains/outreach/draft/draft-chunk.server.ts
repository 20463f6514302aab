import { reserveAiTokens } from "~/domains/billing/usage/reserve-usage.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aiIsConnected } from "~/platform/vendors/openai.server";
import { completeIfDone } from "../campaign/complete-campaign.server";
import { cancelOrphans, readDraftFacts } from "./draft-facts.queries.server";
import { saveDrafts } from "./save-drafts.server";
import { askDrafts, canaryOf, composeDrafts, tokensFor } from "./write-drafts.server";

/**
 * Drafts some messages of one campaign: reads the facts and reserves the tokens in one transaction, asks outside, saves in another.
 * Killed anywhere and run again it lands once, as only messages that still want this revision take it.
 * @returns how many took their draft
 */
export async function draftChunk(
  company: CompanyScope,
  { campaignId, messageIds }: { campaignId: string; messageIds: Array<string> },
): Promise<number> {
  const canary = canaryOf(company.companyId);
  const wantsAi = aiIsConnected();
  const { facts, reservation } = await inCompany(company, async (ctx) => {
    if ((await cancelOrphans(ctx, { messageIds })) > 0) await completeIfDone(ctx, campaignId);
    const read = await readDraftFacts(ctx, { campaignId, messageIds });
    return { facts: read, reservation: wantsAi && read.length > 0 ? await reserveAiTokens(ctx, tokensFor(read, canary)) : null };
  });
  if (facts.length === 0) return 0;
  const drafts = reservation ? await askDrafts(facts, canary) : composeDrafts(facts, wantsAi ? "ai_token_limit" : null);
  const saved = await inCompany(company, (ctx) => saveDrafts(ctx, { campaignId, drafts, reservation }));
  return saved.length;
}
