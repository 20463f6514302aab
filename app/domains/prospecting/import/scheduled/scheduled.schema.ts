import { z } from "zod";
import { UploadFields } from "../import.schema";
import { cadences, hours } from "./schedule.rules";

/** A list that is fetched by itself: where, when, and what is said of its people, by the same rules as by hand. */
export const NewScheduledImport = UploadFields.extend({
  name: z
    .string("prospecting.import.name_missing")
    .trim()
    .min(2, "prospecting.import.name_missing")
    .max(100, "prospecting.import.name_missing"),
  address: z
    .string("platform.outside.address_invalid")
    .trim()
    .min(4, "platform.outside.address_invalid")
    .max(2000, "platform.outside.address_invalid"),
  cadence: z.enum(cadences),
  hour: z.coerce.number().refine((hour) => (hours as ReadonlyArray<number>).includes(hour)),
  weekday: z.coerce.number().int().min(1).max(7).default(1),
});
export type NewScheduledImport = z.infer<typeof NewScheduledImport>;

/** What can be done with one. */
export const ScheduledAct = z.object({ intent: z.enum(["pause", "resume", "fetch", "remove"]) });
export type ScheduledAct = z.infer<typeof ScheduledAct>;
