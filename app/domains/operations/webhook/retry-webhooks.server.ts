import type { CompanyCtx } from "~/platform/tenancy.server";
import { givenUp } from "./given-up-webhooks.queries.server";

/** Lets the sweep take up what was given up, as if for the first time. @returns how many */
export async function retryWebhooks({ db, companyId, now, audit }: CompanyCtx): Promise<number> {
  const { count } = await db.webhookEvent.updateMany({ where: { companyId, ...givenUp }, data: { retries: 0, nextTryAt: now } });
  if (count > 0) audit({ action: "webhooks.retried", after: { count } });
  return count;
}
