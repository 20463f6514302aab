import { reserveAiTokens } from "~/domains/billing/usage/reserve-usage.server";
import { giveBackRequests, takeServiceKey } from "~/domains/identity/outside-key/take-outside-key.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aiIsConnected } from "~/platform/vendors/openai.server";
import { completeIfDone } from "../campaign/complete-campaign.server";
import { cancelOrphans, readDraftFacts } from "./draft-facts.queries.server";
import { saveDrafts } from "./save-drafts.server";
import { askDrafts, canaryOf, composeDrafts, requestsFor, tokensFor } from "./write-drafts.server";

/**
 * Drafts some messages of one campaign: reads the facts and reserves tokens and the company's own key in one transaction, asks outside,
 * saves in another. Killed anywhere and run again it lands once, as only messages that still want this revision take it.
 * @returns how many took their draft
 */
export async function draftChunk(
  company: CompanyScope,
  { campaignId, messageIds }: { campaignId: string; messageIds: Array<string> },
): Promise<number> {
  const canary = canaryOf(company.companyId);
  const { facts, reservation, own, why } = await inCompany(company, async (ctx) => {
    if ((await cancelOrphans(ctx, { messageIds })) > 0) await completeIfDone(ctx, campaignId);
    const read = await readDraftFacts(ctx, { campaignId, messageIds });
    const byRules = (reason: string | null) => ({ facts: read, reservation: null, own: null, why: reason });
    if (read.length === 0 || !aiIsConnected({ hasOwnKey: true })) return byRules(null);
    const key = await takeServiceKey(ctx, { service: "openai", requests: requestsFor(read) });
    if (key.state === "capped") return byRules(`ai_key_cap?cap=${key.cap}`);
    const taken = key.state === "taken" ? key : null;
    if (!aiIsConnected({ hasOwnKey: taken !== null })) return byRules(null);
    const tokens = await reserveAiTokens(ctx, tokensFor(read, canary));
    if (!tokens && taken) await giveBackRequests(ctx, taken);
    return tokens ? { facts: read, reservation: tokens, own: taken, why: null } : byRules("ai_token_limit");
  });
  if (facts.length === 0) return 0;
  const drafts = reservation ? await askDrafts(facts, canary, own?.value) : composeDrafts(facts, why);
  const saved = await inCompany(company, async (ctx) => {
    const asked = drafts.reduce((sum, { usage }) => sum + usage.length, 0);
    if (own) await giveBackRequests(ctx, { keyId: own.keyId, requests: own.requests - asked });
    return saveDrafts(ctx, { campaignId, drafts, reservation });
  });
  return saved.length;
}
