import Papa from "papaparse";
import { aucOf, outOfFold } from "./back-test.rules";
import { type LogisticModel, probabilityOf, type Row, trainOn } from "./logistic-model.rules";

interface How {
  /** The column that says what became of the row: 1, yes or true, and 0, no or false. */
  target: string;
  /** Columns that are not to be learnt from: ids, and what was written down only after the outcome was known. */
  leaveOut: ReadonlyArray<string>;
  /** Words that stand for a gap. */
  missing?: ReadonlyArray<string>;
}

export interface ScoreTable {
  rows: Array<Row>;
  /** Empty where the file does not have the column. */
  isYes: Array<boolean>;
  /** What a model says of these rows, and how well, where the outcome is known. */
  judge: (model: LogisticModel) => { said: Array<number>; judged: number | null };
}

/**
 * A CSV with a header as rows to learn from or to be foretold.
 * @throws Error a file without rows, or with an outcome that is neither yes nor no
 */
export function readTable(text: string, { target, leaveOut, missing = [] }: How): ScoreTable {
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  if (data.length === 0) throw new Error("The file holds no rows.");
  const hidden = new Set([target, ...leaveOut]);
  const gaps = new Set(missing);
  const rows = data.map((line) =>
    Object.fromEntries(
      Object.entries(line)
        .filter(([name]) => name !== "" && !hidden.has(name))
        .map(([name, value]) => [name, gaps.has(value?.trim()) ? "" : value]),
    ),
  );
  const isKnown = data[0]![target] !== undefined && data.every((line) => (line[target] ?? "").trim() !== "");
  const isYes = isKnown ? data.map((line) => yesOf(line[target]!)) : [];
  return {
    rows,
    isYes,
    judge(model) {
      const said = rows.map((row) => probabilityOf(model, row));
      return { said, judged: isYes.length > 0 ? aucOf(said, isYes) : null };
    },
  };
}

function yesOf(text: string): boolean {
  const plain = text.trim().toLowerCase();
  if (["1", "yes", "true", "oui"].includes(plain)) return true;
  if (["0", "no", "false", "non"].includes(plain)) return false;
  throw new Error(`An outcome is yes or no, not “${text}”.`);
}

/** The model of all rows of a table, and how models of four fifths do on the fifth they have not seen. */
export function trainedOn({ rows, isYes }: ScoreTable): { model: LogisticModel; folds: Array<number>; auc: number } {
  const { said, aucs } = outOfFold(rows, isYes, { twinsTogether: true });
  return { model: trainOn(rows, isYes), folds: aucs, auc: aucOf(said, isYes) };
}
