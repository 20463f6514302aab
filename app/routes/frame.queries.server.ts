import { tasksDue } from "~/domains/crm/task/count-tasks.queries.server";
import { type Myself, myselfJson } from "~/domains/identity/member/member.queries.server";
import { unreadCount } from "~/domains/operations/notification/notification.queries.server";
import { draftsWaiting } from "~/domains/outreach/message/message-counts.queries.server";
import { type RunningImport, runningImportsJson } from "~/domains/prospecting/import/run/running-imports.queries.server";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

interface FrameFacts {
  myself: Myself;
  drafts: number;
  tasks: number;
  imports: Array<RunningImport>;
  unread: number;
}

/** What stands around each page: who looks, and what waits for him. One statement, as each page asks. */
export async function frameFacts(ctx: CompanyCtx): Promise<FrameFacts> {
  const [row] = await ctx.db.$queryRaw<Array<FrameFacts>>`
    SELECT ${myselfJson(ctx)} AS myself, ${draftsWaiting(ctx)} AS drafts, ${tasksDue(ctx)} AS tasks, ${runningImportsJson(ctx)} AS imports,
      ${unreadCount(ctx)} AS unread`;
  found(row?.myself ?? null);
  return row!;
}
