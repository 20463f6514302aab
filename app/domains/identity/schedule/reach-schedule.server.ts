import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** An active member of the company whose hours the actor reaches. @throws AppError 'platform.record.unknown' (404) */
export async function mustReach({ db, companyId, reach }: CompanyCtx, userId: string) {
  const isReached = !reach?.schedule || reach.schedule.includes(userId);
  const member = await db.membership.findUnique({ where: { companyId_userId: { companyId, userId } }, select: { isActive: true } });
  found(isReached && member?.isActive ? member : null);
}
