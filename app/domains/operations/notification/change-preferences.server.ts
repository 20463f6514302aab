import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type Preferences, readPreferences } from "./preferences.schema";

/** One's own preferences in this company. */
export async function getPreferences({ db, companyId, actor }: CompanyCtx): Promise<Preferences> {
  const { notificationPreferences } = found(
    await db.membership.findUnique({
      where: { companyId_userId: { companyId, userId: actor.id } },
      select: { notificationPreferences: true },
    }),
  );
  return readPreferences(notificationPreferences);
}

/** Where one's own mornings are counted; null: as the company's. */
export async function ownTimezone({ db, actor }: CompanyCtx): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: actor.id }, select: { timezone: true } });
  return user?.timezone ?? null;
}

/** Sets one's own preferences. What was told before stays told. */
export async function changePreferences({ db, companyId, actor }: CompanyCtx, preferences: Preferences, timezone: string | null) {
  await db.membership.update({
    where: { companyId_userId: { companyId, userId: actor.id } },
    data: { notificationPreferences: { ...preferences } },
  });
  await db.user.update({ where: { id: actor.id }, data: { timezone } });
}
