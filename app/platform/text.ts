import { z } from "zod";

/** A text that may be left out: trimmed; what is empty or blank then is not there. `max`: UTF-16 units, so never more than the column's characters. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, "platform.form.invalid")
    .transform((typed) => typed || undefined)
    .optional();
