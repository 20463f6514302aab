import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sourceFiles } from "./source-files";

/** Pages run both ways: a side is the start or the end of a line, never left or right. */
const sidedRule =
  /(^|[\s;{])((scroll-)?(margin|padding|border|inset)-)?(left|right)(-\w+)*\s*:|(text-align|float|clear)\s*:\s*(left|right)/;
const classOnly = /className=(?:"[^"]*"|\{[^}]*\})/g;

test("no style sheet names a left or a right side", () => {
  const found = sourceFiles("app", /\.css$/).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, at) => (sidedRule.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

test("no class names a left or a right side", () => {
  const sided = /^-?(m[lr]|p[lr]|left|right|scroll-[mp][lr]|border-[lr]|rounded-([lr]|[tb][lr]))(-|$)|^(float|clear|text)-(left|right)$/;
  const found = sourceFiles("app", /\.tsx$/).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(classOnly)].flatMap(([text]) =>
      text
        .split(/[\s"'`{}]+/)
        .map((name) => name.split(":").at(-1)!)
        .filter((name) => sided.test(name))
        .map((name) => `${file} ${name}`),
    ),
  );
  expect(found).toEqual([]);
});

test("icons are drawn by Icon, which turns those round that point along the line", () => {
  const found = sourceFiles("app", /\.tsx$/).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/<((?:Chevron|Arrow|Corner)(?:s)?(?:Left|Right)\w*)\b/g)].map(
      ([, name]) => `${file} <${name}>`,
    ),
  );
  expect(found).toEqual([]);
});
