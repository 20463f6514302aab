import { z } from "zod";
import { optionalText } from "~/platform/text";
import { bantParts, mostPoints } from "./bant.rules";

const invalid = "platform.form.invalid";

/** What a person learnt of one part. `unknown` takes back what was known; anything else rests on something. */
export const BantInput = z
  .object({
    part: z.enum(bantParts, invalid),
    points: z.union([z.literal("unknown"), z.coerce.number(invalid).int(invalid).min(0, invalid).max(mostPoints, invalid)], invalid),
    evidence: optionalText(1000),
    observedOn: z.iso.date("prospecting.bant.date_invalid").optional(),
  })
  .refine(({ points, evidence }) => points === "unknown" || evidence, { path: ["evidence"], message: "prospecting.bant.evidence_missing" });
export type BantInput = z.output<typeof BantInput>;
