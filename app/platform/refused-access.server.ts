import { takeRate } from "./across.server";
import type { Permission } from "./permissions";
import { type CompanyScope, inCompany } from "./tenancy.server";
import { digest } from "./tokens.server";

/** One entry a member and right in so many seconds, and so many of a whole company: a log that grows by clicking would hide what matters. */
const window = { seconds: 3600, ofOne: 1, ofCompany: 60 };

/**
 * Writes into the company's log that a member was refused for want of a right. The same refusal within the hour is one entry.
 */
export async function auditRefusal(company: CompanyScope, permission: Permission): Promise<void> {
  const { companyId, actor } = company;
  if (!(await takeRate(`refused:${digest(`${companyId} ${actor.id} ${permission}`).slice(0, 32)}`, window.ofOne, window.seconds))) return;
  if (!(await takeRate(`refused:${digest(companyId).slice(0, 32)}`, window.ofCompany, window.seconds))) return;
  await inCompany(company, async (ctx) => {
    ctx.audit({
      action: "access.refused",
      about: { type: "company", id: companyId },
      after: { permission },
      success: false,
      error: "platform.gate.forbidden",
    });
    await Promise.resolve();
  });
}
