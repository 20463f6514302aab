/**
 * A number as open files write it: `346,50`, `2024.0`, `1 234,5`. Null for anything else, an empty cell included; it is never zero
 * for want of a figure.
 */
export function readNumber(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(bare) ? Number(bare) : null;
}

/** A day as `2024-01-31` or `31/01/2024`, given back in the first way; null when the calendar has no such day. */
export function readDay(text: string): string | null {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
  const [, frenchDay, frenchMonth, frenchYear] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text.trim()) ?? [];
  const day = isoYear ? `${isoYear}-${isoMonth}-${isoDay}` : frenchYear ? `${frenchYear}-${frenchMonth}-${frenchDay}` : null;
  if (!day) return null;
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day ? day : null;
}

/** Whether a day opens a quarter. */
export const opensQuarter = (day: string): boolean => /-(?:01|04|07|10)-01$/.test(day);

/** What a dwelling can cost a square metre, and how large one can be: beyond it the cell is a slip, or the price is not the dwelling's alone. */
export const plausible = {
  /** Euro a square metre. */
  price: { least: 100, most: 50_000 },
  /** Euro a square metre and month. */
  rent: { least: 1, most: 150 },
  /** Square metres; nothing below 9 may be let as a dwelling. */
  surface: { least: 9, most: 1_000 },
} as const;

export const isPlausible = (figure: number, { least, most }: { least: number; most: number }): boolean => figure >= least && figure <= most;

/** Sales behind a median, at both ends, below which the way between two medians says more of the dwellings than of the market. */
export const fewestForTrend = 5;
