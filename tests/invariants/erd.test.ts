import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sourceFiles } from "./source-files";

/** A folder with coverage.tsv and check.mjs: the columns this schema was asked to hold. The product does without; whoever has it names it. */
const list = process.env.ESSOR_ERD_LIST;

test.skipIf(!list)("every column that was asked for is held, or excepted with a reason (ESSOR_ERD_LIST names the list)", () => {
  const { status, stdout } = spawnSync(process.execPath, [join(list!, "check.mjs"), "."], { encoding: "utf8" });
  expect(status, stdout).toBe(0);
});

test("each domain's README draws its tables as the schema has them", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/erd.mjs", "--check"], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
});

test("every exception says where it went and why, once", () => {
  const lines = readFileSync("prisma/erd-exceptions.tsv", "utf8")
    .split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => line.split("\t"));
  expect(lines.filter((line) => line.length !== 3 || line.some((part) => !part.trim()))).toEqual([]);
  expect(new Set(lines.map(([target]) => target)).size).toBe(lines.length);
});

const models = sourceFiles("prisma", /\.prisma$/).flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/(^\/\/\/[^\n]*\n)?^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, doc, kind, name, body]) => ({
      doc,
      kind,
      name: name!,
      body: body!,
    }),
  ),
);

test("every model says in one line what it is", () => {
  expect(models.length).toBeGreaterThan(100);
  expect(models.filter(({ kind, doc }) => kind === "model" && !doc).map(({ name }) => name)).toEqual([]);
});

test("money is a Decimal beside its currency, moments know their zone, and nothing floats", () => {
  for (const { name, body } of models) {
    expect(body, name).not.toMatch(/\bFloat\b/);
    expect(body.match(/^\s*\w+\s+DateTime\??(?![^\n]*@db\.(Timestamptz|Date|Time))[^\n]*$/gm), name).toBeNull();
  }
});

test("enums are English words in snake_case", () => {
  for (const { kind, name, body } of models)
    if (kind === "enum")
      for (const line of body.trim().split("\n"))
        if (line.trim()) expect(line.trim(), name).toMatch(/^([a-z][a-z0-9_]*|@@map\("[a-z_]+"\))$/);
});

/** What a number counts stands in its name or nowhere; what a date's day is, and in which money, stands nowhere else. */
const hasUnit = (type: string, field: string, rest: string) =>
  type === "Decimal" ||
  /@db\.(Date|Time)\b/.test(rest) ||
  (/^(Int|BigInt)$/.test(type) &&
    /(Ms|Minutes|Hours?|Days|Months|Month|Bytes|Gb|Size|Percent|Rate|Score|Probability|Threshold|Tokens|Count|Limit\w*|Amount|Price|Cost|Value|Points)$/.test(
      `_${field[0]!.toUpperCase()}${field.slice(1)}`,
    ));

test("every column with a unit, a currency or a time zone says which, in one line above it", () => {
  const silent = models
    .filter(({ kind }) => kind === "model")
    .flatMap(({ name, body }) =>
      [...body.matchAll(/(^\s*\/\/\/[^\n]+\n)?^ +(\w+) +(\w+)(?:\[\])?\??([^\n]*)$/gm)]
        .filter(([, doc, field, type, rest]) => !doc && hasUnit(type!, field!, rest!))
        .map(([, , field]) => `${name}.${field}`),
    );
  expect(silent).toEqual([]);
});
