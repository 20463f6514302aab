import { z } from "zod";
import { channels } from "./channel.rules";

/** What a person said, written down by hand with its proof. */
export const WriteChoice = z.object({
  channel: z.enum([...channels, "all"], "privacy.choice.channel_missing"),
  answer: z.enum(["yes", "no"], "privacy.choice.answer_missing"),
  basis: z.enum(["consent", "contract", "legitimate_interest"]).optional(),
  source: z.string("privacy.choice.source_missing").trim().min(1, "privacy.choice.source_missing").max(100, "privacy.choice.source_long"),
  proof: z.string("privacy.choice.proof_missing").trim().min(1, "privacy.choice.proof_missing").max(1000, "privacy.choice.proof_long"),
  /** The day he said so, as YYYY-MM-DD; today unless given. */
  givenOn: z.iso.date("privacy.choice.date_invalid").optional(),
});
export type WriteChoice = z.output<typeof WriteChoice>;
