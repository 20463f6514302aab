/** A quarter of a course; null where the files have none. */
export interface CoursePoint {
  /** First day. */
  quarter: string;
  price: number | null;
}

/**
 * Quarters in their order with none left out: where the files have no row, the course has a gap, never a line drawn across. Given the
 * oldest first, as first days; only the last `most` are kept.
 */
export function courseOf(rows: ReadonlyArray<CoursePoint>, most = 12): Array<CoursePoint> {
  if (rows.length === 0) return [];
  const known = new Map(rows.map(({ quarter, price }) => [quarter.slice(0, 10), price]));
  const last = new Date(`${rows.at(-1)!.quarter.slice(0, 10)}T00:00:00Z`);
  const first = rows[0]!.quarter.slice(0, 10);
  const course = Array.from({ length: most }, (_, back) => {
    const day = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - 3 * (most - 1 - back), 1)).toISOString().slice(0, 10);
    return { quarter: day, price: known.get(day) ?? null };
  });
  return course.filter(({ quarter }) => quarter >= first);
}
