import { type LogisticModel, probabilityOf, type Row, trainOn } from "./logistic-model.rules";

/** How well a ranking tells the yes from the no, 0–1: the chance that a yes stands above a no; ties count half. NaN without both. */
export function aucOf(scores: ReadonlyArray<number>, isYes: ReadonlyArray<boolean>): number {
  const order = scores.map((_, at) => at).sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0;
  let yes = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let at = from; at < to; at++)
      if (isYes[order[at]!]) {
        ranks += (from + to + 1) / 2;
        yes += 1;
      }
    from = to;
  }
  const no = order.length - yes;
  return yes === 0 || no === 0 ? NaN : (ranks - (yes * (yes + 1)) / 2) / (yes * no);
}

/** A tenth of the rows, by what the model said of them: what it said on average, and what became true. */
export interface CalibrationBand {
  count: number;
  said: number;
  seen: number;
}

/** How a model does on rows it had not seen, beside the rules on the same rows. */
export interface BackTest {
  rows: number;
  positives: number;
  /** AUC of each fold. */
  folds: Array<number>;
  /** AUC of all rows together, each judged by a model that had not seen it. */
  auc: number;
  /** AUC of the rules' score on the same rows. */
  rulesAuc: number;
  /** Mean squared error of the probabilities, and of always saying the mean. */
  brier: number;
  brierOfMean: number;
  calibration: Array<CalibrationBand>;
  /** Learnt from the older seven tenths, judged on the younger three; null where either has too few of a kind. */
  later: { rows: number; auc: number; rulesAuc: number } | null;
}

export interface JudgedRow {
  row: Row;
  isYes: boolean;
  /** What the rules said at that moment, 0–100. */
  rules: number;
}

/** Numbers that look random and are the same on every machine (mulberry32). */
function seeded(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Which fold each row is judged in; each fold has about as many of each kind. `twinsTogether`: rows that are equal stand on one side, for files
 * that may hold one lead twice; of a company's prospects equal facts are still different people.
 */
export function foldsOf(
  rows: ReadonlyArray<Row>,
  isYes: ReadonlyArray<boolean>,
  { folds, seed = 1, twinsTogether = false }: { folds: number; seed?: number; twinsTogether?: boolean },
): Array<number> {
  const groups = new Map<string, Array<number>>();
  rows.forEach((row, at) => {
    const key = twinsTogether ? JSON.stringify(row) : String(at);
    const same = groups.get(key);
    if (same) same.push(at);
    else groups.set(key, [at]);
  });
  const random = seeded(seed);
  const shuffled = [...groups.values()].map((places) => ({ places, order: random() })).sort((a, b) => b.places.length - a.places.length || a.order - b.order); // prettier-ignore
  const [yes, no] = [Array<number>(folds).fill(0), Array<number>(folds).fill(0)];
  const found = Array<number>(rows.length).fill(0);
  for (const { places } of shuffled) {
    const yeses = places.filter((at) => isYes[at]).length;
    const counts = yeses * 2 > places.length ? yes : no;
    const fold = counts.indexOf(Math.min(...counts));
    yes[fold]! += yeses;
    no[fold]! += places.length - yeses;
    for (const at of places) found[at] = fold;
  }
  return found;
}

/** What models say that are trained without a row, of each row. */
export function outOfFold(
  rows: ReadonlyArray<Row>,
  isYes: ReadonlyArray<boolean>,
  {
    folds = 5,
    seed = 1,
    penalty = 3,
    twinsTogether = false,
  }: { folds?: number; seed?: number; penalty?: number; twinsTogether?: boolean } = {},
) {
  const foldOf = foldsOf(rows, isYes, { folds, seed, twinsTogether });
  const said = Array<number>(rows.length).fill(0);
  for (let fold = 0; fold < folds; fold++) {
    const seen = rows.map((_, at) => at).filter((at) => foldOf[at] !== fold);
    const model = trainOn(seen.map((at) => rows[at]!), seen.map((at) => isYes[at]!), { penalty }); // prettier-ignore
    rows.forEach((row, at) => foldOf[at] === fold && (said[at] = probabilityOf(model, row)));
  }
  const aucs = Array.from({ length: folds }, (_, fold) => {
    const places = rows.map((_, at) => at).filter((at) => foldOf[at] === fold);
    return aucOf(places.map((at) => said[at]!), places.map((at) => isYes[at]!)); // prettier-ignore
  });
  return { said, aucs };
}

const mean = (values: ReadonlyArray<number>) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Judges a model of these rows, the oldest first, on rows it had not seen. */
export function backTest(judged: ReadonlyArray<JudgedRow>): BackTest {
  const rows = judged.map(({ row }) => row);
  const isYes = judged.map((one) => one.isYes);
  const { said, aucs } = outOfFold(rows, isYes);
  const rate = isYes.filter(Boolean).length / rows.length;
  const error = (guess: (at: number) => number) => mean(isYes.map((yes, at) => (guess(at) - (yes ? 1 : 0)) ** 2));
  return {
    rows: rows.length,
    positives: isYes.filter(Boolean).length,
    folds: aucs.filter((auc) => !Number.isNaN(auc)),
    auc: aucOf(said, isYes),
    rulesAuc: aucOf(
      judged.map(({ rules }) => rules),
      isYes,
    ),
    brier: error((at) => said[at]!),
    brierOfMean: error(() => rate),
    calibration: calibrationOf(said, isYes),
    later: laterTest(judged),
  };
}

/** Up to ten bands of as many rows each, by what was said of them. */
export function calibrationOf(said: ReadonlyArray<number>, isYes: ReadonlyArray<boolean>, bands = 10): Array<CalibrationBand> {
  const order = said.map((_, at) => at).sort((a, b) => said[a]! - said[b]!);
  const wanted = Math.max(1, Math.min(bands, Math.floor(order.length / 20)));
  return Array.from({ length: wanted }, (_, band) => {
    const places = order.slice(Math.floor((band * order.length) / wanted), Math.floor(((band + 1) * order.length) / wanted));
    return { count: places.length, said: mean(places.map((at) => said[at]!)), seen: mean(places.map((at) => (isYes[at] ? 1 : 0))) };
  });
}

const leastOfKind = 10;

function laterTest(judged: ReadonlyArray<JudgedRow>): BackTest["later"] {
  const cut = Math.floor(judged.length * 0.7);
  const [older, younger] = [judged.slice(0, cut), judged.slice(cut)];
  const enough = (part: ReadonlyArray<JudgedRow>) => {
    const yes = part.filter(({ isYes }) => isYes).length;
    return yes >= leastOfKind && part.length - yes >= leastOfKind;
  };
  if (!enough(older) || !enough(younger)) return null;
  const model: LogisticModel = trainOn(older.map(({ row }) => row), older.map(({ isYes }) => isYes)); // prettier-ignore
  const isYes = younger.map((one) => one.isYes);
  return {
    rows: younger.length,
    auc: aucOf(younger.map(({ row }) => probabilityOf(model, row)), isYes), // prettier-ignore
    rulesAuc: aucOf(younger.map(({ rules }) => rules), isYes), // prettier-ignore
  };
}
