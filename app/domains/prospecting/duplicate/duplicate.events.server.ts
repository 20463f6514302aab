import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** `winnerId` took in `loserId`; `mergeId` undoes it. */
export const prospectsMerged = eventType("prospecting/prospects.merged", {
  schema: factOf({ mergeId: z.guid(), winnerId: z.guid(), loserId: z.guid() }),
});
/** A merge was undone: both stand for themselves again. */
export const prospectsUnmerged = eventType("prospecting/prospects.unmerged", {
  schema: factOf({ mergeId: z.guid(), winnerId: z.guid(), loserId: z.guid() }),
});
/** Somebody asked for all duplicates to be searched, or for all that are certain to be merged. */
export const duplicateRunStarted = eventType("prospecting/duplicate-run.started", {
  schema: factOf({ runId: z.guid(), kind: z.enum(["find", "merge"]) }),
});
