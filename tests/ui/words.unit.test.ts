import { expect, test } from "vitest";
import en from "~/ui/i18n/en.json";
import fr from "~/ui/i18n/fr.json";
import { isTheme, themeAttributes, themeCookie, themeFrom } from "~/ui/shell/theme";
import { uiWords } from "~/ui/words";

const stems = (words: Record<string, string>) => new Set(Object.keys(words).map((key) => key.replace(/_(one|many|other)$/, "")));

test("both languages hold every word the kit says, and no other", () => {
  for (const words of [fr, en]) expect([...stems(words)].sort()).toEqual([...uiWords].sort());
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
