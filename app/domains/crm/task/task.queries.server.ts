import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { TaskRow } from "./task.schema";

export type TaskView = "due" | "open" | "done";

const rows = ({ db }: CompanyCtx, where: Prisma.Sql, order: Prisma.Sql, take: number) =>
  db.$queryRaw<Array<TaskRow>>`
    SELECT t.id, t.type, t.title, t.description, t.priority::text AS priority, t.status::text AS status, to_char(t.due_date, 'YYYY-MM-DD') AS "dueDate", t.completed_at AS "completedAt",
      t.prospect_id AS "prospectId", t.message_id AS "messageId",
      coalesce(p.organization_name, nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email) AS "prospectName",
      nullif(concat_ws(' ', u.first_name, u.last_name), '') AS assignee,
      coalesce(t.due_date < (now() AT TIME ZONE c.timezone)::date, false) AS "isLate", coalesce(t.due_date = (now() AT TIME ZONE c.timezone)::date, false) AS "isToday"
    FROM tasks t
    JOIN companies c ON c.id = t.company_id
    LEFT JOIN prospects p ON p.company_id = t.company_id AND p.id = t.prospect_id
    LEFT JOIN users u ON u.id = t.assigned_to_id
    WHERE ${where} ORDER BY ${order} LIMIT ${take}::int`;

const open = Prisma.sql`t.status IN ('pending', 'in_progress')`;
const byDay = Prisma.sql`t.due_date NULLS LAST, t.priority DESC, t.id`;

/** Tasks of the company: due today or late, all that are open, or done lately. `mineOnly` those of one person and those of nobody. One statement. */
export function listTasks(ctx: CompanyCtx, { view, mineOnly, take = 200 }: { view: TaskView; mineOnly?: string; take?: number }) {
  const mine = mineOnly ? Prisma.sql` AND (t.assigned_to_id = ${mineOnly}::uuid OR t.assigned_to_id IS NULL)` : Prisma.empty;
  if (view === "done") return rows(ctx, Prisma.sql`t.status = 'completed'${mine}`, Prisma.sql`t.completed_at DESC`, take);
  const due = view === "due" ? Prisma.sql` AND (t.due_date IS NULL OR t.due_date <= (now() AT TIME ZONE c.timezone)::date)` : Prisma.empty;
  return rows(ctx, Prisma.sql`${open}${due}${mine}`, byDay, take);
}

/** Answers that wait for an answer: what a reply asked for. */
export const listReplies = (ctx: CompanyCtx, take = 20) =>
  rows(ctx, Prisma.sql`${open} AND t.type = 'follow_up' AND t.message_id IS NOT NULL`, Prisma.sql`t.id DESC`, take);

/** The open tasks of a prospect, then those done lately. One statement. */
export const tasksOf = (ctx: CompanyCtx, prospectId: string) =>
  rows(
    ctx,
    Prisma.sql`t.prospect_id = ${prospectId}::uuid AND t.status <> 'cancelled'`,
    Prisma.sql`(t.status = 'completed'), ${byDay}`,
    20,
  );
