import { expect, test } from "vitest";
import { defaultBackoff, durationMs, faultOf, holds, keyOf, matchOf, momentOf, nextTick, passGate, priorityOf } from "~inngest/engine/flow";
import type { FunctionConfig } from "~inngest/engine/protocol";
import { toJson } from "~inngest/engine/store";

const fn = (options: Partial<FunctionConfig>): FunctionConfig => ({ id: "app-fn", triggers: [{ event: "a" }], steps: {}, ...options });
const ticks = (cron: string, from: string, count: number) => {
  const found: string[] = [];
  for (let at = Date.parse(from); found.length < count; at = Date.parse(found.at(-1)!))
    found.push(new Date(nextTick(cron, at)!).toISOString());
  return found;
};

test("a daily hour that the spring change skips comes an hour later, once", () => {
  expect(ticks("TZ=Europe/Paris 30 2 * * *", "2026-03-28T12:00:00Z", 2)).toEqual(["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"]);
});

test("a daily hour that the autumn change repeats comes once", () => {
  expect(ticks("TZ=Europe/Paris 30 2 * * *", "2026-10-24T12:00:00Z", 2)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
});

test("every half hour stays every half hour through both changes", () => {
  for (const day of ["2026-03-29", "2026-10-25"]) {
    const found = ticks("TZ=Europe/Paris */30 * * * *", `${day}T00:00:00Z`, 8).map(Date.parse);
    expect(found.map((at, i) => at - (found[i - 1] ?? at - 1_800_000))).toEqual(Array(8).fill(1_800_000));
  }
});

test("durations and moments read as the SDK writes them, and nothing else", () => {
  expect([durationMs("2h"), durationMs("1d12h"), durationMs("1.5s"), durationMs("250ms"), durationMs("1w")]).toEqual([
    7_200_000, 129_600_000, 1500, 250, 604_800_000,
  ]);
  expect(momentOf("2026-03-02T08:00:00Z", 0)).toBe(Date.parse("2026-03-02T08:00:00Z"));
  expect(momentOf("", 5)).toBe(5);
  expect(() => durationMs("soon")).toThrow("not a duration");
});

test("an expression that names what is not there does not hold", () => {
  expect(holds("event.data.a.b == 1", { event: { data: {} } })).toBe(false);
  expect(holds("async.data.id == event.data.id", { event: { data: { id: "1" } }, async: { data: { id: "1" } } })).toBe(true);
  expect(keyOf("event.data.company + '-' + event.data.lane", { data: { company: "c", lane: "l" } })).toBe("c-l");
});

test("a match is found in the database only where it says one thing", () => {
  expect(matchOf("event.data.id == async.data.id", { data: { id: "7" } })).toEqual({ path: ["data", "id"], value: "7" });
  expect(matchOf("async.data.of == event.data.a.b", { data: { of: "7" } })).toEqual({ path: ["data", "a", "b"], value: "7" });
  expect(matchOf("event.data.id == async.data.id && true", { data: { id: "7" } })).toBeNull();
  expect(matchOf("event.data.id == async.data.id", { data: { id: 7 } })).toBeNull();
});

test("a gate lets a burst through, then one for each spacing", () => {
  let gate: number | undefined;
  const passed: number[] = [];
  for (let now = 0; now < 4000; now += 500) {
    const verdict = passGate(gate, now, 1000, 2);
    if (verdict.passes) {
      passed.push(now);
      gate = verdict.gate;
    } else expect(verdict.at).toBeGreaterThan(now);
  }
  expect(passed).toEqual([0, 500, 1000, 2000, 3000]);
});

test("priority stays within ten minutes, and nonsense counts as none", () => {
  expect(priorityOf(fn({ priority: { run: "event.data.n" } }), { data: { n: 9999 } })).toBe(600);
  expect(priorityOf(fn({ priority: { run: "event.data.n" } }), { data: {} })).toBe(0);
});

test("back-off grows as the real server's", () => {
  for (const [attempt, seconds] of [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200].entries()) {
    expect(defaultBackoff(attempt)).toBeGreaterThanOrEqual(seconds * 1000);
    expect(defaultBackoff(attempt)).toBeLessThanOrEqual((seconds + 30) * 1000);
  }
});

test("what could only fail later is refused when functions are read", () => {
  expect(faultOf(fn({}))).toBeNull();
  expect(faultOf(fn({ concurrency: { limit: 1, key: "event.data. ==" } }))).toContain("IDENTIFIER");
  expect(faultOf(fn({ throttle: { limit: 1, period: "soon" } }))).toContain("not a duration");
  expect(faultOf(fn({ triggers: [{ cron: "61 * * * *" }] }))).not.toBeNull();
  expect(faultOf(fn({ timeouts: { start: "1h" } }))).toContain("not supported");
});

test("text that PostgreSQL cannot hold is replaced, backslashes are left alone", () => {
  expect(JSON.parse(toJson(["a\u0000b", "\ud800", "\\u0000", "\\\u0000", "😀"]))).toEqual([
    "a\uFFFDb",
    "\uFFFD",
    "\\u0000",
    "\\\uFFFD",
    "😀",
  ]);
});
