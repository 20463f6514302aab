import { z } from "zod";
import { draftLanguages, tones } from "./campaign.rules";

const blankIsNull = (value: unknown) => (value === undefined || (typeof value === "string" && value.trim() === "") ? null : value);

/** A campaign as its form sends it. `filter` is the address of the list of prospects it writes to, without "?". */
export const CampaignForm = z.object({
  name: z
    .string("outreach.campaign.name_missing")
    .trim()
    .min(1, "outreach.campaign.name_missing")
    .max(200, "outreach.campaign.name_too_long"),
  productId: z.guid("outreach.campaign.product_missing"),
  tone: z.enum(tones, "outreach.campaign.tone_unknown"),
  language: z.enum(draftLanguages, "outreach.campaign.language_unknown"),
  /** Whether each contact is written to in his own language, where it is known; `language` is that of the others. */
  languageOfContact: z.literal("on", "platform.form.invalid").optional().transform(Boolean),
  goal: z.preprocess(blankIsNull, z.string().trim().max(500, "outreach.campaign.goal_too_long").nullable()),
  dailyLimit: z.preprocess(
    blankIsNull,
    z.coerce
      .number("outreach.campaign.limit_invalid")
      .int("outreach.campaign.limit_invalid")
      .min(1, "outreach.campaign.limit_invalid")
      .max(1_000_000, "outreach.campaign.limit_invalid")
      .nullable(),
  ),
  /** 0–100: from this BANT score on a contact is ripe for a meeting; 60 when left out. */
  bantThreshold: z
    .string()
    .trim()
    .regex(/^(?:\d{1,2}|100)?$/, "outreach.campaign.bant_invalid")
    .transform((typed) => (typed === "" ? undefined : Number(typed)))
    .optional(),
  filter: z.string().max(12_000).default(""),
});
export type CampaignForm = z.output<typeof CampaignForm>;
