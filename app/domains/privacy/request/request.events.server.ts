import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

export const privacyRequestReceived = eventType("privacy/request.received", { schema: factOf({ requestId: z.guid() }) });
/** A member knows who asks: the answer is made. */
export const privacyRequestAccepted = eventType("privacy/request.accepted", { schema: factOf({ requestId: z.guid(), type: z.string() }) });
export const privacyRequestAnswered = eventType("privacy/request.answered", { schema: factOf({ requestId: z.guid(), type: z.string() }) });
export const privacyRequestRefused = eventType("privacy/request.refused", { schema: factOf({ requestId: z.guid() }) });
