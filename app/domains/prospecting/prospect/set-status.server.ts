import type { ProspectStatus } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectsChanged } from "./prospect.events.server";
import type { ProspectSelection } from "./prospect-selection.schema";
import { selectionWhere, whomOf } from "./prospect-where.server";

/** Sets the status of many in one statement. @returns how many had another one before */
export async function setStatus(
  ctx: CompanyCtx,
  { selection, status }: { selection: ProspectSelection; status: ProspectStatus },
): Promise<number> {
  const { db, companyId } = ctx;
  const count = await db.$executeRaw`
    UPDATE prospects p SET status = ${status}::prospect_status WHERE ${await selectionWhere(ctx, selection)} AND p.status <> ${status}::prospect_status`;
  if (count > 0) {
    ctx.emit(prospectsChanged.create({ companyId, count, fields: ["status"] }), companyId);
    const { about, whom } = whomOf(selection);
    ctx.audit({ action: "prospects.changed", about, after: { count, status, ...whom } });
  }
  return count;
}
