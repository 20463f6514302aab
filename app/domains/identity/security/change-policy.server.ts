import type { CompanyCtx } from "~/platform/tenancy.server";
import type { SecondFactorFor } from "./security.schema";

/** Who must have a second factor here. A stricter rule gives everybody seven days from now. */
export async function changePolicy(ctx: CompanyCtx, { secondFactorFor }: { secondFactorFor: SecondFactorFor }): Promise<void> {
  const where = { id: ctx.companyId };
  const before = await ctx.db.company.findUniqueOrThrow({ where, select: { secondFactorFor: true } });
  if (before.secondFactorFor === secondFactorFor) return;
  await ctx.db.company.update({ where, data: { secondFactorFor, secondFactorSince: ctx.now } });
  ctx.audit({
    action: "second_factor_rule.changed",
    about: { type: "company", id: ctx.companyId },
    before: { secondFactorFor: before.secondFactorFor },
    after: { secondFactorFor },
  });
}

export async function readPolicy({ db, companyId }: CompanyCtx): Promise<SecondFactorFor> {
  const company = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { secondFactorFor: true } });
  return company.secondFactorFor as SecondFactorFor;
}
