import type { CompanyCtx } from "~/platform/tenancy.server";
import { composeReport, type SumsRow } from "./compose-report.rules";
import { weekOf, weeksUntil } from "./week.rules";

/**
 * The week that runs, up to now, out of the facts as they are. It is compared with the same stretch of the week before, so that a
 * Tuesday is not held against a whole week.
 */
export async function weekSoFar({ db, companyId, now }: CompanyCtx) {
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const week = weekOf(now, timezone);
  const elapsed = now.getTime() - week.startsAt.getTime();
  const [, before, ...earlier] = weeksUntil(week, timezone);
  const weeks = [
    { ...week, endsAt: now },
    { ...before!, endsAt: new Date(Math.min(before!.startsAt.getTime() + elapsed, before!.endsAt.getTime())) },
    ...earlier,
  ];
  const rows = await db.$queryRaw<Array<SumsRow>>`
    SELECT starts_at AS "startsAt", campaign_id AS "campaignId", imported, contacted, sent, delivered, replies, bounces, unsubscribes, complaints
    FROM app.figures_of_windows(${weeks.map(() => companyId)}::uuid[], ${weeks.map(({ startsAt }) => startsAt)}::timestamptz[], ${weeks.map(({ endsAt }) => endsAt)}::timestamptz[])`;
  return { week, ...composeReport(rows, weeks) };
}
