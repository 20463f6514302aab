import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTable, trainedOn } from "~/domains/prospecting/score/model/score-table.rules";

/** Leads of somebody else's trade are never copied into the project: read where they lie, when somebody says where. */
const folder = process.env.ESSOR_REAL_DATA;
/** Ids, and columns that sales people or scores filled in after the outcome was known. */
const leaveOut = [
  "Prospect ID",
  "Lead Number",
  "Tags",
  "Lead Quality",
  "Lead Profile",
  "Last Activity",
  "Last Notable Activity",
  "Asymmetrique Activity Index",
  "Asymmetrique Profile Index",
  "Asymmetrique Activity Score",
  "Asymmetrique Profile Score",
];

describe.skipIf(!folder)(folder ? "real leads" : "real leads: left out, ESSOR_REAL_DATA names no folder", () => {
  test("by cross-validation the model reaches the published 0.842 of AUC, without columns that leak", { timeout: 120_000 }, () => {
    const text = readFileSync(join(folder!, "scoring/lead-scoring-train-70.csv"), "utf8");
    const table = readTable(text, { target: "Converted", leaveOut, missing: ["Select"] });
    expect([table.rows.length, table.isYes.filter(Boolean).length]).toEqual([6433, 2479]);
    const { model, folds, auc } = trainedOn(table);
    expect(auc).toBeGreaterThanOrEqual(0.842);
    expect(folds.reduce((sum, one) => sum + one, 0) / folds.length).toBeGreaterThanOrEqual(0.842);
    expect(auc).toBeLessThan(0.9); // more would leak
    expect(model.columns.map(({ name }) => name).filter((name) => leaveOut.includes(name))).toEqual([]);
  });
});

test("a list of leads is read with its outcome, what stands for a gap, and without what is left out", () => {
  const text = `source,minutes,note,won\n${Array.from({ length: 60 }, (_, at) => `${at % 2 ? "salon" : "Select"},${at},x${at},${at % 2 ? "Yes" : "0"}`).join("\n")}`;
  const table = readTable(text, { target: "won", leaveOut: ["note"], missing: ["Select"] });
  expect(table.rows[0]).toEqual({ source: "", minutes: "0" });
  expect(table.isYes.slice(0, 2)).toEqual([false, true]);
  const { model, auc } = trainedOn(table);
  expect(auc).toBeGreaterThan(0.95);
  const unknown = readTable("source,minutes\nsalon,3\n,4", { target: "won", leaveOut: [] }).judge(model);
  expect(unknown.judged).toBeNull();
  expect(unknown.said[0]!).toBeGreaterThan(unknown.said[1]!);
  expect(() => readTable("a,won\n1,perhaps", { target: "won", leaveOut: [] })).toThrow("perhaps");
  expect(() => readTable("a,won", { target: "won", leaveOut: [] })).toThrow("no rows");
});
