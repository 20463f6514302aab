import { expect, test } from "vitest";
import en from "~/ui/i18n/en.json";
import fr from "~/ui/i18n/fr.json";
import { isTheme, themeAttributes, themeCookie, themeFrom } from "~/ui/shell/theme";
import { uiWords } from "~/ui/words";

const stems = (words: Record<string, string>) => new Set(Object.keys(words).map((key) => key.replace(/_(one|many|other)$/, "")));
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

test("both languages hold every word the kit says, and no other", () => {
  for (const words of [fr, en]) expect([...stems(words)].sort()).toEqual([...uiWords].sort());
});
test("French plurals have one, many and other; English one and other", () => {
  const plurals = Object.keys(fr).filter((key) => key.endsWith("_one"));
  for (const key of plurals) {
    const stem = key.slice(0, -4);
    expect(Object.keys(fr)).toEqual(expect.arrayContaining([`${stem}_many`, `${stem}_other`]));
    expect(Object.keys(en)).toEqual(expect.arrayContaining([`${stem}_one`, `${stem}_other`]));
  }
});
test("a word has the same holes in both languages", () => {
  for (const [key, text] of Object.entries(en)) expect(holes(text), key).toEqual(holes((fr as Record<string, string>)[key]!));
});

test("the theme is read from its cookie, and nonsense is nothing chosen", () => {
  expect(themeFrom("a=1; theme=dark")).toBe("dark");
  expect(themeFrom("mytheme=dark")).toBe("system");
  expect(themeFrom("theme=purple")).toBe("system");
  expect(themeFrom(null)).toBe("system");
  expect(themeFrom(themeCookie("light"))).toBe("light");
  expect(isTheme("dark")).toBe(true);
  expect(themeAttributes("system")).toEqual({});
  expect(themeAttributes("dark")).toEqual({ "data-theme": "dark" });
});
