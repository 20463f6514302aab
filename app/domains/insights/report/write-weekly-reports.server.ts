import { companiesDueReport, figuresOfWindows, keepWeeklyReports, timezones } from "~/platform/across.server";
import { uuidv7 } from "~/platform/ids";
import { isTimezone } from "~/platform/local-time";
import { deliverFacts } from "~/platform/outbox.server";
import { composeReport } from "./compose-report.rules";
import { responseRate } from "./figures.rules";
import { reportWritten } from "./report.events.server";
import { dueWeek, type Week, weeksUntil } from "./week.rules";

/** The report column holds five digits, two of them decimals. */
const mostPercent = 999.99;

/**
 * Writes the weekly reports that are due at a moment, of at most so many companies, all zones together: four SQL statements and two
 * for the facts' delivery, however many companies there are. Run again, it finds those that are left.
 * @returns how many companies were due; the reports written; fewer than due when another run wrote some
 */
export async function writeWeeklyReports({ moment, atMost, jobId }: { moment: Date; atMost: number; jobId: string }) {
  const weeks = new Map<string, Array<Week>>();
  for (const { timezone } of await timezones()) {
    const due = isTimezone(timezone) ? dueWeek(moment, timezone) : null;
    if (due) weeks.set(timezone, weeksUntil(due, timezone));
  }
  const zones = [...weeks].map(([timezone, [due]]) => ({ timezone, period: due!.period, endsAt: due!.endsAt }));
  const companies = zones.length > 0 ? await companiesDueReport(zones, atMost) : [];
  if (companies.length === 0) return { due: 0, reportIds: [] };

  const windows = companies.flatMap(({ companyId, timezone }) =>
    weeks.get(timezone)!.map(({ startsAt, endsAt }) => ({ companyId, startsAt, endsAt })),
  );
  const sums = new Map(companies.map(({ companyId }) => [companyId, [] as Awaited<ReturnType<typeof figuresOfWindows>>]));
  for (const row of await figuresOfWindows(windows)) sums.get(row.companyId)!.push(row);
  const written = await keepWeeklyReports(
    companies.map(({ companyId, timezone }) =>
      rowOf({ companyId, jobId, moment, weeks: weeks.get(timezone)!, sums: sums.get(companyId)! }),
    ),
  );
  const facts = written.map(({ eventId, companyId, reportId }) => ({
    ...reportWritten.create({ companyId, reportId, readerId: null }),
    id: eventId,
    about: reportId,
    occurredAt: moment,
  }));
  if (facts.length > 0) await deliverFacts(facts);
  return { due: companies.length, reportIds: written.map(({ reportId }) => reportId) };
}

interface Input {
  companyId: string;
  jobId: string;
  moment: Date;
  weeks: Array<Week>;
  sums: Awaited<ReturnType<typeof figuresOfWindows>>;
}

function rowOf({ companyId, jobId, moment, weeks, sums }: Input) {
  const { keyMetrics, insights } = composeReport(sums, weeks);
  const { period, monday, sunday } = weeks[0]!;
  const rate = responseRate(keyMetrics.week);
  return {
    id: uuidv7(moment),
    event_id: uuidv7(moment),
    company_id: companyId,
    period,
    period_start: monday,
    period_end: sunday,
    key_metrics: keyMetrics,
    insights,
    generated_at: moment,
    ...keyMetrics.week,
    rate: rate === null ? null : Math.min(mostPercent, rate * 100).toFixed(2),
    actor: jobId,
  };
}
