import { expect, test } from "vitest";
import { bootstrap, judge, quantile, runCase } from "../../bench/run-case";

test("a ratio is the subject's median over the limit's, judged against its goal", () => {
  const limit = { rates: [100, 100, 100], ms: [10, 10, 10] };
  const subject = { rates: [60, 50, 40], ms: [20, 18, 40] };
  expect(judge({ what: "rate", atLeast: 0.5 }, limit, subject, false)).toMatchObject({ ratio: 0.5, ok: true });
  expect(judge({ what: "rate", atLeast: 0.6 }, limit, subject, false)).toMatchObject({ ok: false });
  expect(judge({ what: "p50", atMost: 2 }, limit, subject, false)).toMatchObject({ ratio: 2, ok: true });
});

test("a p95 is told and not judged when the machine is busy", () => {
  const [limit, subject] = [
    { rates: [1], ms: [1] },
    { rates: [1], ms: [9] },
  ];
  expect(judge({ what: "p95", atMost: 2 }, limit, subject, false).ok).toBe(false);
  expect(judge({ what: "p95", atMost: 2 }, limit, subject, true).ok).toBe(true);
});

test("quantiles lie between their neighbours, and the interval holds the ratio", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  const [low, high] = bootstrap([2, 2.2, 1.9, 2.1], [1, 1.1, 0.9, 1], 0.5);
  expect(low).toBeLessThanOrEqual(2.05);
  expect(high).toBeGreaterThanOrEqual(2.05);
});

test("limit and subject take turns, and a count above its bound fails the case", async () => {
  const turns: Array<string> = [];
  const result = await runCase(
    {
      name: "turns",
      goals: [],
      rounds: 2,
      prepare: async () => ({
        limit: async () => void turns.push("limit"),
        subject: async () => void turns.push("subject"),
        counts: async () => [{ what: "statements", value: 11, atMost: 10 }],
      }),
    },
    { full: false, database: () => Promise.reject(new Error("unused")), serve: () => Promise.reject(new Error("unused")) },
  );
  expect(turns).toEqual(["limit", "subject", "limit", "subject", "subject", "limit"]);
  expect(result).toMatchObject({ ok: false, counts: [{ ok: false }] });
});
