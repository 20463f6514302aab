import { expect, test } from "vitest";
import { noFigures } from "~/domains/insights/report/figures.rules";
import { findingsOf, isSmallSample } from "~/domains/insights/report/findings.rules";
import { composeReport } from "~/domains/insights/report/compose-report.rules";
import { dueWeek, weekFrom, weekOf, weeksUntil } from "~/domains/insights/report/week.rules";

const of = (changes: Partial<typeof noFigures>) => ({ ...noFigures, ...changes });
const codes = (input: Parameters<typeof findingsOf>[0]) => findingsOf(input).map(({ code }) => code);

test("there are always three findings, for any week", () => {
  for (const sent of [0, 1, 40])
    for (const contacted of sent ? [1, 40] : [0])
      for (const imported of [0, 5])
        for (const replies of [0, 2])
          for (const trouble of [0, 1]) {
            const week = of({ sent, contacted, imported, replies, bounces: trouble, complaints: trouble });
            const found = findingsOf({ week, before: noFigures, campaigns: [] });
            expect(found).toHaveLength(3);
            expect(new Set(found.map(({ code }) => code)).size).toBe(3);
          }
});

test("a quiet week says what is missing and what to do", () => {
  expect(codes({ week: noFigures, before: noFigures, campaigns: [] })).toEqual(["nothing_sent", "nothing_imported", "sent_compared"]);
});

test("trouble comes first: complaints, bounces above 5 %, departures above 2 %", () => {
  const week = of({ sent: 100, contacted: 100, delivered: 90, bounces: 6, unsubscribes: 3, complaints: 1, replies: 10 });
  expect(codes({ week, before: noFigures, campaigns: [] })).toEqual(["complaints", "bounces_high", "unsubscribes_high"]);
  expect(codes({ week: { ...week, bounces: 5, unsubscribes: 2, complaints: 0 }, before: noFigures, campaigns: [] })[0]).toBe("answered");
});

test("the best campaign is told against the others together, with its rows and its sample", () => {
  const [best, other] = ["0192f000-0000-7000-8000-000000000001", "0192f000-0000-7000-8000-000000000002"];
  const campaigns = [
    { campaignId: other, week: of({ sent: 60, contacted: 60, replies: 3 }), before: noFigures },
    { campaignId: best, week: of({ sent: 40, contacted: 40, replies: 6 }), before: noFigures },
  ];
  const [first] = findingsOf({ week: of({ sent: 100, contacted: 100, replies: 9 }), before: noFigures, campaigns });
  expect(first).toMatchObject({
    code: "best_campaign",
    campaignId: best,
    values: { rate: 0.15, othersRate: 0.05 },
    sample: { part: 6, whole: 40 },
    rows: { metric: "replies", campaignId: best },
  });
});

test("a sample below 30 says so, one of 30 does not", () => {
  const told = (contacted: number) =>
    findingsOf({ week: of({ sent: contacted, contacted, replies: 3 }), before: noFigures, campaigns: [] })[0]!;
  expect(isSmallSample(told(29))).toBe(true);
  expect(isSmallSample(told(30))).toBe(false);
});

test("a report is the same whatever the order of its rows", () => {
  const weeks = weeksUntil(weekOf(new Date("2026-11-18T12:00:00Z"), "Europe/Paris"), "Europe/Paris");
  const rows = weeks.flatMap(({ startsAt }, at) => [
    { ...of({ contacted: 10 + at, replies: at, sent: 12 }), startsAt, campaignId: null },
    { ...of({ contacted: 4, replies: 1, sent: 4 }), startsAt, campaignId: `0192f000-0000-7000-8000-00000000000${at}` },
  ]);
  expect(composeReport(rows.toReversed(), weeks)).toEqual(composeReport(rows, weeks));
});

test("weeks are Monday to Sunday on the local clock, 167 and 169 hours long where it changes", () => {
  const hours = (monday: string) => {
    const { startsAt, endsAt } = weekFrom(new Date(monday), "Europe/Paris");
    return (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
  };
  expect([hours("2026-03-23"), hours("2026-10-19"), hours("2026-11-16")]).toEqual([167, 169, 168]);
  expect(weekOf(new Date("2026-11-22T23:30:00Z"), "Europe/Paris").period).toBe("2026-W48"); // Monday 00:30 there
  expect(weekOf(new Date("2026-11-22T23:30:00Z"), "America/Guadeloupe").period).toBe("2026-W47");
});

test("a report is due from Monday 07:00 of the company's own clock until the week ends, also after the clocks changed", () => {
  const due = (moment: string, zone = "Europe/Paris") => dueWeek(new Date(moment), zone)?.period ?? null;
  expect(due("2026-11-23T05:59:00Z")).toBeNull();
  expect(due("2026-11-23T06:00:00Z")).toBe("2026-W47");
  expect(due("2026-11-25T12:00:00Z")).toBe("2026-W47");
  expect(due("2026-11-23T06:00:00Z", "America/Guadeloupe")).toBeNull();
  expect(due("2026-03-30T05:00:00Z")).toBe("2026-W13"); // summer time since the night before: 07:00 is 05:00 UTC
  expect(due("2026-03-30T04:59:00Z")).toBeNull();
  expect(due("2026-10-26T05:59:00Z")).toBeNull();
  expect(due("2026-10-26T06:00:00Z")).toBe("2026-W43");
});
