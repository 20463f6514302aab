import { takeNumber } from "~/domains/operations/number/take-number.server";
import { localDate } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** The next ticket number of the company and its local year, four digits or more: TICKET-2026-0001. A roll-back gives it back. */
export async function takeTicketNumber(ctx: CompanyCtx): Promise<string> {
  const { timezone } = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { timezone: true } });
  const year = String(localDate(ctx.now, timezone).getUTCFullYear());
  const number = await takeNumber(ctx, { kind: "ticket", period: year });
  return `TICKET-${year}-${String(number).padStart(4, "0")}`;
}
