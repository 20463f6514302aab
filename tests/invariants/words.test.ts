import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { sourceFiles } from "./source-files";
import { languages } from "~/platform/i18n";

type Words = { [key: string]: string | Words };

const flatten = (words: Words, path = ""): Array<[string, string]> =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );

/** A plural's forms differ by language; its key without the form must be there in each. */
const bare = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name!).sort();

const folders = [...new Set(sourceFiles("app", /\/i18n\/\w+\.json$/).map((file) => dirname(file)))].sort();
const wordsOf = (folder: string, language: string) =>
  new Map(flatten(JSON.parse(readFileSync(`${folder}/${language}.json`, "utf8")) as Words));

test.each(folders)("%s says the same in every language, with the same values", (folder) => {
  const [first, ...others] = languages.map((language) => wordsOf(folder, language));
  const keys = (words: Map<string, string>) => [...new Set([...words.keys()].map(bare))].sort();
  for (const other of others) {
    expect(keys(other)).toEqual(keys(first!));
    for (const [key, text] of other) {
      const twin = first!.get(key);
      if (twin !== undefined && bare(key) === key) expect(placeholders(text), key).toEqual(placeholders(twin));
    }
  }
});

test.each(folders)("%s has no empty sentence and no exclamation mark", (folder) => {
  for (const language of languages)
    for (const [key, text] of wordsOf(folder, language)) expect(text.trim() && !text.includes("!"), `${language} ${key}`).toBeTruthy();
});

test("French plurals have one, many and other", () => {
  for (const folder of folders) {
    const keys = [...wordsOf(folder, "fr").keys()];
    const plurals = new Set(keys.filter((key) => key.endsWith("_one")).map(bare));
    for (const plural of plurals)
      for (const form of ["one", "many", "other"]) expect(keys, `${folder} ${plural}`).toContain(`${plural}_${form}`);
  }
});

test("every refusal's code has its sentence", () => {
  const sentences = new Map(folders.map((folder) => [folder.split("/").at(-2)!, wordsOf(folder, "fr")]));
  const codes = sourceFiles("app", /\.tsx?$/).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/new AppError\(\s*"([\w.]+)"/g)].map(([, code]) => ({ file, code: code! })),
  );
  const missing = codes.filter(({ code }) => {
    const [domain, ...rest] = code.split(".");
    return !sentences.get(domain!)?.has(`error.${rest.join(".")}`);
  });
  expect(missing).toEqual([]);
});

test("French speaks with curly apostrophes and keeps its signs beside their words", () => {
  for (const folder of folders)
    for (const [key, text] of wordsOf(folder, "fr")) {
      expect(text, `${folder} ${key}`).not.toMatch(/\p{L}'\p{L}/u);
      expect(text, `${folder} ${key}`).not.toMatch(/\S [:;?](\s|$)|« | »/);
    }
});
