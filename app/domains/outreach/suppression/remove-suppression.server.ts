import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * Takes an address off the list that the team itself had put there. What a person or his mail provider asked for stays.
 * @throws AppError 'outreach.suppression.not_manual' · 'platform.record.unknown'
 */
export async function removeSuppression(
  { db, companyId, audit }: CompanyCtx,
  { suppressionId }: { suppressionId: string },
): Promise<{ address: string }> {
  const row = found(await db.suppression.findFirst({ where: { id: suppressionId }, select: { address: true, reason: true } }));
  if (row.reason !== "manual") throw new AppError("outreach.suppression.not_manual");
  const { count } = await db.suppression.deleteMany({ where: { companyId, id: suppressionId, reason: "manual" } });
  if (count === 0) throw new AppError("outreach.suppression.not_manual");
  audit({ action: "suppression.removed", about: { type: "suppression", id: suppressionId }, before: { reason: row.reason } });
  return { address: row.address ?? "" };
}
