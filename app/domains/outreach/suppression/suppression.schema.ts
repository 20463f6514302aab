import { z } from "zod";

/** An address added by hand: a call, a letter, a word at a fair. */
export const AddSuppression = z.object({
  address: z
    .string("outreach.suppression.address_missing")
    .trim()
    .toLowerCase()
    .max(254, "outreach.suppression.address_invalid")
    .pipe(z.email("outreach.suppression.address_invalid")),
  note: z.string().trim().max(300, "outreach.suppression.note_too_long").optional(),
});
export type AddSuppression = z.output<typeof AddSuppression>;
