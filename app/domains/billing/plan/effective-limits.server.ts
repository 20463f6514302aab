import type { CompanyCtx } from "~/platform/tenancy.server";
import { isFeatureOn, type Limits, limitsOf } from "./plan-limits.rules";

const planLimits = {
  maxUsers: true,
  maxWhatsappProfiles: true,
  maxCustomers: true,
  maxMessagesPerDay: true,
  maxTicketsPerMonth: true,
  maxCampaignsPerMonth: true,
  storageGb: true,
  emailsLimitDaily: true,
  aiTokensLimitMonthly: true,
  prospectsLimitMonthly: true,
} as const;

/** What the company may, by its plan and what it was granted beside it. Null: no limit. */
export async function effectiveLimits({ db, companyId }: CompanyCtx): Promise<Limits> {
  const { plan, customLimits } = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { customLimits: true, plan: { select: planLimits } },
  });
  return limitsOf(plan, customLimits);
}

/** Whether a feature is on for the company: granted or taken by name, else as its plan says. */
export async function hasFeature({ db, companyId }: CompanyCtx, feature: string): Promise<boolean> {
  const { plan, customLimits } = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { customLimits: true, plan: { select: { features: true } } },
  });
  return isFeatureOn(feature, plan?.features ?? {}, customLimits);
}
