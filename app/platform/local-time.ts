/** Calendar arithmetic in a company's own zone. Dates without a time are UTC midnights, as Prisma reads `@db.Date`. */

const day = 24 * 60 * 60 * 1000;

function parts(moment: Date, timezone: string) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const found = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return found as { year: number; month: number; day: number; hour: number; minute: number; second: number };
}

/** The local date at a moment, as a UTC midnight. */
export function localDate(moment: Date, timezone: string): Date {
  const { year, month, day } = parts(moment, timezone);
  return new Date(Date.UTC(year, month - 1, day));
}

/** The local hour at a moment, 0–23. */
export const localHour = (moment: Date, timezone: string) => parts(moment, timezone).hour;

/** First day of the month of a local date. */
export const monthStart = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));

/** Monday of the week of a local date. */
export const weekStart = (date: Date) => new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * day);

export const addDays = (date: Date, days: number) => new Date(date.getTime() + days * day);

/** The moment at which a local date begins, plus whole hours on the local clock. Across a change of clocks the later reading wins. */
export function momentOf(date: Date, timezone: string, hour = 0): Date {
  const wanted = date.getTime() + hour * 60 * 60 * 1000;
  let guess = wanted;
  for (let turn = 0; turn < 3; turn++) {
    const seen = parts(new Date(guess), timezone);
    const shown = Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute, seen.second);
    if (shown === wanted) break;
    guess += wanted - shown;
  }
  return new Date(guess);
}

/** ISO week of a local date, "2026-W47". */
export function isoWeek(date: Date): string {
  const thursday = addDays(weekStart(date), 3);
  const year = thursday.getUTCFullYear();
  const first = weekStart(new Date(Date.UTC(year, 0, 4)));
  const week = Math.round((thursday.getTime() - addDays(first, 3).getTime()) / (7 * day)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Whether a text names a zone this runtime knows. */
export function isTimezone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
