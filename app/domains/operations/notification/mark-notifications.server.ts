import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Marks one of one's own as seen, or as not seen. @throws AppError 'platform.record.unknown' for anybody else's */
export async function markNotification({ db, actor, now }: CompanyCtx, { id, isRead }: { id: string; isRead: boolean }) {
  const row = found(
    await db.notification.findFirst({
      where: { id, userId: actor.id, inApp: true },
      select: { id: true, type: true, subjectType: true, subjectId: true, readAt: true },
    }),
  );
  await db.notification.updateMany({ where: { id, userId: actor.id }, data: { readAt: isRead ? (row.readAt ?? now) : null } });
  return row;
}

/** Marks all of one's own as seen. @returns how many were not */
export async function markAllNotifications({ db, actor, now }: CompanyCtx): Promise<number> {
  const { count } = await db.notification.updateMany({ where: { userId: actor.id, readAt: null }, data: { readAt: now } });
  return count;
}
