import type { TFunction } from "i18next";
import { isNotificationType } from "~/platform/notification-kinds";

interface Told {
  type: string;
  name: string | null;
  values: Record<string, string | number>;
}

/** The sentence of a notification, from the words of operations. */
export function sayNotification(t: TFunction, { type, name, values }: Told): string {
  if (!isNotificationType(type)) return t("notification.title");
  const key = `notification.type.${type.replace(".", "_")}`;
  if (type === "task.due") return t(`${key}.text`, { count: Number(values.count) || 1 });
  if (type === "company.closing") return t(values.cancelled ? `${key}.text_cancelled` : `${key}.text`);
  if (type === "privacy.requested") return t(typeof values.kind === "string" ? `${key}.text_${values.kind}` : `${key}.text`);
  if (type === "card.expiring" || type === "privacy.due") {
    const count = Number(values.count) || 0;
    return count > 0 ? t(`${key}.text`, { count }) : t(`${key}.text_now`);
  }
  if (type === "tender.due") {
    const [count, title] = [Number(values.count) || 0, String(values.title ?? "")];
    return count > 0 ? t(`${key}.text`, { count, title }) : t(`${key}.text_now`, { title });
  }
  if (type === "report.ready") return t(`${key}.text`);
  if (type === "security.alert") return typeof values.code === "string" ? t(values.code, values) : t(`${key}.text_nameless`);
  return name ? t(`${key}.text`, { name }) : t(`${key}.text_nameless`);
}
