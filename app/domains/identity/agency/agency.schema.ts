import { z } from "zod";
import { optionalText } from "~/platform/text";

export const agencyTypes = ["independent", "franchise", "network", "online"] as const;
export const propertyTypes = ["apartment", "house", "commercial", "land"] as const;
export const transactionTypes = ["sale", "rental", "seasonal", "viager"] as const;
export const socialNetworks = ["facebook", "instagram", "linkedin", "youtube", "tiktok"] as const;

const invalid = "platform.form.invalid";
const whole = (least: number, most: number) => z.coerce.number(invalid).int(invalid).min(least, invalid).max(most, invalid);
const webAddress = z
  .url({ protocol: /^https?$/, error: invalid })
  .max(500, invalid)
  .optional();

/** A decimal as people type it, with a comma or a point, kept as the database writes it. */
export const decimal = (wholeDigits: number, most: number) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^\\d{1,${wholeDigits}}([.,]\\d{1,2})?$`), invalid)
    .transform((typed) => typed.replace(",", "."))
    .refine((number) => Number(number) <= most, invalid)
    .optional();

/** One a line, each once, none empty. */
const lines = (atMost: number, length: number) =>
  z
    .string()
    .optional()
    .transform((typed) => [...new Set((typed ?? "").split(/\r?\n/).map((line) => line.trim()))].filter(Boolean))
    .refine((list) => list.length <= atMost && list.every((line) => line.length <= length), invalid);

const several = <const T extends readonly [string, ...Array<string>]>(choices: T) =>
  z.preprocess((posted) => (posted === undefined || posted === "" ? [] : [posted].flat()), z.array(z.enum(choices, invalid)));

/** What an agency tells of itself. An emptied field becomes empty. */
export const AgencyFacts = z.object({
  agencyType: z.enum(agencyTypes, invalid).default("independent"),
  franchiseName: optionalText(100),
  establishedYear: whole(1700, 2200).optional(),
  agentsCount: whole(0, 100_000).default(1),
  officesCount: whole(0, 100_000).default(1),
  activeListings: whole(0, 10_000_000).default(0),
  avgMonthlyTransactions: whole(0, 1_000_000).optional(),
  avgTransactionValue: decimal(10, 9_999_999_999),
  propertyTypes: several(propertyTypes),
  transactionTypes: several(transactionTypes),
  geographicalZones: lines(50, 100),
  websiteUrl: webAddress,
  facebook: webAddress,
  instagram: webAddress,
  linkedin: webAddress,
  youtube: webAddress,
  tiktok: webAddress,
  portalSubscriptions: lines(30, 100),
  crmSystem: optionalText(100),
  otherTools: lines(30, 100),
  marketShareEstimation: decimal(3, 100),
  mainCompetitors: lines(30, 100),
});
export type AgencyFacts = z.output<typeof AgencyFacts>;
