import { expect, test } from "vitest";
import { demoDays } from "../../prisma/seed/demo-days";

const monday = new Date("2026-11-23T07:30:00Z");
const week = Array.from({ length: 7 }, (_, at) => new Date(monday.getTime() + at * 86_400_000));

test.each(week)("seen from %s, the past is past, the future ahead, and both are working days", (now) => {
  const days = demoDays(now);
  for (let n = 1; n <= 60; n++) {
    expect(days.moment(-n, 20).getTime()).toBeLessThan(now.getTime());
    expect(days.moment(n, 9).getTime()).toBeGreaterThan(now.getTime());
    for (const day of [days.date(-n), days.date(n), days.workday(n)]) expect([0, 6]).not.toContain(day.getUTCDay());
  }
  expect(new Set([1, 2, 3, 4, 5, 6].map((n) => days.workday(n).getTime())).size).toBe(6);
});

test("hours are those of Paris, in summer and in winter", () => {
  expect(demoDays(new Date("2026-07-15T12:00:00Z")).moment(-1, 9).toISOString()).toBe("2026-07-14T07:00:00.000Z");
  expect(demoDays(new Date("2026-11-18T12:00:00Z")).moment(-1, 9).toISOString()).toBe("2026-11-17T08:00:00.000Z");
});
