import { addDays, isoWeek, localDate, momentOf, weekStart } from "~/platform/local-time";

/** A week of a company: Monday to Sunday on its own calendar, 167 or 169 hours long where clocks change. */
export interface Week {
  /** "2026-W47" */
  period: string;
  /** Monday and Sunday, as UTC midnights. */
  monday: Date;
  sunday: Date;
  /** The moments at which it begins and at which the next one does. */
  startsAt: Date;
  endsAt: Date;
}

/** How many weeks a drawing shows. */
export const weeksShown = 8;
/** The local hour of Monday from which the week before is reported. */
export const reportHour = 7;

export function weekFrom(monday: Date, timezone: string): Week {
  return {
    period: isoWeek(monday),
    monday,
    sunday: addDays(monday, 6),
    startsAt: momentOf(monday, timezone),
    endsAt: momentOf(addDays(monday, 7), timezone),
  };
}

/** The week a moment lies in. */
export const weekOf = (moment: Date, timezone: string) => weekFrom(weekStart(localDate(moment, timezone)), timezone);

/** A week and those before it, the latest first. */
export const weeksUntil = ({ monday }: Week, timezone: string, count = weeksShown): Array<Week> =>
  Array.from({ length: count }, (_, back) => weekFrom(addDays(monday, -7 * back), timezone));

/** The week whose report is due at a moment: the one before, from Monday 07:00 on and all week long, so that a late start still tells it. */
export function dueWeek(moment: Date, timezone: string): Week | null {
  const { monday } = weekOf(moment, timezone);
  if (moment < momentOf(monday, timezone, reportHour)) return null;
  return weekFrom(addDays(monday, -7), timezone);
}
