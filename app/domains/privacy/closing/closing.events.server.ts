import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

export const closingRequested = eventType("privacy/closing.requested", { schema: factOf({ closingId: z.guid() }) });
export const closingCancelled = eventType("privacy/closing.cancelled", { schema: factOf({ closingId: z.guid() }) });
