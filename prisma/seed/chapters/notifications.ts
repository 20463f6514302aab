import type { Chapter } from "../demo-story";

/** What the team was told lately, and the mail of yesterday morning that told the owner of it. */
export const notifications: Chapter = async ({ db, companyId, people, days }) => {
  const { owner, manager, agent } = people;
  const { id: digestId } = await db.notificationDigest.create({
    data: { companyId, userId: owner, day: days.workday(1), state: "sent", createdAt: days.moment(-1, 7, 30) },
    select: { id: true },
  });
  const campaign = await db.campaign.findFirst({ where: { status: "active" }, select: { id: true }, orderBy: { id: "asc" } });
  const about = campaign ? { subjectType: "campaign", subjectId: campaign.id } : {};
  await db.notification.createMany({
    data: [
      { userId: owner, type: "drafts.waiting", occasion: "demo", ...about, byEmail: true, digestId, createdAt: days.moment(-2, 16) },
      ...[owner, manager, agent].flatMap((userId) =>
        userId
          ? [
              {
                userId,
                type: "task.due",
                occasion: "demo",
                values: { count: 2 },
                byEmail: true,
                readAt: days.moment(-1, 9),
                createdAt: days.moment(-1, 6),
              },
            ]
          : [],
      ),
    ].map((row) => ({ companyId, ...row })),
    skipDuplicates: true,
  });
};
