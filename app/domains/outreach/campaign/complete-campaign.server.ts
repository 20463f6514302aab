import type { CompanyCtx } from "~/platform/tenancy.server";
import { campaignCompleted } from "./campaign.events.server";
import { unfinished } from "./campaign.rules";

/**
 * Ends a campaign of which nothing is left to draft, approve or send. To be asked in the transaction that settled a message; a campaign
 * that still has something to do, or runs no more, stays as it is. A paused one ends too: there is nothing to resume.
 */
export async function completeIfDone({ db, companyId, now, emit }: CompanyCtx, campaignId: string): Promise<boolean> {
  // Whoever settles the last two messages at the same time comes one after the other, so that one of them sees that none is left.
  await db.$executeRaw`SELECT 1 FROM campaigns WHERE company_id = ${companyId}::uuid AND id = ${campaignId}::uuid FOR UPDATE`;
  const left = await db.message.findFirst({ where: { companyId, campaignId, status: { in: [...unfinished] } }, select: { id: true } });
  if (left) return false;
  const { count } = await db.campaign.updateMany({
    where: { companyId, id: campaignId, status: { in: ["active", "paused"] } },
    data: { status: "completed", completedAt: now },
  });
  if (count > 0) emit(campaignCompleted.create({ companyId, campaignId }), campaignId);
  return count > 0;
}
