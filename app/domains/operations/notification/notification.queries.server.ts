import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface NotificationRow {
  id: string;
  type: string;
  subjectType: string | null;
  subjectId: string | null;
  /** What its subject is called now; null when it is gone or has no name. */
  name: string | null;
  values: Record<string, string | number>;
  readAt: Date | null;
  createdAt: Date;
}

/**
 * What a member was told, newest first, a page after `after`. Names are read where they live: a notification keeps none, so that who is
 * erased there is erased here. One statement.
 */
export async function listNotifications(
  { db, actor }: CompanyCtx,
  { after, unreadOnly = false, take = 30 }: { after?: string; unreadOnly?: boolean; take?: number },
): Promise<{ rows: Array<NotificationRow>; next: string | null }> {
  const rows = await db.$queryRaw<Array<NotificationRow>>`
    SELECT n.id, n.type, n.subject_type AS "subjectType", n.subject_id AS "subjectId", n.values, n.read_at AS "readAt", n.created_at AS "createdAt",
      coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.organization_name, p.email, c.name, f.name, j.name, nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) AS name
    FROM notifications n
    LEFT JOIN prospects p ON n.subject_type = 'prospect' AND p.company_id = n.company_id AND p.id = n.subject_id AND p.deleted_at IS NULL
    LEFT JOIN campaigns c ON n.subject_type = 'campaign' AND c.company_id = n.company_id AND c.id = n.subject_id
    LEFT JOIN import_runs i ON n.subject_type = 'import_run' AND i.company_id = n.company_id AND i.id = n.subject_id
    LEFT JOIN stored_files f ON f.company_id = i.company_id AND f.id = i.file_id
    LEFT JOIN import_jobs j ON n.subject_type = 'import_job' AND j.company_id = n.company_id AND j.id = n.subject_id
    LEFT JOIN users u ON n.subject_type = 'user' AND u.id = n.subject_id
    WHERE n.user_id = ${actor.id}::uuid AND n.in_app AND (NOT ${unreadOnly}::boolean OR n.read_at IS NULL)
      AND (${after ?? null}::uuid IS NULL OR (n.created_at, n.id) < (SELECT a.created_at, a.id FROM notifications a WHERE a.id = ${after ?? null}::uuid))
    ORDER BY n.created_at DESC, n.id DESC LIMIT ${take + 1}::int`;
  const page = rows.slice(0, take);
  return { rows: page, next: rows.length > take ? page.at(-1)!.id : null };
}

/** An expression: how many a member has not seen, counted no further than a hundred. Part of a statement that runs anyway. */
export const unreadCount = ({ actor }: CompanyCtx) => Prisma.sql`(
  SELECT count(*)::int FROM (SELECT 1 FROM notifications WHERE user_id = ${actor.id}::uuid AND in_app AND read_at IS NULL LIMIT 100) n)`;

export async function countUnread(ctx: CompanyCtx): Promise<number> {
  const [row] = await ctx.db.$queryRaw<Array<{ count: number }>>`SELECT ${unreadCount(ctx)} AS count`;
  return row!.count;
}
