import { z } from "zod";
import { TaskPriority, type TaskStatus } from "~/generated/prisma/enums";

export const taskTypes = ["call", "email", "linkedin", "whatsapp", "meeting", "follow_up", "property_visit"] as const;
export type TaskType = (typeof taskTypes)[number];
export const taskPriorities = Object.values(TaskPriority);

/** A task typed in by a person. */
export const OpenTask = z.object({
  prospectId: z.guid().optional(),
  type: z.enum(taskTypes, "platform.form.invalid").default("call"),
  title: z.string("crm.task.title_missing").trim().min(1, "crm.task.title_missing").max(200, "crm.task.title_too_long"),
  /** A day of the company's calendar. */
  dueDate: z.iso.date("crm.task.date_invalid").optional(),
  priority: z.enum(TaskPriority, "platform.form.invalid").default("medium"),
});
export type OpenTask = z.output<typeof OpenTask>;

/** A task as lists and records show it. */
export interface TaskRow {
  id: string;
  type: TaskType;
  title: string;
  description: string | null;
  priority: TaskPriority;
  status: TaskStatus;
  /** YYYY-MM-DD, the company's calendar. */
  dueDate: string | null;
  completedAt: Date | null;
  prospectId: string | null;
  messageId: string | null;
  prospectName: string | null;
  assignee: string | null;
  /** Its day is over, in the company's calendar. */
  isLate: boolean;
  isToday: boolean;
}
