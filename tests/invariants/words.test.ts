import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { sourceFiles } from "./source-files";
import { sameEverywhere, sameIn } from "./words-alike";
import { type Language, languages } from "~/platform/i18n";

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
  new Map(existsSync(`${folder}/${language}.json`) ? flatten(JSON.parse(readFileSync(`${folder}/${language}.json`, "utf8")) as Words) : []);

const isPluralForm = (key: string, words: Map<string, string>) => bare(key) !== key && words.has(`${bare(key)}_other`);

test.each(folders)("%s says the same in every language, with the same values", (folder) => {
  const french = wordsOf(folder, "fr");
  const keys = (words: Map<string, string>) => new Set([...words.keys()].map((key) => (isPluralForm(key, words) ? bare(key) : key)));
  const known = keys(french);
  for (const language of languages) {
    const words = wordsOf(folder, language);
    const own = keys(words);
    expect(
      [...own].filter((key) => !known.has(key)),
      `${language} says what French does not`,
    ).toEqual([]);
    expect(
      [...known].filter((key) => !own.has(key)),
      `${language} does not say`,
    ).toEqual([]);
    for (const [key, text] of words) {
      const twin = french.get(isPluralForm(key, words) ? `${bare(key)}_other` : key) ?? "";
      const [said, meant] = [placeholders(text), placeholders(twin)];
      // "one", "two" and "no" say their number by themselves
      if (/_(zero|one|two)$/.test(key) && isPluralForm(key, words))
        expect(meant, `${language} ${key}`).toEqual(expect.arrayContaining(said));
      else expect(said, `${language} ${key}`).toEqual(meant);
    }
  }
});

test.each(folders)("%s has every plural form its languages know", (folder) => {
  const french = wordsOf(folder, "fr");
  const plurals = [...french.keys()].filter((key) => key.endsWith("_one") && french.has(`${bare(key)}_other`)).map(bare);
  for (const language of languages) {
    const words = wordsOf(folder, language);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const plural of plurals) {
      const said = [...words.keys()].filter((key) => bare(key) === plural && key !== plural).map((key) => key.slice(plural.length + 1));
      expect(said, `${language} ${plural}`).toEqual(expect.arrayContaining(forms));
    }
  }
});

test.each(folders)("%s leaves nothing untranslated", (folder) => {
  const [french, english] = [wordsOf(folder, "fr"), wordsOf(folder, "en")];
  const copied: Array<string> = [];
  for (const language of languages.slice(2))
    for (const [key, text] of wordsOf(folder, language)) {
      const words = text.replace(/\{\{.*?\}\}/g, "");
      if (!/\p{L}{2}/u.test(words) || sameEverywhere.has(text)) continue;
      const isCopy =
        language === "ar"
          ? !/\p{Script=Arabic}/u.test(words)
          : [french.get(key), english.get(key)].includes(text) && !sameIn[language]?.has(text);
      if (isCopy) copied.push(`${language} ${key}: ${text}`);
    }
  expect(copied).toEqual([]);
});

test.each(folders)("%s has no empty sentence and no exclamation mark", (folder) => {
  for (const language of languages)
    for (const [key, text] of wordsOf(folder, language)) expect(text.trim() && !text.includes("!"), `${language} ${key}`).toBeTruthy();
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

/** What a typographer of each language would strike out. */
const slips: Array<{ languages: ReadonlyArray<Language>; slip: RegExp; because: string }> = [
  { languages: ["it", "es", "de", "ar"], slip: /"|\p{L}'\p{L}/u, because: "straight quotes" },
  { languages: ["it", "es", "de", "ar"], slip: /[\s\u00a0][:;?؟،؛,.](\s|$)|«\s|\s»/, because: "a space before a sign or inside quotes" },
  { languages: ["it", "es", "de", "ar"], slip: / {2}|^\s|\s$/, because: "a space too many" },
  { languages: ["de"], slip: /[«»”]|^[^„]*“/, because: "German quotes are „…“" },
  { languages: ["de"], slip: /(?<!\p{L})([Dd]u|[Dd]ein(e[rmns]?)?|[Dd]ir|[Dd]ich)(?!\p{L})/u, because: "Sie, not du" },
  { languages: ["es"], slip: /^[^¿]*\?|[“„]/, because: "a question opens with ¿, quotes are «…»" },
  { languages: ["es"], slip: /(?<!\p{L})([Tt]ú|[Tt]us?|[Cc]ontigo|[Vv]osotros)(?!\p{L})/u, because: "usted, not tú" },
  { languages: ["it"], slip: /(?<!\p{L})([Tt]u|[Tt]uoi?|[Tt]u[ae])(?!\p{L})|[“„]/u, because: "Lei, not tu; quotes are «…»" },
  { languages: ["ar"], slip: /[٠-٩]|\p{Script=Arabic}\s?[,;?]/u, because: "Western digits; signs are ، ؛ ؟" },
];

test.each(folders)("%s is set as each language is set", (folder) => {
  const found = languages.flatMap((language) =>
    [...wordsOf(folder, language)].flatMap(([key, text]) =>
      slips
        .filter((rule) => rule.languages.includes(language) && rule.slip.test(text))
        .map(({ because }) => `${language} ${key}: ${text} (${because})`),
    ),
  );
  expect(found).toEqual([]);
});
