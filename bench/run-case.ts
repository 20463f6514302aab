import { availableParallelism, loadavg } from "node:os";

/**
 * What one go did: how many operations, in how many seconds where the go did other things too, and how long each took where that is
 * known. Nothing means: one operation, timed from outside.
 */
export type Go = () => Promise<void | { operations: number; seconds?: number; ms?: Array<number> }>;

/** Ratios of the subject to the limit, both measured in the same run. `rate`: operations a second. `p50`, `p95`: time of an operation. */
export interface Goal {
  what: "rate" | "p50" | "p95";
  atLeast?: number;
  atMost?: number;
}

/**
 * One question of the bench: how near does the product (`subject`) come to what the machine can do without it (`limit`)?
 * A file of bench/cases/ exports it as default.
 */
export interface Case {
  name: string;
  goals: Array<Goal>;
  /** Rounds of limit and subject in turn, 15 unless a go takes seconds. */
  rounds?: number;
  /** Goes of each before anything is counted, 1 unless told: servers run for days, so both sides are compared once they are compiled. */
  warmUps?: number;
  prepare: (world: World) => Promise<{
    limit: Go;
    subject: Go;
    /** Whole numbers that must hold on any machine: statements, rows, bytes. */
    counts?: () => Promise<Array<{ what: string; value: number; atMost: number }>>;
    /** Lines to print under the figures, judged by nobody. */
    notes?: () => Promise<Array<string>>;
    close?: () => Promise<unknown>;
  }>;
}

/** Databases of this run, and the built server's start. `full` asks for the sizes of the issues. */
export interface World {
  full: boolean;
  database: (name: string) => Promise<{ url: string; ownerUrl: string; superuserUrl: string }>;
  /** Starts the built server on a free port; resolves when it is ready. */
  serve: (env: Record<string, string>) => Promise<{ origin: string; stop: () => Promise<unknown> }>;
}

export interface Measured {
  rates: Array<number>;
  ms: Array<number>;
}

export async function runCase({ name, goals, rounds = 15, warmUps = 1, prepare }: Case, world: World) {
  const { limit, subject, counts, notes, close } = await prepare(world);
  try {
    for (let turn = 0; turn < warmUps; turn++) {
      await limit();
      await subject();
    }
    const [atLimit, atSubject]: [Measured, Measured] = [
      { rates: [], ms: [] },
      { rates: [], ms: [] },
    ];
    for (let round = 0; round < rounds; round++) {
      const turn =
        round % 2
          ? ([
              [subject, atSubject],
              [limit, atLimit],
            ] as const)
          : ([
              [limit, atLimit],
              [subject, atSubject],
            ] as const);
      for (const [go, measured] of turn) await measure(go, measured);
    }
    const load = loadavg()[0]!;
    const noisy = load > 2 * availableParallelism();
    const judged = goals.map((goal) => judge(goal, atLimit, atSubject, noisy));
    const counted = ((await counts?.()) ?? []).map((count) => ({ ...count, ok: count.value <= count.atMost }));
    const ok = judged.every((goal) => goal.ok) && counted.every((count) => count.ok);
    return {
      name,
      ok,
      noisy,
      load,
      rounds,
      limit: summary(atLimit),
      subject: summary(atSubject),
      goals: judged,
      counts: counted,
      notes: (await notes?.()) ?? [],
    };
  } finally {
    await close?.();
  }
}

async function measure(go: Go, measured: Measured) {
  const start = performance.now();
  const done = await go();
  const elapsed = performance.now() - start;
  const operations = done?.operations ?? 1;
  measured.rates.push(operations / (done?.seconds ?? elapsed / 1000));
  measured.ms.push(...(done?.ms ?? [elapsed / operations]));
}

/** A p95 on a busy machine says more of the machine than of the product: it is told, and not judged. */
export function judge(goal: Goal, limit: Measured, subject: Measured, noisy: boolean) {
  const [one, other] = goal.what === "rate" ? [subject.rates, limit.rates] : [subject.ms, limit.ms];
  const part = goal.what === "p95" ? 0.95 : 0.5;
  const ratio = quantile(one, part) / quantile(other, part);
  const ok =
    (noisy && goal.what === "p95") ||
    ((goal.atLeast === undefined || ratio >= goal.atLeast) && (goal.atMost === undefined || ratio <= goal.atMost));
  return { ...goal, ratio, interval: bootstrap(one, other, part), ok };
}

export function quantile(values: Array<number>, part: number) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}

/** 95 % interval of the ratio, from 1000 draws with a fixed seed. */
export function bootstrap(one: Array<number>, other: Array<number>, part: number): [number, number] {
  let seed = 42;
  const random = () => (seed = (seed * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
  const draw = (values: Array<number>) => values.map(() => values[Math.floor(random() * values.length)]!);
  const ratios = Array.from({ length: 1000 }, () => quantile(draw(one), part) / quantile(draw(other), part));
  return [quantile(ratios, 0.025), quantile(ratios, 0.975)];
}

const summary = ({ rates, ms }: Measured) => ({ perSecond: quantile(rates, 0.5), p50: quantile(ms, 0.5), p95: quantile(ms, 0.95) });
