import { addDays, localDate, momentOf } from "~/platform/local-time";

const timezone = "Europe/Paris";

/** Days around a moment as the demo company counts them. What falls on a weekend is moved away from today, so that the past stays past. */
export function demoDays(now: Date) {
  const today = localDate(now, timezone);
  /** The date so many days from today, Monday to Friday; 0 is today whatever its weekday. */
  const date = (days: number): Date => {
    let day = addDays(today, days);
    while (days !== 0 && [0, 6].includes(day.getUTCDay())) day = addDays(day, Math.sign(days));
    return day;
  };
  /** The working day so many before today, 1 is the last: each number another day. */
  const workday = (before: number): Date => {
    let day = today;
    for (let left = before; left > 0;) {
      day = addDays(day, -1);
      if (![0, 6].includes(day.getUTCDay())) left--;
    }
    return day;
  };
  /** A date at an hour of the company's clock. */
  const at = (day: Date, hour: number, minute = 0): Date => new Date(momentOf(day, timezone, hour).getTime() + minute * 60_000);
  /** The date so many days from today, at an hour of the company's clock. */
  const moment = (days: number, hour = 10, minute = 0): Date => at(date(days), hour, minute);
  return { today, date, workday, at, moment };
}
export type DemoDays = ReturnType<typeof demoDays>;
