import { z } from "zod";
import { AppError } from "~/platform/errors";
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

/** The same of one that is there; without an address it stays where it is. */
export const ChangedScheduledImport = NewScheduledImport.extend({
  address: z.preprocess((text) => (text === "" ? undefined : text), NewScheduledImport.shape.address.optional()),
});
export type ChangedScheduledImport = z.infer<typeof ChangedScheduledImport>;

/** What can be done with one. */
export const ScheduledAct = z.object({ intent: z.enum(["pause", "resume", "fetch", "remove"]) });
export type ScheduledAct = z.infer<typeof ScheduledAct>;

/** The first of what is wrong, at its field. */
export function faultOfScheduled({ issues: [issue] }: z.ZodError): AppError {
  const code = issue!.message.includes(".") && /^[a-z_.]+$/.test(issue!.message) ? issue!.message : "platform.form.invalid";
  return new AppError(code, { status: 422, field: String(issue!.path[0]) });
}
