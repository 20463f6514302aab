import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * An expression: how many open tasks of this member, or of nobody, are due today or late on the company's own calendar: those the page of
 * tasks opens with. Part of a statement that runs anyway.
 */
export const tasksDue = ({ companyId, actor, now }: CompanyCtx) => Prisma.sql`(
  SELECT count(*)::int FROM tasks t JOIN companies c ON c.id = t.company_id
  WHERE t.company_id = ${companyId}::uuid AND t.status IN ('pending', 'in_progress') AND (t.assigned_to_id = ${actor.id}::uuid OR t.assigned_to_id IS NULL)
    AND (t.due_date IS NULL OR t.due_date <= (${now}::timestamptz AT TIME ZONE c.timezone)::date))`;
