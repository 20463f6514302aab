import { cardWarning } from "~/domains/operations/notification/notification.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";

const dayMs = 24 * 60 * 60 * 1000;

/** Tells that the agency's professional card ends: 90, 30 and 7 days before, and on the day. Each once. */
export async function tellCardEnds({ db, companyId, notify }: CompanyCtx, day: Date) {
  const { cardExpiresOn } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { cardExpiresOn: true } });
  if (!cardExpiresOn) return;
  const days = Math.round((cardExpiresOn.getTime() - day.getTime()) / dayMs);
  const warning = cardWarning(days);
  if (warning === null) return;
  const occasion = `${cardExpiresOn.toISOString().slice(0, 10)} ${warning}`;
  notify({ to: { permission: "company:change" }, type: "card.expiring", occasion, values: { count: Math.max(0, days) } });
}
