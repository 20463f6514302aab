import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** New prospects of one chunk of a list, at most 1,000. */
export const prospectsImported = eventType("prospecting/prospects.imported", {
  schema: factOf({ importRunId: z.guid(), prospectIds: z.array(z.guid()).max(1000) }),
});
export const prospectCreated = eventType("prospecting/prospect.created", { schema: factOf({ prospectId: z.guid() }) });
/** `fields`: names of what changed. */
export const prospectChanged = eventType("prospecting/prospect.changed", {
  schema: factOf({ prospectId: z.guid(), fields: z.array(z.string()) }),
});
