import type { CompanyCtx } from "~/platform/tenancy.server";
import { draftsRequested } from "../message/message.events.server";

/** Ids one fact may carry. */
const pageSize = 500;

/**
 * Requests the drafts of the next messages of a campaign after `after`, in the order of their ids: one page, one fact.
 * @returns the last id of the page, to go on after; null when there are no more
 */
export async function requestNextDrafts(
  { db, companyId, emit }: CompanyCtx,
  { campaignId, after }: { campaignId: string; after: string | null },
): Promise<string | null> {
  const page = await db.message.findMany({
    where: { companyId, campaignId, status: "drafting", ...(after && { id: { gt: after } }) },
    orderBy: { id: "asc" },
    take: pageSize,
    select: { id: true },
  });
  if (page.length === 0) return null;
  emit(draftsRequested.create({ companyId, campaignId, messageIds: page.map(({ id }) => id) }), campaignId);
  return page.length < pageSize ? null : page.at(-1)!.id;
}
