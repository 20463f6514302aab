import { localDate } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Open tasks that are due today or late, for the badge in the menu. */
export async function countTasksDue({ db, companyId, now }: CompanyCtx) {
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  return db.task.count({ where: { status: { in: ["pending", "in_progress"] }, OR: [{ dueDate: null }, { dueDate: { lte: localDate(now, timezone) } }] } });
}
