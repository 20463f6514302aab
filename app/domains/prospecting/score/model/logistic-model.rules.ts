/** A value of a row that a model learns from. Empty texts and null are missing; a yes or no is a kind like any other. */
export type Cell = string | number | boolean | null | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** How a column becomes numbers. A column of kinds: one place for each frequent kind. A column of numbers: thresholds and its height. */
export type ColumnCode =
  | { name: string; kind: "levels"; levels: Array<string>; hasRare: boolean }
  | { name: string; kind: "number"; mean: number; deviation: number; cuts: Array<number> };

/** One number a model weighs, in words of its column: the level, `≥` a threshold, its height, missing, or rare. */
export interface Feature {
  column: string;
  value: string;
}

export interface LogisticModel {
  columns: Array<ColumnCode>;
  features: Array<Feature>;
  /** Log odds of a row of which every feature is absent, then one weight a feature. */
  intercept: number;
  weights: Array<number>;
}

export const missing = "∅";
const rare = "…";
const textOf = (cell: Cell) => (cell === null || cell === undefined ? "" : String(cell).trim());
/** The number a cell says; NaN when it says none. */
const numberOf = (cell: Cell) => (typeof cell === "number" ? cell : textOf(cell) === "" ? NaN : Number(textOf(cell)));

/** Kinds that occur less often are one: too few to learn from. */
const leastOfLevel = 10;

/** Learns from rows how each column becomes numbers. A column is one of numbers when all it holds are, and more than eight different. */
export function learnColumns(rows: ReadonlyArray<Row>): Array<ColumnCode> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.flatMap((name): Array<ColumnCode> => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const text = textOf(row[name]);
      if (text !== "") counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const numbers = [...counts.keys()].map(Number);
    if (counts.size > 8 && numbers.every(Number.isFinite)) {
      const values = rows.map((row) => numberOf(row[name])).filter((value) => !Number.isNaN(value)).sort((a, b) => a - b); // prettier-ignore
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
      const cuts = [0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9].map((part) => values[Math.floor(part * (values.length - 1))]!);
      return [{ name, kind: "number", mean, deviation, cuts: [...new Set(cuts)].filter((cut) => cut > values[0]!) }];
    }
    const levels = [...counts].filter(([, count]) => count >= leastOfLevel).sort(([a], [b]) => (a < b ? -1 : 1)).map(([level]) => level); // prettier-ignore
    const hasRare = [...counts.values()].some((count) => count < leastOfLevel);
    const isConstant = levels.length + (hasRare ? 1 : 0) < 2 && rows.every((row) => textOf(row[name]) !== "");
    return isConstant || counts.size === 0 ? [] : [{ name, kind: "levels", levels, hasRare }];
  });
}

export const featuresOfColumns = (columns: ReadonlyArray<ColumnCode>): Array<Feature> =>
  columns.flatMap((column): Array<Feature> => {
    const values =
      column.kind === "levels" ? [missing, rare, ...column.levels] : [missing, "height", ...column.cuts.map((cut) => `≥ ${cut}`)];
    return values.map((value) => ({ column: column.name, value }));
  });

/** The row as places and their values; places that are not named are 0. */
export function encode(columns: ReadonlyArray<ColumnCode>, row: Row): Array<[place: number, value: number]> {
  const places: Array<[number, number]> = [];
  let base = 0;
  for (const column of columns) {
    const cell = row[column.name];
    if (column.kind === "levels") {
      const text = textOf(cell);
      const level = column.levels.indexOf(text);
      places.push([text === "" ? base : level < 0 ? base + 1 : base + 2 + level, 1]);
      base += 2 + column.levels.length;
    } else {
      const value = numberOf(cell);
      if (Number.isNaN(value)) places.push([base, 1]);
      else {
        places.push([base + 1, Math.max(-4, Math.min(4, (value - column.mean) / column.deviation))]);
        column.cuts.forEach((cut, at) => value >= cut && places.push([base + 2 + at, 1]));
      }
      base += 2 + column.cuts.length;
    }
  }
  return places;
}

const logistic = (odds: number) => 1 / (1 + Math.exp(-odds));

/** How likely a row is a yes, 0–1. */
export const probabilityOf = (model: LogisticModel, row: Row) =>
  logistic(encode(model.columns, row).reduce((sum, [place, value]) => sum + model.weights[place]! * value, model.intercept));

