import { expect, test } from "vitest";
import { shadeOf, shadesOf } from "~/domains/prospecting/map/choropleth.rules";
import { departmentShapes } from "~/domains/prospecting/map/department-shapes";
import { courseOf } from "~/domains/prospecting/market/quarter-course.rules";
import { changeOf } from "~/domains/prospecting/signal/signal.rules";

test("the map draws each of the 101 departments once, Corsica and overseas among them", () => {
  const codes = departmentShapes.map(([code]) => code);
  expect(new Set(codes).size).toBe(101);
  expect(codes).toEqual(expect.arrayContaining(["01", "2A", "2B", "75", "95", "971", "972", "973", "974", "976"]));
  for (const [code, name, path] of departmentShapes) {
    expect(name.trim(), code).not.toBe("");
    expect(path, code).toMatch(/^M\d+ \d+l[-\d .]+z/);
  }
});

test("shades part the places evenly, hold every figure and never repeat a bound", () => {
  expect(shadesOf([])).toEqual([]);
  expect(shadesOf([4, 4, 4])).toEqual([{ least: 4, most: 4 }]);
  const figures = [1, 1, 2, 3, 5, 8, 13, 21, 34, 55];
  const shades = shadesOf(figures);
  expect(shades).toEqual([
    { least: 1, most: 1 },
    { least: 2, most: 3 },
    { least: 5, most: 8 },
    { least: 13, most: 21 },
    { least: 34, most: 55 },
  ]);
  for (const figure of figures) expect(shadeOf(figure, shades)).toBeGreaterThan(0);
  expect(shadeOf(null, shades)).toBe(0);
});

test("a quarter without a row is a gap in the course, and nothing is drawn before the first", () => {
  const course = courseOf([
    { quarter: "2024-10-01", price: 3000 },
    { quarter: "2025-04-01", price: 2900 },
  ]);
  expect(course).toEqual([
    { quarter: "2024-10-01", price: 3000 },
    { quarter: "2025-01-01", price: null },
    { quarter: "2025-04-01", price: 2900 },
  ]);
  expect(courseOf([])).toEqual([]);
});

test("of nothing there is no change", () => {
  expect(changeOf(0, 5)).toBeNull();
  expect(changeOf(20, 26)).toBe(30);
  expect(changeOf(3000, 2880)).toBe(-4);
});
