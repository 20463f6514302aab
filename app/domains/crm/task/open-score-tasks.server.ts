import { prospectName } from "~/domains/prospecting/prospect/prospect-name.rules";
import { isLanguage } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { addDays, localDate } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { taskOpened } from "./task.events.server";
import type { TaskType } from "./task.schema";

interface Crossed {
  task: TaskType;
  /** Days until it is due, in the company's calendar. */
  inDays: number;
  crossings: Array<{ crossingId: string; prospectId: string }>;
}

/**
 * Opens the tasks that a threshold of the scores asks for, in the company's language, for whoever has the prospect. A task has the id of
 * its crossing: told twice, opened once.
 * @returns how many are new
 */
export async function openScoreTasks(ctx: CompanyCtx, { task, inDays, crossings }: Crossed): Promise<number> {
  const { db, companyId, now } = ctx;
  const { language: spoken, timezone } = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { language: true, timezone: true },
  });
  const language = isLanguage(spoken) ? spoken : "fr";
  const t = (await voiceFor(language, ["crm"])).getFixedT(language, "crm");
  const prospects = await db.prospect.findMany({
    where: { id: { in: crossings.map(({ prospectId }) => prospectId) }, deletedAt: null },
    select: {
      id: true,
      firstName: true,
      lastName: true,
      organizationName: true,
      email: true,
      phone: true,
      leadScore: true,
      assignedToId: true,
    },
  });
  const byId = new Map(prospects.map((prospect) => [prospect.id, prospect]));
  const known = await db.task.findMany({ where: { id: { in: crossings.map(({ crossingId }) => crossingId) } }, select: { id: true } });
  const there = new Set(known.map(({ id }) => id));
  const tasks = crossings.flatMap(({ crossingId, prospectId }) => {
    const prospect = byId.get(prospectId);
    if (!prospect || there.has(crossingId)) return [];
    return {
      id: crossingId,
      companyId,
      prospectId,
      assignedToId: prospect.assignedToId,
      type: task,
      title: t("task.hot_title", { name: prospectName(prospect) }).slice(0, 200),
      description: t("task.hot_text", { score: prospect.leadScore }),
      priority: "high" as const,
      dueDate: addDays(localDate(now, timezone), inDays),
    };
  });
  await db.task.createMany({ data: tasks, skipDuplicates: true });
  for (const { id, prospectId, type, priority } of tasks) {
    ctx.emit(taskOpened.create({ companyId, taskId: id, prospectId }), id);
    ctx.audit({ action: "task.opened", about: { type: "task", id }, after: { type, prospectId, priority } });
  }
  return tasks.length;
}
