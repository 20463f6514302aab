import type { Chapter } from "../demo-story";

/** What the assistants did, and a talk with one. */
export const agents: Chapter = async ({ db, companyId, people, days }) => {
  const prospects = await db.prospect.findMany({
    where: { companyId, deletedAt: null },
    orderBy: { leadScore: "desc" },
    take: 3,
    select: { id: true, organizationName: true, leadScore: true },
  });
  await db.agentRun.createMany({
    data: prospects.map(({ id, leadScore }, at) => ({
      companyId,
      prospectId: id,
      agentType: (["prospector", "bant_qualifier", "scheduler"] as const)[at]!,
      status: at === 2 ? ("failed" as const) : ("completed" as const),
      inputData: { prospectId: id },
      outputData: at === 2 ? undefined : { leadScore },
      errorMessage: at === 2 ? "Aucun créneau libre dans les dix jours." : null,
      startedAt: days.moment(-2, 9 + at),
      completedAt: days.moment(-2, 9 + at, 1),
      durationMs: 60_000,
      createdAt: days.moment(-2, 9 + at),
    })),
  });
  const { id: threadId } = await db.assistantThread.create({
    data: { companyId, userId: people.owner, title: "Qui rappeler cette semaine ?", isPinned: true, createdAt: days.moment(-1, 9) },
    select: { id: true },
  });
  await db.assistantMessage.createMany({
    data: [
      { role: "user" as const, content: "Quelles agences rappeler cette semaine ?", createdAt: days.moment(-1, 9) },
      {
        role: "assistant" as const,
        content: `Les mieux notées de votre liste : ${prospects.map(({ organizationName }) => organizationName).join(", ")}.`,
        createdAt: days.moment(-1, 9, 1),
      },
    ].map((message) => ({ companyId, threadId, ...message })),
  });
};
