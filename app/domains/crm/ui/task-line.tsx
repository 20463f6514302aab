import { CalendarCheck, ClipboardList, House, Link2, type LucideIcon, Mail, MessageCircle, Phone, Reply } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TaskRow, TaskType } from "~/domains/crm/task/task.schema";
import { useFormat } from "~/ui/words";

const icons: Record<TaskType, LucideIcon> = {
  call: Phone,
  email: Mail,
  linkedin: Link2,
  whatsapp: MessageCircle,
  meeting: CalendarCheck,
  follow_up: Reply,
  property_visit: House,
};
export const taskIcon = (type: string): LucideIcon => icons[type as TaskType] ?? ClipboardList;

/** When a task is due, in a word where a word says it. */
export function TaskDue({ task }: { task: Pick<TaskRow, "dueDate" | "isLate" | "isToday" | "status" | "completedAt"> }) {
  const { t } = useTranslation("crm");
  const { date, list } = useFormat();
  if (task.status === "completed" && task.completedAt) return <>{t("task.done_on", { when: date(task.completedAt, "day") })}</>;
  if (!task.dueDate) return null;
  if (task.isToday) return <>{t("task.today")}</>;
  const day = date(`${task.dueDate}T12:00:00Z`, "day");
  return task.isLate ? <span className="warn">{list([day, t("task.late")])}</span> : <>{day}</>;
}
