import { addDays } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Days a notification is kept, seen or not: what it tells of stands in its own place. */
export const keptDays = 180;

/** Forgets what was told longer ago. Mails of the day go with what they told. @returns how many notifications went */
export async function forgetNotifications({ db, now }: CompanyCtx): Promise<number> {
  const before = { createdAt: { lt: addDays(now, -keptDays) } };
  const { count } = await db.notification.deleteMany({ where: before });
  await db.notificationDigest.deleteMany({ where: before });
  return count;
}
