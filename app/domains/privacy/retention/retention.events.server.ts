import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** Prospects that gave no sign for too long were announced: how many. About the company. */
export const retentionAnnounced = eventType("privacy/retention.announced", { schema: factOf({ count: z.number().int() }) });
/** And were erased, at the end of their notice. */
export const retentionEnded = eventType("privacy/retention.ended", { schema: factOf({ count: z.number().int() }) });
