import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { taskCompleted, taskReopened } from "./task.events.server";

/** Marks a task done. Done before, it stays as it was. @throws AppError 'platform.record.unknown' */
export async function completeTask(ctx: CompanyCtx, taskId: string): Promise<{ title: string }> {
  const { db, companyId, now } = ctx;
  const task = found(
    await db.task.findUnique({ where: { companyId_id: { companyId, id: taskId } }, select: { title: true, prospectId: true } }),
  );
  const { count } = await db.task.updateMany({
    where: { id: taskId, status: { in: ["pending", "in_progress"] } },
    data: { status: "completed", completedAt: now },
  });
  if (count > 0) {
    ctx.emit(taskCompleted.create({ companyId, taskId, prospectId: task.prospectId }), taskId);
    ctx.audit({ action: "task.completed", about: { type: "task", id: taskId } });
  }
  return { title: task.title };
}

/** Opens a done task again. @throws AppError 'platform.record.unknown' */
export async function reopenTask(ctx: CompanyCtx, taskId: string): Promise<{ title: string }> {
  const { db, companyId } = ctx;
  const task = found(
    await db.task.findUnique({ where: { companyId_id: { companyId, id: taskId } }, select: { title: true, prospectId: true } }),
  );
  const { count } = await db.task.updateMany({
    where: { id: taskId, status: "completed" },
    data: { status: "pending", completedAt: null },
  });
  if (count > 0) {
    ctx.emit(taskReopened.create({ companyId, taskId, prospectId: task.prospectId }), taskId);
    ctx.audit({ action: "task.reopened", about: { type: "task", id: taskId } });
  }
  return { title: task.title };
}
