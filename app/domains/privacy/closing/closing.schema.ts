import { z } from "zod";

/** What an owner says who closes the account: the company's name, typed, and that he knows what it means. */
export const AskClosing = z.object({
  name: z.string("privacy.closing.name_missing").trim().min(1, "privacy.closing.name_missing").max(200, "privacy.closing.name_differs"),
  understood: z.literal("yes", "privacy.closing.not_understood"),
});
export type AskClosing = z.output<typeof AskClosing>;
