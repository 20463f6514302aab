import type { TaskPriority } from "~/generated/prisma/enums";
import { uuidv7 } from "~/platform/ids";
import { localDate } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { taskOpened } from "./task.events.server";
import type { TaskType } from "./task.schema";

export interface NewTask {
  prospectId?: string | null;
  /** The message it answers. A message asks for one task of a type, however often its reply is told. */
  messageId?: string | null;
  type: TaskType;
  title: string;
  description?: string | null;
  /** A local date as UTC midnight; today in the company's calendar when absent, null for no day. */
  dueDate?: Date | null;
  priority?: TaskPriority;
  /** Who does it; who opens it, when a person does. */
  assignedToId?: string | null;
}

/** Opens a task. @returns its id, and whether it is new: one of this type for this message may be there already */
export async function openTask(ctx: CompanyCtx, task: NewTask): Promise<{ taskId: string; opened: boolean }> {
  const { db, companyId, actor, now } = ctx;
  const { prospectId = null, messageId = null, type, description = null, priority = "medium" } = task;
  const assignedToId = task.assignedToId === undefined && actor.kind === "user" ? actor.id : (task.assignedToId ?? null);
  const dueDate = task.dueDate === undefined ? await today(ctx) : task.dueDate;
  const id = uuidv7(now);
  const { count } = await db.task.createMany({
    data: [{ id, companyId, prospectId, messageId, assignedToId, type, title: task.title.slice(0, 200), description, priority, dueDate }],
    skipDuplicates: true,
  });
  if (count === 0) {
    const there = await db.task.findUniqueOrThrow({
      where: { companyId_messageId_type: { companyId, messageId: messageId!, type } },
      select: { id: true },
    });
    return { taskId: there.id, opened: false };
  }
  ctx.emit(taskOpened.create({ companyId, taskId: id, prospectId }), id);
  ctx.audit({ action: "task.opened", about: { type: "task", id }, after: { type, prospectId, priority } });
  return { taskId: id, opened: true };
}

async function today({ db, companyId, now }: CompanyCtx): Promise<Date> {
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  return localDate(now, timezone);
}
