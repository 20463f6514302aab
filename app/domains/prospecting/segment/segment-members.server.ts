import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * The segment whose members are chosen by hand.
 * @throws AppError 'prospecting.filter.segment_unknown' (422), 'prospecting.segment.not_fixed' (422): the members of a dynamic one are whoever meets its conditions
 */
export async function requireFixedSegment({ db, companyId }: CompanyCtx, segmentId: string): Promise<{ name: string }> {
  const segment = await db.segment.findFirst({ where: { companyId, id: segmentId }, select: { name: true, type: true } });
  if (!segment) throw new AppError("prospecting.filter.segment_unknown", { status: 422, field: "segmentId" });
  if (segment.type !== "fixed") throw new AppError("prospecting.segment.not_fixed", { status: 422, field: "segmentId" });
  return { name: segment.name };
}