/** What moved a row's probability, by column, the strongest first: log odds against the average row of the training. */
export function contributionsOf(model: LogisticModel, row: Row): Array<Feature & { weight: number }> {
  const byColumn = new Map<string, Feature & { weight: number }>();
  for (const [place, value] of encode(model.columns, row)) {
    const { column, value: level } = model.features[place]!;
    const weight = model.weights[place]! * value;
    const known = byColumn.get(column);
    if (known) known.weight += weight;
    else byColumn.set(column, { column, value: level === "height" ? textOf(row[column]) : level, weight });
  }
  return [...byColumn.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/**
 * Logistic regression with an L2 penalty, by Newton's method (IRLS): the one best fit, the same on every machine. The intercept is not
 * penalised.
 * @param penalty strength of the penalty, in rows: the larger, the smaller the weights
 */
export function trainOn(rows: ReadonlyArray<Row>, isYes: ReadonlyArray<boolean>, { penalty = 3 } = {}): LogisticModel {
  const columns = learnColumns(rows);
  const features = featuresOfColumns(columns);
  const encoded = rows.map((row) => encode(columns, row));
  const weights = newtonFit(encoded, isYes, features.length, penalty);
  // Levels are centred column by column, so that a weight says "more than the average row".
  const means = new Float64Array(features.length);
  for (const row of encoded) for (const [place, value] of row) means[place]! += value / rows.length;
  const byColumn = new Map<string, number>();
  features.forEach(({ column }, place) => byColumn.set(column, (byColumn.get(column) ?? 0) + weights[place + 1]! * means[place]!));
  let intercept = weights[0]!;
  const centred = [...weights.slice(1)];
  let base = 0;
  for (const column of columns) {
    const mean = byColumn.get(column.name)!;
    const size = column.kind === "levels" ? 2 + column.levels.length : 2 + column.cuts.length;
    if (column.kind === "levels") {
      for (let place = base; place < base + size; place++) centred[place]! -= mean;
      intercept += mean;
    }
    base += size;
  }
  return { columns, features, intercept, weights: centred };
}

/** Weights with the intercept first. Each turn solves the penalised normal equations; halves a step that would not better the fit. */
function newtonFit(rows: ReadonlyArray<Array<[number, number]>>, isYes: ReadonlyArray<boolean>, size: number, penalty: number) {
  const width = size + 1;
  let weights = new Float64Array(width);
  let loss = lossOf(rows, isYes, weights, penalty);
  for (let turn = 0; turn < 30; turn++) {
    const gradient = new Float64Array(width);
    const hessian = Array.from({ length: width }, () => new Float64Array(width));
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const p = logistic(oddsOf(row, weights));
      const error = p - (isYes[at] ? 1 : 0);
      const curve = Math.max(p * (1 - p), 1e-9);
      gradient[0]! += error;
      hessian[0]![0]! += curve;
      for (const [place, value] of row) {
        gradient[place + 1]! += error * value;
        hessian[place + 1]![0]! += curve * value;
        for (const [other, otherValue] of row) if (other <= place) hessian[place + 1]![other + 1]! += curve * value * otherValue;
      }
    }
    for (let place = 1; place < width; place++) {
      gradient[place]! += penalty * weights[place]!;
      hessian[place]![place]! += penalty;
    }
    const step = solve(hessian, gradient);
    let part = 1;
    for (; part > 1e-4; part /= 2) {
      const next = weights.map((weight, place) => weight - part * step[place]!);
      const nextLoss = lossOf(rows, isYes, next, penalty);
      if (nextLoss <= loss + 1e-12) {
        const gain = loss - nextLoss;
        [weights, loss] = [next, nextLoss];
        if (gain < 1e-9 * (1 + Math.abs(loss))) return weights;
        break;
      }
    }
    if (part <= 1e-4) return weights;
  }
  return weights;
}

const oddsOf = (row: Array<[number, number]>, weights: Float64Array) =>
  row.reduce((sum, [place, value]) => sum + weights[place + 1]! * value, weights[0]!);

function lossOf(rows: ReadonlyArray<Array<[number, number]>>, isYes: ReadonlyArray<boolean>, weights: Float64Array, penalty: number) {
  let loss = 0;
  for (let at = 0; at < rows.length; at++) {
    const odds = oddsOf(rows[at]!, weights);
    const against = isYes[at] ? -odds : odds;
    loss += against > 30 ? against : Math.log1p(Math.exp(against));
  }
  for (let place = 1; place < weights.length; place++) loss += (penalty / 2) * weights[place]! ** 2;
  return loss;
}

/** Solves for a symmetric, positive definite matrix given by its lower half (Cholesky). */
function solve(matrix: Array<Float64Array>, right: Float64Array): Float64Array {
  const size = right.length;
  const lower = matrix.map((row) => row.slice());
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = lower[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j]![j]!;
    }
  const found = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) found[i]! -= lower[i]![k]! * found[k]!;
    found[i]! /= lower[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) found[i]! -= lower[k]![i]! * found[k]!;
    found[i]! /= lower[i]![i]!;
  }
  return found;
}
