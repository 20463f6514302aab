import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

const ofRun = factOf({ importRunId: z.guid() });

/** Read it once without writing: how many would be new, merged, refused, and why. */
export const importCheckRequested = eventType("prospecting/import_check.requested", { schema: ofRun });
export const importStarted = eventType("prospecting/import.started", { schema: ofRun });
export const importCompleted = eventType("prospecting/import.completed", { schema: ofRun });
export const importRollbackRequested = eventType("prospecting/import_rollback.requested", { schema: ofRun });
export const importRolledBack = eventType("prospecting/import.rolled_back", { schema: ofRun });
