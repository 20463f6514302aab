import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** Somebody logged in with a browser that this person had not used before: he is told, with a way to say it was not him. */
export const newDeviceMet = eventType("identity/new_device.met", {
  schema: factOf({ userId: z.guid(), deviceId: z.guid(), tokenId: z.guid() }),
});
