import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** Approved messages whose moment came are waiting, and no job is sending them: told by the sweep, never by a person's act. */
export const sendingDue = eventType("outreach/sending.due", { schema: factOf({ campaignId: z.guid() }) });
