import { expect, test } from "vitest";
import { directionOf, languages } from "~/platform/i18n";
import { pagesSpeak } from "./pages-speak";
import { visitor } from "./visitor";

pagesSpeak(
  languages.filter((language) => directionOf(language) === "ltr"),
  (essor) =>
    test("before one is in, the choice of the browser is followed", async () => {
      for (const [locale, language] of [
        ["ar-MA", "ar"],
        ["de-AT", "de"],
        ["pt-PT", "fr"],
      ] as const) {
        const guest = await visitor(essor(), { locale });
        await guest.goto("/login");
        expect(await guest.page.locator("html").getAttribute("lang")).toBe(language);
      }
    }, 200_000),
);
