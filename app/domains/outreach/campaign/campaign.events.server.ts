import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

const ofCampaign = factOf({ campaignId: z.guid() });

/** The audience is fixed and drafting begins. */
export const campaignLaunched = eventType("outreach/campaign.launched", { schema: ofCampaign });
export const campaignPaused = eventType("outreach/campaign.paused", { schema: ofCampaign });
export const campaignResumed = eventType("outreach/campaign.resumed", { schema: ofCampaign });
/** For good: what is not sent will not be. */
export const campaignStopped = eventType("outreach/campaign.stopped", { schema: ofCampaign });
/** Nothing is left to draft, approve or send. */
export const campaignCompleted = eventType("outreach/campaign.completed", { schema: ofCampaign });
