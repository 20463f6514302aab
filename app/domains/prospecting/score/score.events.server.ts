import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";
import { thresholdTasks } from "./score-rules.schema";

/** Other rules hold from now on, or another model: every score of the company is to be computed anew. */
export const scoreRulesChanged = eventType("prospecting/score_rules.changed", {
  schema: factOf({ version: z.number().int(), withTasks: z.boolean() }),
});
/** Prospects that reached a threshold for the first time, at most 500. A crossing asks for one task, whose id is its own. */
export const thresholdCrossed = eventType("prospecting/threshold.crossed", {
  schema: factOf({
    thresholdKey: z.string(),
    task: z.enum(thresholdTasks),
    inDays: z.number().int(),
    crossings: z.array(z.object({ crossingId: z.guid(), prospectId: z.guid() })).max(500),
  }),
});
/** Somebody asked for a model of the company's outcomes as they are now. */
export const scoreModelAsked = eventType("prospecting/score_model.asked", { schema: factOf({}) });
