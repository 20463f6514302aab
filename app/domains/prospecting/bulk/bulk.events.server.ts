import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** An act on more prospects than a request takes; also one that takes another back. */
export const bulkRunStarted = eventType("prospecting/bulk_run.started", { schema: factOf({ bulkRunId: z.guid() }) });
