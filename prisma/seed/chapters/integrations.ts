import type { Chapter } from "../demo-story";

/** A calendar that is not connected, and what conversations, customers and tickets are to one another. */
export const integrations: Chapter = async ({ db, companyId }) => {
  await db.integration.createMany({
    data: [{ companyId, type: "google_calendar", status: "disconnected", settings: { calendar: "Rendez-vous" } }],
    skipDuplicates: true,
  });
  const conversations = await db.conversation.findMany({
    where: { companyId, customerId: { not: null } },
    select: { id: true, customerId: true },
  });
  await db.integrationMapping.createMany({
    data: conversations.map(({ id, customerId }) => ({
      companyId,
      sourceModule: "inbox",
      sourceRecordId: id,
      targetModule: "crm",
      targetRecordId: customerId,
      mappingType: "conversation_customer",
    })),
    skipDuplicates: true,
  });
};
