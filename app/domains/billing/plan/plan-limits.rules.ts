import { z } from "zod";

/** What a plan limits. A number is the most there may be, whole; null: no limit. */
export const limitNames = [
  "maxUsers",
  "maxWhatsappProfiles",
  "maxCustomers",
  "maxMessagesPerDay",
  "maxTicketsPerMonth",
  "maxCampaignsPerMonth",
  "storageGb",
  "emailsLimitDaily",
  "aiTokensLimitMonthly",
  "prospectsLimitMonthly",
] as const;
export type LimitName = (typeof limitNames)[number];
export type Limits = Record<LimitName, number | null>;

/** What a plan switches on or off. */
export const featureNames = ["ticketing", "commerce", "whatsapp", "agents", "enrichment", "api", "sso", "real_estate"] as const;
export type FeatureName = (typeof featureNames)[number];

/** What was granted to one company beside its plan. What it does not name is the plan's; what cannot be read grants nothing. */
export const grantsSchema = z.object({
  limits: z.partialRecord(z.enum(limitNames), z.int().nonnegative().nullable()).default({}).catch({}),
  features: z.record(z.string(), z.boolean()).default({}).catch({}),
});
const featuresSchema = z.record(z.string(), z.boolean()).catch({});

/** The plan's limits with the company's own in their place. Without a plan a company may nothing: each limit is zero. */
export function limitsOf(plan: Limits | null, customLimits: unknown): Limits {
  const { data } = grantsSchema.safeParse(customLimits);
  const granted = data?.limits ?? {};
  return Object.fromEntries(
    limitNames.map((name) => {
      const own = granted[name];
      return [name, own === undefined ? (plan ? plan[name] : 0) : own];
    }),
  ) as Limits;
}

/** Whether a feature is on: the company's own word first, then the plan's, else no. */
export function isFeatureOn(feature: string, planFeatures: unknown, customLimits: unknown): boolean {
  const { data } = grantsSchema.safeParse(customLimits);
  const own = Object.entries(data?.features ?? {}).find(([name]) => name === feature);
  if (own) return own[1];
  return Object.entries(featuresSchema.parse(planFeatures)).some(([name, on]) => name === feature && on);
}
