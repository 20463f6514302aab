import type { Chapter } from "../demo-story";

/** The manager was away for a week last spring: the owner had his tasks, and gave them back. */
export const handovers: Chapter = async ({ db, companyId, people, days }) => {
  const { owner, manager } = people;
  if (!manager) return;
  const tasks = await db.task.findMany({ where: { assignedToId: manager }, select: { id: true }, orderBy: { id: "asc" }, take: 5 });
  await db.handover.create({
    data: {
      companyId,
      fromUserId: manager,
      toUserId: owner,
      handedById: owner,
      tableName: "tasks",
      columnName: "assigned_to_id",
      rowIds: tasks.map(({ id }) => id),
      createdAt: days.moment(-30, 9),
      givenBackAt: days.moment(-23, 9),
    },
  });
};
