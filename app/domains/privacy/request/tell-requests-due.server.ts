import type { CompanyCtx } from "~/platform/tenancy.server";
import { dueWarning } from "./request-address.rules";

const dayMs = 24 * 60 * 60 * 1000;

/** Tells who answers persons that a request's month ends: seven days before, two, and on the last day. Each once. */
export async function tellRequestsDue({ db, notify }: CompanyCtx, day: Date) {
  const open = await db.privacyRequest.findMany({
    where: { state: { in: ["received", "running"] }, dueAt: { lt: new Date(day.getTime() + 8 * dayMs) } },
    orderBy: { dueAt: "asc" },
    take: 50,
    select: { id: true, dueAt: true },
  });
  for (const { id, dueAt } of open) {
    const days = Math.floor((dueAt.getTime() - day.getTime()) / dayMs);
    const warning = dueWarning(days);
    if (warning === null) continue;
    const about = { type: "privacy_request", id };
    notify({
      to: { permission: "privacy:change" },
      type: "privacy.due",
      about,
      occasion: `${id} ${warning}`,
      values: { count: Math.max(0, days) },
    });
  }
}
