import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** The hour of a list has come. `due`: which hour, so that it is fetched once for it. */
export const listFetchDue = eventType("prospecting/list_fetch.due", { schema: factOf({ importJobId: z.guid(), due: z.string() }) });
