import { z } from "zod";
import { optionalText } from "~/platform/text";

const invalid = "platform.form.invalid";
const required = "platform.form.required";
const clock = z
  .string({ error: required })
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, invalid);
const day = z.iso.date(invalid);

/** A stretch of a weekday in which somebody works, by the company's clock. */
export const Stretch = z
  .object({
    userId: z.guid(invalid),
    weekday: z.coerce.number(invalid).int(invalid).min(1, invalid).max(7, invalid),
    startsAt: clock,
    endsAt: clock,
    validFrom: day.optional(),
    validUntil: day.optional(),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { error: "identity.schedule.reversed", path: ["endsAt"] })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
    error: "identity.schedule.reversed",
    path: ["validUntil"],
  });
export type Stretch = z.output<typeof Stretch>;

/** Time that was worked on a day of the company, typed in afterwards. */
export const ManualEntry = z
  .object({
    userId: z.guid(invalid),
    day,
    from: clock,
    until: clock,
    breakMinutes: z.coerce.number(invalid).int(invalid).min(0, invalid).max(720, invalid).default(0),
    activity: optionalText(100),
    note: optionalText(500),
  })
  .refine(({ from, until }) => from < until, { error: "identity.schedule.reversed", path: ["until"] });
export type ManualEntry = z.output<typeof ManualEntry>;

/** What one says when one's clock starts. */
export const StartClock = z.object({ activity: optionalText(100) });

/** Hours of a clock as a fraction: `09:30` is 9.5. */
export const hoursOf = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
