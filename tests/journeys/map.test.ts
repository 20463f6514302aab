import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, follow } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { looksRight } from "./looks-right";
import { messyList } from "./messy-list";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

describe("the map of France", () => {
  let essor: Essor;
  let odile: Visitor;

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await people.signUp(odile, { email: "odile@map.example.test", company: "Agence de la carte" });
    await people.introduceCompany(odile);
    await people.uploadList(odile, messyList());
    await people.checkList(odile);
    await people.importList(odile);
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  /** Departments as the map draws them: links, each with what it says. */
  const drawn = () => odile.page.locator("svg.map a");
  const codeOf = (href: string | null) => new URL(href!, essor.origin).searchParams.get("department");

  test("shows how many prospects of the list are where, and leads to them by keyboard with the same filter", async () => {
    await odile.goto("/prospects?email=yes");
    await follow(odile.page, /^Carte$/);
    await arrives(odile.page, /^\/prospects\/map\?email=yes$/);
    await drawn().first().waitFor();
    const said = await drawn().first().getAttribute("aria-label");
    expect(said).toMatch(/\(\w{2,3}\)\s: \d+ prospect/);
    await drawn().first().focus();
    expect(await odile.page.locator(".map-says").textContent()).toBe(said);
    const code = codeOf(await drawn().first().getAttribute("href"));
    await odile.page.keyboard.press("Enter");
    await arrives(odile.page, /^\/prospects\?/);
    const search = new URL(odile.page.url()).searchParams;
    expect([search.get("department"), search.get("email")]).toEqual([code, "yes"]);
    const count = Number(/: (\d+)/.exec(said!)![1]);
    await expect.poll(() => odile.page.locator('a[href^="/prospects/0"]').count()).toBeGreaterThanOrEqual(count);
  });

  test("says the same in Arabic, where the page is turned round and France is not", async () => {
    await odile.goto("/prospects/map");
    const westOfEast = () =>
      odile.page.evaluate(() => {
        const places = [...document.querySelectorAll("svg.map a, svg.map > g")];
        const startOf = (code: string) =>
          places
            .find((place) => (place.getAttribute("aria-label") ?? place.querySelector("title")?.textContent ?? "").includes(`(${code})`))!
            .getBoundingClientRect().left;
        return startOf("29") < startOf("67");
      });
    const french = await drawn().count();
    expect(french).toBeGreaterThan(0);
    expect(await westOfEast()).toBe(true);
    await odile.page
      .locator("html")
      .evaluate(() => fetch("/preferences", { method: "POST", body: new URLSearchParams({ language: "ar" }) }));
    await odile.goto("/prospects/map");
    expect(await odile.page.locator("html").getAttribute("dir")).toBe("rtl");
    expect(await drawn().count()).toBe(french);
    expect(await westOfEast()).toBe(true);
    await looksRight(odile, "ar-map-of-france", { widths: [390, 1440], inDark: true, isDrawn: true, withColours: true });
  });
});
