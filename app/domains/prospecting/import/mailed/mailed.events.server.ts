import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** A mail brought a list, which is stored as it came. `mailId`: which mail, so that it lands once. */
export const mailedListReceived = eventType("prospecting/mailed_list.received", {
  schema: factOf({ importJobId: z.guid(), mailId: z.string(), fileId: z.guid(), name: z.string() }),
});
