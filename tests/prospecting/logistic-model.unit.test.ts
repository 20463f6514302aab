import { expect, test } from "vitest";
import { aucOf, backTest, calibrationOf, foldsOf, outOfFold } from "~/domains/prospecting/score/model/back-test.rules";
import { contributionsOf, encode, learnColumns, missing, probabilityOf, type Row, trainOn } from "~/domains/prospecting/score/model/logistic-model.rules"; // prettier-ignore

/** Numbers of a fixed seed. */
function numbers(seed = 7) {
  return () => (seed = (seed * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
}
const logistic = (odds: number) => 1 / (1 + Math.exp(-odds));

/** Rows whose chance is known: a source that matters, a number that matters, one that does not, and gaps. */
function world(size: number, seed = 7) {
  const random = numbers(seed);
  const rows: Array<Row> = [];
  const isYes: Array<boolean> = [];
  const chances: Array<number> = [];
  for (let at = 0; at < size; at++) {
    const source = ["salon", "site", "liste"][Math.floor(random() * 3)]!;
    const minutes = random() * 40;
    const gap = random() < 0.2;
    const chance = logistic(-1.5 + (source === "salon" ? 1.5 : source === "site" ? 0.5 : 0) + (gap ? 0 : 0.06 * minutes));
    rows.push({ source, minutes: gap ? "" : minutes, noise: Math.floor(random() * 50), whim: random() < 0.5 });
    isYes.push(random() < chance);
    chances.push(chance);
  }
  return { rows, isYes, chances };
}

test("the area under the curve is the chance that a yes stands above a no, ties half", () => {
  expect(aucOf([1, 2, 3, 4], [false, false, true, true])).toBe(1);
  expect(aucOf([4, 3, 2, 1], [false, false, true, true])).toBe(0);
  expect(aucOf([1, 1, 1, 1], [false, true, false, true])).toBe(0.5);
  expect(aucOf([1, 2, 2, 3], [false, true, false, true])).toBe(0.875);
  expect(aucOf([1, 2], [true, true])).toBeNaN();
});

test("one yes or no column gives the log odds of its cells when nothing is penalised", () => {
  const rows: Array<Row> = [];
  const isYes: Array<boolean> = [];
  const add = (kind: string, yes: number, no: number) => {
    for (let at = 0; at < yes + no; at++) {
      rows.push({ kind });
      isYes.push(at < yes);
    }
  };
  add("a", 60, 40);
  add("b", 20, 80);
  const model = trainOn(rows, isYes, { penalty: 1e-6 });
  expect(probabilityOf(model, { kind: "a" })).toBeCloseTo(0.6, 4);
  expect(probabilityOf(model, { kind: "b" })).toBeCloseTo(0.2, 4);
});

test("a penalty makes weights smaller and never changes how often a yes is said on average", () => {
  const { rows, isYes } = world(800);
  const [loose, tight] = [trainOn(rows, isYes, { penalty: 0.1 }), trainOn(rows, isYes, { penalty: 300 })];
  const size = (weights: Array<number>) => Math.hypot(...weights);
  expect(size(tight.weights)).toBeLessThan(size(loose.weights));
  const rate = isYes.filter(Boolean).length / isYes.length;
  for (const model of [loose, tight]) {
    const mean = rows.reduce((sum, row) => sum + probabilityOf(model, row), 0) / rows.length;
    expect(mean).toBeCloseTo(rate, 3);
  }
});

test("what is known of the chances is found again, on rows that were not seen", () => {
  const { rows, isYes } = world(4000);
  const model = trainOn(rows, isYes);
  const unseen = world(3000, 99);
  const said = unseen.rows.map((row) => probabilityOf(model, row));
  expect(aucOf(said, unseen.isYes)).toBeGreaterThan(aucOf(unseen.chances, unseen.isYes) - 0.015);
  const wrong = said.reduce((sum, chance, at) => sum + Math.abs(chance - unseen.chances[at]!), 0) / said.length;
  expect(wrong).toBeLessThan(0.04);
  for (const { said: told, seen } of calibrationOf(said, unseen.isYes)) expect(Math.abs(told - seen)).toBeLessThan(0.09);
});

test("kinds too few to learn from are one, gaps are a kind of their own, and a kind never seen is read as rare", () => {
  const rows: Array<Row> = [
    ...Array.from({ length: 30 }, (_, at) => ({ city: "Brest", size: at })),
    ...Array.from({ length: 3 }, (_, at) => ({ city: `Lieu ${at}`, size: null })),
    { city: "", size: " " },
  ];
  const [city, size] = learnColumns(rows);
  expect(city).toEqual({ name: "city", kind: "levels", levels: ["Brest"], hasRare: true });
  expect(size).toMatchObject({ name: "size", kind: "number" });
  const places = (row: Row) => encode([city!], row).map(([place]) => place);
  expect([places({ city: "Brest" }), places({ city: "Ailleurs" }), places({ city: null })]).toEqual([[2], [1], [0]]);
  expect(learnColumns([{ same: "x" }, { same: "x" }])).toEqual([]);
  expect(missing).toBe("∅");
});

test("the reasons of a guess add up to it, the strongest first", () => {
  const { rows, isYes } = world(2000);
  const model = trainOn(rows, isYes);
  const row = { source: "salon", minutes: 38, noise: 4, whim: true };
  const reasons = contributionsOf(model, row);
  const odds = reasons.reduce((sum, { weight }) => sum + weight, model.intercept);
  expect(logistic(odds)).toBeCloseTo(probabilityOf(model, row), 10);
  expect(reasons[0]!.column).toMatch(/source|minutes/);
  expect(reasons.map(({ weight }) => Math.abs(weight))).toEqual(reasons.map(({ weight }) => Math.abs(weight)).sort((a, b) => b - a));
});

test("equal rows stand on one side, folds are alike, and the same rows give the same model twice", () => {
  const { rows, isYes } = world(300);
  const twice = [...rows, ...rows];
  const yes = [...isYes, ...isYes];
  const folds = foldsOf(twice, yes, { folds: 5, twinsTogether: true });
  for (let at = 0; at < rows.length; at++) expect(folds[at]).toBe(folds[at + rows.length]);
  for (let fold = 0; fold < 5; fold++) expect(folds.filter((one) => one === fold).length).toBeGreaterThan(90);
  expect(outOfFold(rows, isYes)).toEqual(outOfFold(rows, isYes));
});

test("a model of noise is told from one that knows something, beside the rules on the same rows", () => {
  const { rows, isYes, chances } = world(1500);
  const random = numbers(3);
  const test = backTest(rows.map((row, at) => ({ row, isYes: isYes[at]!, rules: chances[at]! * 100 })));
  expect(test.auc).toBeGreaterThan(0.7);
  expect(test.auc).toBeLessThan(test.rulesAuc + 0.01); // these rules know the very chances
  expect(test.brier).toBeLessThan(test.brierOfMean);
  expect(test.folds).toHaveLength(5);
  expect(test.later!.auc).toBeGreaterThan(0.65);
  const noise = backTest(rows.map((row) => ({ row, isYes: random() < 0.5, rules: 0 })));
  expect(Math.abs(noise.auc - 0.5)).toBeLessThan(0.06);
  expect(noise.rulesAuc).toBe(0.5);
});
