import type { WrittenFact } from "~/platform/outbox.server";
import { asJob, inCompany } from "~/platform/tenancy.server";

/** Facts of one company as they were written, for the sweep. Each is found through its partition by its moment. */
export const readFacts = (companyId: string, wanted: Array<{ eventId: string; occurredAt: Date }>): Promise<Array<WrittenFact>> =>
  inCompany(asJob(companyId, "operations/sweep-outbox"), async ({ db }) => {
    const moments = wanted.map(({ occurredAt }) => occurredAt.getTime());
    const rows = await db.event.findMany({
      where: {
        companyId,
        id: { in: wanted.map(({ eventId }) => eventId) },
        occurredAt: { gte: new Date(Math.min(...moments)), lte: new Date(Math.max(...moments)) },
      },
    });
    return rows.map((row) => ({
      id: row.id,
      name: row.eventType,
      data: row.payload as WrittenFact["data"],
      about: row.aggregateId,
      occurredAt: row.occurredAt,
    }));
  });
