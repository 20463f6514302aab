import type { CompanyCtx } from "~/platform/tenancy.server";

/** Tells each member how many tasks are due on a day of the company or late: his own and those of nobody. Once a day. */
export async function tellTasksDue({ db, notify }: CompanyCtx, day: Date) {
  const due = await db.task.groupBy({
    by: ["assignedToId"],
    where: { status: { in: ["pending", "in_progress"] }, dueDate: { lte: day } },
    _count: true,
  });
  const ofNobody = due.find(({ assignedToId }) => assignedToId === null)?._count ?? 0;
  const occasion = day.toISOString().slice(0, 10);
  for (const { assignedToId, _count } of due)
    if (assignedToId) notify({ to: [assignedToId], type: "task.due", occasion, values: { count: _count + ofNobody } });
  // Who has some of his own was told of all of them above: the same occasion is told once.
  if (ofNobody > 0) notify({ to: { permission: "task:change" }, type: "task.due", occasion, values: { count: ofNobody } });
}
