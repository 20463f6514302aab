import type { CompanyCtx } from "~/platform/tenancy.server";
import { nextTryAt } from "./retry-webhooks.rules";

/** A call whose job failed all its tries: the reason is kept, and when the sweep takes it up again. Said twice it is as said once. */
export async function giveUpWebhook({ db, now }: CompanyCtx, { webhookEventId, error }: { webhookEventId: string; error: string }) {
  const kept = await db.webhookEvent.findFirst({ where: { id: webhookEventId, processedAt: null }, select: { retries: true } });
  if (!kept) return;
  await db.webhookEvent.updateMany({
    where: { id: webhookEventId, processedAt: null },
    data: { outcome: "failed", error: error.slice(0, 500), nextTryAt: nextTryAt(kept.retries, now) },
  });
}
