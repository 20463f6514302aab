import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** A person said yes or no to channels. Whoever sends asks the ledger; this is for whoever wants to stop earlier than that. */
export const choiceRecorded = eventType("privacy/choice.recorded", {
  schema: factOf({ prospectId: z.guid().optional(), channels: z.array(z.string()).max(5), isGranted: z.boolean() }),
});
