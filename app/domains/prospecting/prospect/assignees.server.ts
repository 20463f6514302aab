import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * That prospects can be given to him; null: to nobody. Who reaches only some people's prospects gives them to those alone.
 * @throws AppError 'prospecting.prospect.assignee_unknown' (422) no active member · 'prospecting.prospect.assignee_out_of_reach' (422)
 */
export async function requireAssignee({ db, companyId, reach }: CompanyCtx, userId: string | null): Promise<void> {
  if (reach?.prospect && !(userId && reach.prospect.includes(userId)))
    throw new AppError("prospecting.prospect.assignee_out_of_reach", { status: 422, field: "userId" });
  if (userId && !(await db.membership.findFirst({ where: { companyId, userId, isActive: true }, select: { id: true } })))
    throw new AppError("prospecting.prospect.assignee_unknown", { status: 422, field: "userId" });
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
