import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** A report is there to be read. `readerId`: who asked for it and alone gets it by mail; null: the team does. */
export const reportWritten = eventType("insights/report.written", {
  schema: factOf({ reportId: z.guid(), readerId: z.guid().nullable() }),
});
