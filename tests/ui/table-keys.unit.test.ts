import { describe, expect, test } from "vitest";
import { actOnTable, emptyTable, isTableKey, type TableDeed, type TableState } from "~/ui/data/table-keys";

const ids = ["a", "b", "c", "d"];
const after = (deeds: TableDeed[], from: TableState = emptyTable, rows = ids) =>
  deeds.reduce((state, deed) => actOnTable(state, deed, rows), from);
const keys = (...pressed: string[]): TableDeed[] =>
  pressed.map((key) => ({ kind: "key", key: key.toLowerCase(), shift: /^[A-Z]$/.test(key) }));
const chosen = (state: TableState) => [...state.chosen].sort();

describe("the keys of a list", () => {
  test("j goes down from nowhere to the first row and stops at the last; k comes back and stops at the first", () => {
    expect(after(keys("j")).cursor).toBe("a");
    expect(after(keys("j", "j", "j", "j", "j", "j")).cursor).toBe("d");
    expect(after(keys("k")).cursor).toBe("d");
    expect(after(keys("j", "k", "k")).cursor).toBe("a");
  });
  test("x chooses the row under the cursor and lets it go again; without a cursor it does nothing", () => {
    expect(chosen(after(keys("x")))).toEqual([]);
    expect(chosen(after(keys("j", "x")))).toEqual(["a"]);
    expect(chosen(after(keys("j", "x", "x")))).toEqual([]);
  });
  test("shift extends from where the choice began", () => {
    expect(chosen(after(keys("j", "j", "x", "J", "J")))).toEqual(["b", "c", "d"]);
    expect(chosen(after(keys("j", "J")))).toEqual(["a", "b"]);
  });
  test("escape first empties the choice, then lets go of the cursor", () => {
    const once = after(keys("j", "x", "escape"));
    expect(chosen(once)).toEqual([]);
    expect(once.cursor).toBe("a");
    expect(after(keys("escape"), once).cursor).toBeNull();
  });
  test("an empty list takes every key without a fault", () => {
    expect(after(keys("j", "k", "x"), emptyTable, []).cursor).toBeNull();
  });
  test("other keys are not the table's", () => {
    expect(["j", "K", "x", "ArrowDown", "Escape"].every(isTableKey)).toBe(true);
    expect(["Enter", "a", " ", "Tab"].some(isTableKey)).toBe(false);
  });
});

describe("the choice", () => {
  test("a box with shift chooses everything from the last box", () => {
    const state = after([
      { kind: "toggle", id: "a" },
      { kind: "toggle", id: "c", range: true },
    ]);
    expect(chosen(state)).toEqual(["a", "b", "c"]);
  });
  test("all that match ends with any single change", () => {
    const all = after([{ kind: "page", on: true }, { kind: "all" }]);
    expect(all.all).toBe(true);
    const one = after([{ kind: "toggle", id: "b" }], all);
    expect(one.all).toBe(false);
    expect(chosen(one)).toEqual(["a", "c", "d"]);
  });
  test("rows that left the page are no longer chosen, and all that match is not carried to another list", () => {
    const state = after([{ kind: "rows" }], after([{ kind: "page", on: true }, { kind: "all" }]), ["c", "d", "e"]);
    expect(chosen(state)).toEqual(["c", "d"]);
    expect(state.all).toBe(false);
  });
});

test("arrows go sideways among the columns of the cursor's row, and Escape leaves the column before the row", () => {
  const side = (state: typeof emptyTable, by: 1 | -1) => actOnTable(state, { kind: "side", by, columns: 3 }, ["a", "b"]);
  expect(side(emptyTable, 1)).toBe(emptyTable);
  const there = actOnTable(emptyTable, { kind: "key", key: "j" }, ["a", "b"]);
  expect(side(there, 1).column).toBe(0);
  expect(side(there, -1).column).toBe(2);
  const last = side(side(there, -1), 1);
  expect(last.column).toBe(2);
  const down = actOnTable(last, { kind: "key", key: "j" }, ["a", "b"]);
  expect([down.cursor, down.column]).toEqual(["b", 2]);
  const left = actOnTable(down, { kind: "key", key: "Escape" }, ["a", "b"]);
  expect([left.cursor, left.column]).toEqual(["b", null]);
  expect(actOnTable(down, { kind: "rows" }, ["a"]).column).toBeNull();
});
