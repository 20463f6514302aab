import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

export const enrichmentStarted = eventType("prospecting/enrichment.started", { schema: factOf({ runId: z.guid() }) });
/** An answer that was to come later came; whom else to ask is decided now. */
export const enrichmentAnswered = eventType("prospecting/enrichment.answered", {
  schema: factOf({ runId: z.guid(), prospectId: z.guid(), requestId: z.guid() }),
});
