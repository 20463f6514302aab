import { z } from "zod";
import { readColor, standsOut } from "./brand-color.rules";

const color = "identity.branding.color_invalid";

/** The colour of the company; empty: ours. */
export const Branding = z.object({
  brandColor: z
    .string()
    .trim()
    .max(20, color)
    .transform((typed, issues) => {
      const read = readColor(typed);
      if (read === null) issues.addIssue({ code: "custom", message: color });
      return read ?? z.NEVER;
    })
    .refine((read) => typeof read !== "string" || standsOut(read), "identity.branding.color_pale")
    .optional(),
});
export type Branding = z.output<typeof Branding>;
