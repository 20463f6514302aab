import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { directionOf, type Language, languages } from "~/platform/i18n";
import { openSession } from "~/platform/session.server";
import { serveBuilt } from "../../scripts/serve.mjs";
import { isProof } from "../proof/sized";
import { aWorld, type World } from "../isolation/canary-world";
import { type Essor, root } from "./essor";
import { everyPage, type Place } from "./every-page";
import { looksRight } from "./looks-right";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

const drawn: ReadonlyArray<Language> = ["fr", "ar"];
const others = languages.filter((language) => !drawn.includes(language));

/** Of the languages that are not drawn each has its share of the pages; `npm run proof languages` has each look at all of them. */
const isLookedAt = (at: number, language: Language) =>
  isProof || drawn.includes(language) || at % others.length === others.indexOf(language);

/**
 * Every page there is, in French and Arabic and in one of the other languages: it says which it speaks, runs as that does, shows no key in
 * place of a word, keeps within the screen and pleases axe. In French and Arabic its pictures stay in tests/.artefacts.
 */
export function pagesSpeak(spoken: ReadonlyArray<Language>, more?: (essor: () => Essor) => void) {
  describe("pages speak every language", () => {
    let essor: Essor;
    let world: World;
    let places: Array<Place> = [];

    beforeAll(async () => {
      world = await aWorld("Rivage");
      essor = await serveBuilt(root, { DATABASE_URL: process.env.DATABASE_URL!, VENDORS: "local", SCRYPT_COST: "1024" });
      places = await everyPage(world);
    }, 400_000);
    leaveNobodyInTrouble();
    afterAll(() => essor.stop({ atOnce: true }));

    /** Whoever holds the link, and a member who chose this language. */
    async function readers(language: Language) {
      const [guest, member] = [await visitor(essor, { locale: language }), await visitor(essor)];
      const { actor, companyId } = world.company.owner;
      const line = await openSession(new Request(essor.origin), { userId: actor.id, companyId, clientAddress: "127.0.0.1" });
      const [name, value] = line.split(";")[0]!.split("=") as [string, string];
      await member.context.addCookies([{ name, value, url: essor.origin }]);
      await member.goto("/");
      await member.page.evaluate(
        (code) => fetch("/preferences", { method: "POST", body: new URLSearchParams({ language: code }) }),
        language,
      );
      return { guest, member };
    }

    async function looks(reader: Visitor, { path, search, file, isPublic, hasLanguage }: Place, language: Language, widths: Array<number>) {
      await reader.goto(isPublic ? `${path}?lang=${language}` : path + search);
      const { page } = reader;
      expect.soft(new URL(page.url()).pathname, `${file} is looked at where it stands`).toBe(path);
      if (!hasLanguage) {
        expect.soft(await page.locator("html").getAttribute("lang"), file).toBe(language);
        expect.soft(await page.locator("html").getAttribute("dir"), file).toBe(directionOf(language));
      }
      expect.soft(keysIn(await page.locator("body").innerText()), file).toEqual([]);
      const name = file
        .replace(/^\w+\//, "")
        .replace(/(\._index)?\.tsx$/, "")
        .replace(/[^\w-]+/g, "-");
      await looksRight(reader, `${language}-${name}`, {
        widths,
        inDark: false,
        isDrawn: drawn.includes(language),
        withColours: language === "fr",
      });
    }

    test.each(spoken)(
      "pages in %s",
      async (language) => {
        const { guest, member } = await readers(language);
        expect(places.length).toBeGreaterThan(70);
        const widths = isProof && drawn.includes(language) ? [390, 1440] : [390];
        for (const [at, place] of places.entries())
          if (isLookedAt(at, language)) await looks(place.isPublic ? guest : member, place, language, widths);
      },
      900_000,
    );
    more?.(() => essor);
  });
}

/** Names of words that stand there in place of the words: "settings.team.title", "outreach:drafts.none". Names of what runs are words too. */
const keysIn = (text: string) =>
  (
    text.match(
      /\b(?:settings|error|nav|access|notice|mail|security|keys|tokens|audit|choice|request|certificate|why|drafts|campaign|filter)\.[a-z_]+(?:\.[a-z_]+)*\b/g,
    ) ?? []
  ).filter((word) => !/\.(test|example|csv)\b/.test(word));
