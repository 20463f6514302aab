import type { Db } from "./db.server";
import { type NotificationType, notificationTypes } from "./notification-kinds";
import type { Permission } from "./permissions";
import { permissionsOf, type RightsFacts } from "./rights.rules";

/** Whom a happening concerns: these people, or whoever of the company may do that. Who left is told nothing. */
export type Recipients = ReadonlyArray<string> | { permission: Permission };

export interface NewNotification {
  to: Recipients;
  type: NotificationType;
  /** What it is about: the place its line leads to. */
  about?: { type: string; id: string };
  /** Numbers and names of its sentence; no personal data beyond a name. */
  values?: Record<string, string | number>;
  /** The happening, where `about` can have several: a day, a fact's id. What is told twice of one occasion is one notification. */
  occasion?: string;
  /** Who did it himself need not be told. */
  except?: string;
}

/**
 * Writes notifications in the caller's transaction, as every recipient wants to be told of that type. Whom neither the
 * list nor the mail should tell gets no row. A step that runs twice tells once.
 */
export async function writeNotifications(db: Db, { companyId, now }: { companyId: string; now: Date }, told: Array<NewNotification>) {
  for (const { to, type, about, values = {}, occasion = about ? `${about.type} ${about.id}` : "", except = null } of told) {
    const { inApp, email } = notificationTypes[type];
    const users = "permission" in to ? await membersWho(db, companyId, to.permission) : [...new Set(to)];
    if (users.length === 0) continue;
    await db.$executeRaw`
      INSERT INTO notifications (id, company_id, user_id, type, occasion, subject_type, subject_id, values, in_app, by_email, created_at)
      SELECT app.uuid_v7(), w.company_id, w.user_id, ${type}, ${occasion.slice(0, 200)}, ${about?.type ?? null}, ${about?.id ?? null}::uuid, ${JSON.stringify(values)}::jsonb, w.in_app, w.by_email, ${now}
      FROM (
        SELECT m.company_id, m.user_id, coalesce((m.notification_preferences #>> ARRAY['types', ${type}, 'inApp'])::boolean, ${inApp}) AS in_app,
          coalesce((m.notification_preferences #>> ARRAY['types', ${type}, 'email'])::boolean, ${email}) AND coalesce((m.notification_preferences ->> 'digest')::boolean, true) AS by_email
        FROM memberships m
        WHERE m.company_id = ${companyId}::uuid AND m.is_active AND m.user_id IS DISTINCT FROM ${except}::uuid
          AND m.user_id = ANY (${users}::uuid[])) w
      WHERE w.in_app OR w.by_email
      ON CONFLICT (company_id, user_id, type, occasion) DO NOTHING`;
  }
}

/** The members who may do something, by the same answer as everywhere. */
async function membersWho(db: Db, companyId: string, permission: Permission): Promise<Array<string>> {
  const members = await db.$queryRaw<Array<{ userId: string; facts: RightsFacts | null }>>`
    SELECT m.user_id AS "userId", app.rights_of(m.company_id, m.user_id) AS facts FROM memberships m
    WHERE m.company_id = ${companyId}::uuid AND m.is_active`;
  return members.filter(({ facts }) => facts && permissionsOf(facts).has(permission)).map(({ userId }) => userId);
}
