import { uuidv7 } from "~/platform/ids";
import { localDate, monthStart } from "~/platform/local-time";
import { roleKeys } from "~/platform/permissions";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** A slug that nobody else has: the name in plain letters, and the end of the id. */
const slugOf = (name: string, id: string) =>
  `${
    name
      .normalize("NFD")
      .replace(/[^\w\s-]/g, "")
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, "-")
      .slice(0, 60) || "company"
  }-${id.slice(-8)}`;

const trialDays = 14;

/** The company of this transaction, on the starter plan in trial, with its roles, its counters and its owner. */
export async function createCompany(
  { db, companyId, now }: CompanyCtx,
  { name, language, timezone, ownerId }: { name: string; language: string; timezone: string; ownerId: string },
) {
  const plan = await db.plan.findUniqueOrThrow({ where: { slug: "starter" } });
  await db.company.create({
    data: {
      id: companyId,
      name,
      slug: slugOf(name, companyId),
      language,
      timezone,
      planId: plan.id,
      trialEndsAt: new Date(now.getTime() + trialDays * 24 * 3_600_000),
    },
  });
  const roles = roleKeys.map((key) => ({ id: uuidv7(now), companyId, key }));
  await db.role.createMany({ data: roles });
  const today = localDate(now, timezone);
  await db.usageLimit.create({
    data: {
      companyId,
      dailyWindow: today,
      monthlyWindow: monthStart(today),
      emailsLimitDaily: plan.emailsLimitDaily,
      aiTokensLimitMonthly: plan.aiTokensLimitMonthly,
      prospectsLimitMonthly: plan.prospectsLimitMonthly,
    },
  });
  await db.membership.create({
    data: { companyId, userId: ownerId, roleId: roles.find(({ key }) => key === "owner")!.id, isOwner: true, acceptedAt: now },
  });
}
