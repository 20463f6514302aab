import { localDate } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Tells whoever approves that drafts of a campaign wait: once a day of the company, however many come. */
export async function tellDraftsWait({ db, companyId, now, notify }: CompanyCtx, { campaignId }: { campaignId: string }) {
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const day = localDate(now, timezone).toISOString().slice(0, 10);
  const about = { type: "campaign", id: campaignId };
  notify({ to: { permission: "message:approve" }, type: "drafts.waiting", about, occasion: `${campaignId} ${day}` });
}
