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
/** An act on many at once: how many, and which fields. About the company. */
export const prospectsChanged = eventType("prospecting/prospects.changed", {
  schema: factOf({ count: z.number().int(), fields: z.array(z.string()) }),
});
/** All deleted at the same moment, `at` (ISO), which is what restores them. */
export const prospectsDeleted = eventType("prospecting/prospects.deleted", {
  schema: factOf({ count: z.number().int(), at: z.iso.datetime() }),
});
export const prospectsRestored = eventType("prospecting/prospects.restored", {
  schema: factOf({ count: z.number().int(), at: z.iso.datetime() }),
});
/** One part of an act on many gave these another value of a field, or took it back: whoever knows them by it looks again. */
export const prospectsSet = eventType("prospecting/prospects.set", {
  schema: factOf({ prospectIds: z.array(z.guid()).max(1000), fields: z.array(z.string()) }),
});
