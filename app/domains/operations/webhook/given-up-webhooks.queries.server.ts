import type { CompanyCtx } from "~/platform/tenancy.server";
import type { GivenUpWebhooks } from "./webhook.rules";

/** What neither its job nor the sweep could understand. */
export const givenUp = { processedAt: null, nextTryAt: null, outcome: "failed" } as const;

/** Calls of vendors that stayed without effect after every retry: how many, and the newest with their reasons. */
export async function listGivenUpWebhooks({ db, companyId }: CompanyCtx): Promise<GivenUpWebhooks> {
  const where = { companyId, ...givenUp };
  const count = await db.webhookEvent.count({ where });
  if (count === 0) return { count, newest: [] };
  const newest = await db.webhookEvent.findMany({
    where,
    orderBy: { receivedAt: "desc" },
    take: 5,
    select: { id: true, provider: true, type: true, receivedAt: true, error: true },
  });
  return { count, newest };
}
