import { expect, test } from "vitest";
import { comparisonsOf } from "~/platform/database/check.rules";
import { faultsOf } from "~/platform/database/constraint-faults.rules";
import { DatabaseRefusal } from "~/platform/database/refusal";

const check = (definition: string, ...columns: Array<string>) => ({
  kind: "c" as const,
  table: "things",
  columns,
  ofCompany: false,
  definition: `CHECK (${definition})`,
});
const refusal = (...of: Parameters<typeof check>) => new DatabaseRefusal(faultsOf(check(...of)));
const said = ({ code, detail }: { code: string; detail: { field?: string; values?: object } }) => [
  code.replace("platform.database.", ""),
  detail.field,
  detail.values,
];

test("comparisons are read as PostgreSQL writes them, and nothing else is taken for one", () => {
  expect(comparisonsOf("CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric)))", ["vat_rate"])).toEqual([
    { column: "vat_rate", sign: ">=", than: 0 },
    { column: "vat_rate", sign: "<=", than: 100 },
  ]);
  expect(comparisonsOf('CHECK (("position" > 0))', ["position"])).toEqual([{ column: "position", sign: ">", than: 0 }]);
  for (const other of [
    "(email)::text = lower((email)::text)",
    "(a >= 0) OR (b >= 0)",
    "NOT (a AND b)",
    "a = (b + c)",
    "a IS NOT NULL",
    "a <= now()",
  ])
    expect(comparisonsOf(`CHECK ((${other}))`, ["a", "b", "c", "email"]), other).toBeNull();
});

const amounts = ["((purchase_price >= (0)::numeric) AND (sale_price >= (0)::numeric))", "purchase_price", "sale_price"] as const;

test("of several values the one that was typed wrong is meant, with a comma or a point", () => {
  expect(said(refusal(...amounts).at({ purchasePrice: "12", salePrice: "-0,5" }))).toEqual([
    "not_negative",
    "salePrice",
    { field: "salePrice" },
  ]);
  expect(said(refusal(...amounts))).toEqual(["not_negative", undefined, { field: "purchasePrice salePrice" }]);
  expect(said(refusal(...amounts).at({ name: "Panneau" }))).toEqual(["not_negative", undefined, { field: "purchasePrice salePrice" }]);
});

test("a field of a row of a form is meant with its place", () => {
  const form = { "lines[0].purchasePrice": "1", "lines[1].purchasePrice": "-1", title: "x" };
  expect(said(refusal(...amounts).at(form))).toEqual(["not_negative", "lines[1].purchasePrice", { field: "purchasePrice" }]);
  const order = refusal("(starts_at <= ends_at)", "starts_at", "ends_at");
  const days = { "days[0].startsAt": "09:00", "days[0].endsAt": "18:00", "days[1].startsAt": "14:00", "days[1].endsAt": "12:00" };
  expect(said(order.at(days))).toEqual(["order", "days[1].endsAt", { field: "endsAt", other: "startsAt" }]);
});

test("what differs from value to value is one of these, what holds of them together is said of all", () => {
  expect(said(refusal("((a >= 1) AND (b <= 9))", "a", "b"))).toEqual(["one_of_these", undefined, { field: "a b" }]);
  expect(said(refusal("(total = (a + b))", "total", "a", "b").at({ a: "1", b: "2" }))).toEqual(["together", "a", { field: "total a b" }]);
  expect(said(refusal("(price > (0)::numeric)", "price"))).toEqual(["more_than", "price", { field: "price", min: 0 }]);
});
