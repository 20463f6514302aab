import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectsChanged } from "./prospect.events.server";
import type { ProspectSelection } from "./prospect-selection.schema";
import { selectionWhere } from "./prospect-where.server";

/**
 * Makes many prospects somebody's, or nobody's, in one statement. Who reaches only some people's prospects gives them to those alone.
 * @returns how many were somebody else's before
 * @throws AppError 'prospecting.prospect.assignee_unknown' (422) no active member · 'prospecting.prospect.assignee_out_of_reach' (422)
 */
export async function assignProspects(
  ctx: CompanyCtx,
  { selection, userId }: { selection: ProspectSelection; userId: string | null },
): Promise<number> {
  const { db, companyId, reach } = ctx;
  if (reach?.prospect && !(userId && reach.prospect.includes(userId)))
    throw new AppError("prospecting.prospect.assignee_out_of_reach", { status: 422, field: "userId" });
  if (userId && !(await db.membership.findFirst({ where: { companyId, userId, isActive: true }, select: { id: true } })))
    throw new AppError("prospecting.prospect.assignee_unknown", { status: 422, field: "userId" });
  const count = await db.$executeRaw`
    UPDATE prospects p SET assigned_to_id = ${userId}::uuid WHERE ${await selectionWhere(ctx, selection)} AND p.assigned_to_id IS DISTINCT FROM ${userId}::uuid`;
  if (count > 0) ctx.emit(prospectsChanged.create({ companyId, count, fields: ["assignedToId"] }), companyId);
  if (count > 0) ctx.audit({ action: "prospect.assigned", about: { type: "prospect" }, after: { count, assignedToId: userId } });
  return count;
}

/** Whom prospects can be given to: the active members, as far as the reader reaches. */
export async function listAssignees({ db, companyId, reach }: CompanyCtx): Promise<Array<{ id: string; name: string }>> {
  const rows = await db.membership.findMany({
    where: { companyId, isActive: true, ...(reach?.prospect && { userId: { in: [...reach.prospect] } }) },
    select: { user: { select: { id: true, firstName: true, lastName: true, email: true } } },
    orderBy: [{ user: { lastName: "asc" } }, { user: { email: "asc" } }],
  });
  return rows.map(({ user }) => ({ id: user.id, name: [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email }));
}
