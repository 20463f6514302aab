import { cardWarning } from "~/domains/operations/notification/notification.rules";
import { readSettings } from "../setting/save-settings.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

const dayMs = 24 * 60 * 60 * 1000;

/** Tells that the agency's professional card ends: 90 days before or as the company set it, 30 and 7, and on the day. Each once. */
export async function tellCardEnds(ctx: CompanyCtx, day: Date) {
  const { db, companyId, notify } = ctx;
  const { cardExpiresOn } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { cardExpiresOn: true } });
  if (!cardExpiresOn) return;
  const days = Math.round((cardExpiresOn.getTime() - day.getTime()) / dayMs);
  const { "company.card_warning_days": first } = await readSettings(ctx);
  const warning = cardWarning(days, first);
  if (warning === null) return;
  const occasion = `${cardExpiresOn.toISOString().slice(0, 10)} ${warning}`;
  notify({ to: { permission: "company:change" }, type: "card.expiring", occasion, values: { count: Math.max(0, days) } });
}
