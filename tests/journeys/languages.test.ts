import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages, type Language } from "~/platform/i18n";
import * as people from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { looksRight } from "./looks-right";
import { messy, messyList } from "./messy-list";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

/** Each page in Arabic, which runs the other way, on a phone and a large screen; the other languages on the pages with most words. */
describe("pages speak every language", () => {
  let essor: Essor;
  let samira: Visitor;
  let places: Array<string> = [];

  beforeAll(async () => {
    essor = await startEssor();
    samira = await visitor(essor);
    await people.signUp(samira, { email: "samira@langues.example.test", company: "Agence des Langues" });
    await people.introduceCompany(samira);
    await people.addProduct(samira);
    await samira.goto("/imports/new");
    await people.uploadList(samira, messyList());
    const list = new URL(samira.page.url()).pathname;
    await people.checkList(samira);
    await people.importList(samira);
    await people.launchCampaign(samira, { name: "Rennes, novembre", city: "Rennes" });
    const campaign = new URL(samira.page.url()).pathname;
    await people.awaitDrafts(samira, messy.inRennes);
    const first = async (path: string, links: string) => {
      await samira.goto(path);
      return (await samira.page.locator(links).first().getAttribute("href"))!;
    };
    places = [
      list,
      `${list}/lines`,
      campaign,
      `${campaign}/messages`,
      await first("/prospects", 'a[href^="/prospects/0"]'),
      await first("/products", 'a[href^="/products/"]:not([href$="/new"])'),
      await first("/mailbox", 'a[href^="/mailbox/0"]'),
      await first("/operations/runs", 'a[href^="/operations/runs/"]'),
    ];
  }, 400_000);
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  const speaks = async (language: Language) => {
    await samira.goto("/");
    await samira.page.evaluate(
      (code) => fetch("/preferences", { method: "POST", body: new URLSearchParams({ language: code }) }),
      language,
    );
  };
  /** The page says what it is, runs as its language does and shows no key in place of a word. */
  const looks = async (path: string, language: Language, widths: Array<number>) => {
    await samira.goto(path);
    const { page } = samira;
    expect.soft(await page.locator("html").getAttribute("lang"), path).toBe(language);
    expect.soft(await page.locator("html").getAttribute("dir"), path).toBe(language === "ar" ? "rtl" : "ltr");
    const named = await page.locator("body").innerText();
    expect
      .soft(
        named.match(/\b(?:settings|error|nav|access|notice|mail|security|keys|tokens|audit|choice|request)\.[a-z_]+(?:\.[a-z_]+)*\b/g) ??
          [],
        path,
      )
      .toEqual([]);
    const name =
      path === "/"
        ? "today"
        : path
            .slice(1)
            .replace(/[0-9a-f]{8}-[0-9a-f-]+|01[0-9A-Z]{24}/g, "one")
            .replaceAll(/[/?=]/g, "-");
    await looksRight(samira, `${language}-${name}`, { widths, inDark: false });
  };

  const pages = [
    "/",
    "/drafts",
    "/tasks",
    "/notifications",
    "/prospects",
    "/prospects/new",
    "/imports",
    "/imports/new",
    "/campaigns",
    "/campaigns/new",
    "/suppressions",
    "/products",
    "/products/new",
    "/reports",
    "/reports/this-week",
    "/operations/runs",
    "/mailbox",
    "/onboarding",
    "/privacy/requests",
    "/settings/company",
    "/settings/security",
    "/settings/keys",
    "/settings/tokens",
    "/settings/audit",
    "/settings/agency",
    "/settings/addresses",
    "/settings/branding",
    "/settings/documents",
    "/settings/team",
    "/settings/roles",
    "/settings/teams",
    "/settings/notifications",
    "/settings/schedule",
    "/settings/time",
    "/settings/system",
  ];

  test("every page in Arabic", async () => {
    await speaks("ar");
    for (const path of [...pages, ...places]) await looks(path, "ar", [390, 1440]);
  }, 600_000);

  test.each(languages.filter((language) => language !== "ar"))(
    "%s, where there are most words",
    async (language) => {
      await speaks(language);
      for (const path of ["/", "/drafts", "/prospects", "/reports/this-week", "/settings/company"]) await looks(path, language, [390]);
    },
    300_000,
  );

  test("before one is in, the choice of the browser is followed", async () => {
    for (const [locale, language] of [
      ["ar-MA", "ar"],
      ["de-AT", "de"],
      ["pt-PT", "fr"],
    ] as const) {
      const guest = await visitor(essor, { locale });
      await guest.goto("/login");
      expect(await guest.page.locator("html").getAttribute("lang")).toBe(language);
      if (language === "ar") await looksRight(guest, "ar-log-in", { widths: [390, 1440], inDark: false });
    }
  }, 200_000);
});
