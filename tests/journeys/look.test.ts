import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, fillIn, press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { looksRight } from "./looks-right";
import { messy, messyList } from "./messy-list";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

/** Each page dark on a phone and light on a large screen, in the proof in both themes on three. The pictures stay in tests/.artefacts. */
describe("pages look right", () => {
  let essor: Essor;
  let odile: Visitor;
  const owner = { email: "odile@regard.example.test", company: "Agence des Bateliers" };
  const seen = { importRun: "", prospect: "", campaign: "", mail: "", product: "" };

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  const here = () => new URL(odile.page.url()).pathname;
  const looks = async (path: string, name: string) => {
    await odile.goto(path);
    await looksRight(odile, name);
  };

  test.each([
    ["/login", "log-in"],
    ["/signup", "sign-up"],
    ["/forgot", "forgotten"],
    ["/mailbox", "mailbox-empty"],
    ["/invite/none", "invitation-gone"],
  ])("before one is in: %s", looks);

  test("the spaces of a newcomer, still empty", async () => {
    await people.signUp(odile, owner);
    for (const [path, name] of [
      ["/", "today-new"],
      ["/prospects", "prospects-empty"],
      ["/imports", "imports-empty"],
      ["/campaigns", "campaigns-empty"],
      ["/drafts", "drafts-empty"],
      ["/tasks", "tasks-empty"],
      ["/products", "products-empty"],
      ["/suppressions", "suppressions-empty"],
      ["/reports", "reports-empty"],
      ["/nowhere-at-all", "not-found"],
    ] as const) {
      if (name === "not-found") odile.mayMeet(/^404 \/nowhere-at-all/);
      await looks(path, name);
    }
  }, 400_000);

  test("settings, team and product", async () => {
    await people.introduceCompany(odile);
    await people.addProduct(odile);
    await odile.goto("/settings/team");
    await fillIn(odile.page, { email: "malik@regard.example.test", role: "manager" });
    await press(odile.page, /Envoyer l.invitation/);
    await sees(odile.page, /Invitation envoyée/);
    for (const [path, name] of [
      ["/settings/company", "settings-company"],
      ["/settings/team", "settings-team"],
      ["/products", "products"],
      ["/products/new", "product-new"],
    ] as const)
      await looks(path, name);
    await odile.goto("/products");
    seen.product = (await odile.page.locator('a[href^="/products/"]:not([href$="/new"])').first().getAttribute("href"))!;
    await looks(seen.product, "product");
  }, 400_000);

  test("a list on its way in", async () => {
    await looks("/imports/new", "import-new");
    await people.uploadList(odile, messyList());
    seen.importRun = here();
    await looksRight(odile, "import-columns");
    await people.checkList(odile);
    await looksRight(odile, "import-checked");
    await people.importList(odile);
    await looksRight(odile, "import-done");
    await looks(`${seen.importRun}/lines`, "import-lines");
    await looks("/imports", "imports");
  }, 400_000);

  test("prospects", async () => {
    await looks("/prospects", "prospects");
    await odile.page.keyboard.press("j");
    await odile.page.keyboard.press("x");
    await looksRight(odile, "prospects-chosen");
    await looks("/prospects?city=rennes&email=yes", "prospects-filtered");
    await looks("/prospects?q=personne-du-tout", "prospects-none");
    await looks("/prospects/new", "prospect-new");
  }, 400_000);

  test("a campaign, its drafts and what came of them", async () => {
    await looks("/campaigns/new?city=Rennes", "campaign-new");
    await people.launchCampaign(odile, { name: "Rennes, novembre", city: "Rennes" });
    seen.campaign = here();
    await people.awaitDrafts(odile, messy.inRennes);
    await looksRight(odile, "drafts");
    await looks("/drafts/approve-all", "drafts-approve-all");
    await odile.goto("/drafts");
    await odile.page.keyboard.press("e");
    await arrives(odile.page, /\/edit/);
    await looksRight(odile, "draft-edit");
    for (let left = messy.inRennes - 1; left > messy.inRennes - 5; left--) {
      if (!here().endsWith("/drafts")) await odile.goto("/drafts");
      await people.pressKey(odile.page, "a");
      await sees(odile.page, new RegExp(`\\b${left} à lire`));
    }
    await people.openMail(odile, "@agence-");
    seen.mail = here();
    await press(odile.page, "Remis");
    await sees(odile.page, /Essor a appris/);
    await fillIn(odile.page, { text: "Bonjour, jeudi 10 h me va très bien." });
    await press(odile.page, /^Répondre$/);
    await sees(odile.page, /La réponse est partie/);
    await people.arrivesSoon(odile, "/tasks", /Répondre à/);
    await looksRight(odile, "tasks");
    seen.prospect = (await odile.page.locator('a[href^="/prospects/0"]').first().getAttribute("href"))!;
    for (const [path, name] of [
      [seen.prospect, "prospect"],
      [seen.campaign, "campaign"],
      [`${seen.campaign}/messages`, "campaign-messages"],
      [`${seen.campaign}/excluded`, "campaign-excluded"],
      ["/campaigns", "campaigns"],
      ["/mailbox", "mailbox"],
      [seen.mail, "mail"],
      ["/", "today"],
    ] as const)
      await looks(path, name);
    await odile.goto(seen.mail);
    const leave = await odile.page.locator('a[href*="/unsubscribe/"]').first().getAttribute("href");
    await looks(new URL(leave!).pathname, "unsubscribe");
    await press(odile.page, "Me désinscrire");
    await sees(odile.page, "C’est fait");
    await looksRight(odile, "unsubscribed");
    await looks("/suppressions", "suppressions");
  }, 400_000);

  test("reports and runs", async () => {
    await looks("/reports/this-week", "report");
    await looks("/reports/this-week/rows?metric=contacted", "report-rows");
    await odile.goto("/reports");
    await press(odile.page, /M.envoyer ce point/);
    await arrives(odile.page, /^\/reports\/0/);
    await looks("/reports", "reports");
    await looks("/operations/runs", "runs");
    const run = await odile.page.locator('a[href^="/operations/runs/"]').first().getAttribute("href");
    await looks(run!, "run");
  }, 400_000);

  test("the kit in every state", async () => {
    await odile.goto("/stories");
    const groups = await odile.page.locator('a[href*="group="]').evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    expect(groups.length).toBeGreaterThan(8);
    for (const group of groups) await looks(`/stories${group.replace("/stories", "")}`, `story-${group.split("=")[1]}`);
  }, 600_000);
});
