import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** A member wants the website of a prospect read. */
export const siteAsked = eventType("prospecting/site.asked", { schema: factOf({ prospectId: z.guid() }) });
