// npm run score -- --train <csv> [--predict <csv>] --target <column> [--leave-out <a,b>] [--missing <a,b>] [--out <csv>]
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readTable, trainedOn } from "~/domains/prospecting/score/model/score-table.rules";

const { values } = parseArgs({
  options: {
    train: { type: "string" },
    predict: { type: "string" },
    target: { type: "string" },
    "leave-out": { type: "string", default: "" },
    missing: { type: "string", default: "" },
    out: { type: "string" },
  },
});
const usage = "npm run score -- --train <csv> [--predict <csv>] --target <column> [--leave-out <a,b>] [--missing <a,b>] [--out <csv>]";
const list = (text: string) => text.split(",").map((one) => one.trim()).filter(Boolean); // prettier-ignore
const percent = (value: number) => value.toFixed(4);

if (!values.train || !values.target) {
  console.error(usage);
  process.exit(1);
}
const how = { target: values.target, leaveOut: list(values["leave-out"]), missing: list(values.missing) };
const table = readTable(readFileSync(values.train, "utf8"), how);
const { model, folds, auc } = trainedOn(table);
console.log(`${table.rows.length} rows, ${table.isYes.filter(Boolean).length} yes, ${model.columns.length} columns: ${model.columns.map(({ name }) => name).join(", ")}`); // prettier-ignore
console.log(`AUC of five folds: ${folds.map(percent).join(" ")} (all rows out of fold: ${percent(auc)})`);

if (values.predict) {
  const unseen = readTable(readFileSync(values.predict, "utf8"), how);
  const { said, judged } = unseen.judge(model);
  if (judged !== null) console.log(`AUC on ${unseen.rows.length} rows of the other file: ${percent(judged)}`);
  if (values.out) {
    writeFileSync(values.out, `row,probability\n${said.map((chance, at) => `${at + 1},${chance.toFixed(6)}`).join("\n")}\n`);
    console.log(`${said.length} probabilities written to ${values.out}`);
  } else if (judged === null) console.log(said.map((chance) => chance.toFixed(6)).join("\n"));
}
