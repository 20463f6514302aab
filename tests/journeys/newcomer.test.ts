import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, fillIn, follow, press, pressKey, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { messy, messyList } from "./messy-list";
import { isAlive, leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

/** A newcomer's first day, in order: each test goes on where the one before it stopped. */
describe("from a real list to the report", () => {
  let essor: Essor;
  let odile: Visitor;
  let prospectPath = "";
  const owner = { email: "odile@journee.example.test", company: "Agence des Bateliers" };

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  test("signs up, confirms the address by mail, says who writes and what is sold", async () => {
    await people.signUp(odile, owner);
    await people.introduceCompany(odile);
    await people.addProduct(odile);
    await odile.goto("/products");
    await sees(odile.page, "Visites filmées");
  });

  test("a messy list is read as it is, tried without writing, and comes in with the same counts", async () => {
    const { page } = odile;
    await people.uploadList(odile, messyList());
    await sees(page, /Windows-1252, séparateur point-virgule/i);
    await people.checkList(odile);
    const counts = `${messy.fresh} nouveaux, ${messy.merged} fusions, ${messy.refused} lignes refusées.`;
    await sees(page, counts);
    const other = await odile.context.newPage();
    await other.goto("/prospects");
    await sees(other, "Votre liste est vide");
    await other.close();
    await people.importList(odile);
    await sees(page, counts);
    const [file] = await Promise.all([page.waitForEvent("download"), follow(page, /Télécharger les lignes refusées/)]);
    expect(file.suggestedFilename()).toMatch(/refus/);
  });

  test("the list is searched without accents, filtered, and worked by keyboard up to a record", async () => {
    const { page } = odile;
    await odile.goto("/prospects?q=tremoire-12");
    await sees(page, /Trémoire-12/);
    await odile.goto("/prospects?city=rennes");
    const rows = page.locator("table.datatable tbody tr");
    expect(await rows.count()).toBe(messy.inRennes);
    await pressKey(page, "j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await page.locator("tr.is-cursor").count()).toBe(1);
    await page.keyboard.press("x");
    await page.locator(".selbar").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await arrives(page, /^\/prospects\/[0-9a-f-]{36}$/);
    await sees(page, /Importé, ligne \d+ de salon-rennes-2026\.csv/);
    await sees(page, /^Score$/);
    prospectPath = new URL(page.url()).pathname;
  });

  test("a campaign for one town writes a draft for each", async () => {
    await people.launchCampaign(odile, { name: "Rennes, novembre", city: "Rennes" });
    await people.awaitDrafts(odile, messy.inRennes);
  });

  test("the queue is read by keyboard alone: approve, edit, refuse, ask for another", async () => {
    const { page } = odile;
    const left = (count: number) => sees(page, new RegExp(`\\b${count} à lire`));
    await left(messy.inRennes);
    await pressKey(page, "a");
    await left(messy.inRennes - 1);

    await pressKey(page, "e");
    await arrives(page, /^\/drafts\/.+\/edit/);
    await page.locator("textarea[name=content]").waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\nJe passe à Rennes jeudi, un café ?");
    await page.keyboard.press("Control+Enter");
    if (/edit/.test(page.url())) await press(page, /^Enregistrer$/);
    await arrives(page, /^\/drafts\?/);
    await sees(page, "Je passe à Rennes jeudi, un café ?");

    await pressKey(page, "r");
    await left(messy.inRennes - 2);

    await pressKey(page, "g");
    await page.locator("textarea[name=remark]").waitFor();
    await page.keyboard.type("Plus court");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await sees(page, /Un autre brouillon est demandé/);
    await people.awaitDrafts(odile, messy.inRennes - 2);
  });

  test("on a phone a draft is asked for again with a remark, and no verb is hidden", async () => {
    const { page } = odile;
    const laptop = page.viewportSize()!;
    await page.setViewportSize({ width: 390, height: 844 });
    await odile.goto("/drafts");
    for (const verb of ["Refuser", "Approuver"]) expect(await page.getByRole("button", { name: verb, exact: true }).isVisible()).toBe(true);
    expect(await page.getByRole("link", { name: "Modifier", exact: true }).isVisible()).toBe(true);
    await follow(page, "Régénérer");
    await page.locator("textarea[name=remark]").waitFor();
    await fillIn(page, { remark: "Plus court" });
    await press(page, "Demander un autre brouillon");
    await sees(page, /Un autre brouillon est demandé/);
    await page.setViewportSize(laptop);
    await people.awaitDrafts(odile, messy.inRennes - 2);
  });

  test("the rest is approved at once", async () => {
    const { page } = odile;
    await follow(page, "Tout approuver");
    await press(page, new RegExp(`^Approuver ${messy.inRennes - 2} brouillons`));
    await sees(page, /Aucun brouillon à lire/);
  });

  test("what left stands in the mailbox with its way out; what comes back makes a timeline and a task", async () => {
    const { page } = odile;
    await people.openMail(odile, "@agence-", /./);
    const headers = await page.locator("pre").last().textContent();
    expect(headers).toMatch(/List-Unsubscribe: <http/);
    expect(headers).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
    const body = await page.locator("pre").first().textContent();
    expect(body).toMatch(/salon de l.immobilier de Rennes/i);
    await press(page, "Remis");
    await sees(page, /Essor a appris que le message est remis/);
    await fillIn(page, { text: "Bonjour, jeudi 10 h me va très bien." });
    await press(page, /^Répondre$/);
    await sees(page, /La réponse est partie vers Essor/);
    await people.arrivesSoon(odile, "/tasks", /Répondre à/);
    await page
      .getByRole("link", { name: /-\d+|Agence/ })
      .first()
      .click();
    await arrives(page, /^\/prospects\//);
    await sees(page, /jeudi 10 h me va/);
  });

  test("the week so far counts it, each figure opens its rows, and a row leads back to the line of the list", async () => {
    const { page } = odile;
    await odile.goto("/reports/this-week");
    const opened: Array<string> = await page
      .locator('a[href*="/rows?metric="]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    const metrics = new Map(opened.map((href) => [new URL(href, "http://x").searchParams.get("metric"), href]));
    expect([...metrics.keys()]).toEqual(expect.arrayContaining(["imported", "contacted", "delivered", "replies"]));
    await odile.goto(metrics.get("replies")!);
    expect(await page.locator("table.datatable tbody tr").count()).toBe(1);
    await odile.goto(metrics.get("contacted")!);
    expect(await page.locator("table.datatable tbody tr").count()).toBe(messy.inRennes - 1);
    await follow(page, /^Ligne \d+$/);
    await arrives(page, /^\/imports\/.+\/lines/);
    await page.locator("table.datatable tbody tr").first().waitFor();
    await odile.goto("/reports/this-week");
    await press(page, /M.envoyer ce point/);
    await people.openMail(odile, owner.email, /Semaine \d+/);
  });

  test("a second company that begins the same way sees nothing of the first", async () => {
    const stranger = await visitor(essor);
    await people.signUp(stranger, { email: "camille@ailleurs.example.test", company: "Agence d’ailleurs" });
    for (const [path, empty] of [
      ["/prospects", "Votre liste est vide"],
      ["/imports", "Aucune liste pour l’instant"],
      ["/campaigns", "Aucune campagne"],
      ["/products", "Aucun produit"],
      ["/drafts", "Aucun brouillon à lire"],
      ["/tasks", "Rien à faire pour le moment"],
    ] as const) {
      await stranger.goto(path);
      await sees(stranger.page, empty);
    }
    await stranger.goto("/prospects?q=tremoire");
    await sees(stranger.page, "Personne ne correspond");
    stranger.mayMeet(/^404 \/prospects\//);
    const answer = await stranger.page.goto(prospectPath);
    expect(answer!.status()).toBe(404);
    await isAlive(stranger.page);
    expect(await stranger.page.locator("body").innerText()).not.toMatch(/salon-rennes|Trémoire-/);
  });
});

const real = process.env.ESSOR_REAL_DATA && join(process.env.ESSOR_REAL_DATA, "contacts", "agences-immobilieres-639.tsv");

describe.skipIf(!real || !existsSync(real))("the estate agencies as they were found (ESSOR_REAL_DATA)", () => {
  let essor: Essor;
  beforeAll(async () => void (essor = await startEssor()));
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  test("all 639 lines are read, and each becomes a record, joins one, or is refused with its reason", async () => {
    const odile = await visitor(essor);
    await people.signUp(odile, { email: "odile@reel.example.test", company: "Agence réelle" });
    await people.uploadList(odile, real!);
    await people.checkList(odile);
    const words = await odile.page.locator(".figure").first().innerText();
    const numbers = words
      .replaceAll(/[\s  ](?=\d{3})/g, "")
      .match(/\d+/g)!
      .map(Number);
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(639);
    await people.importList(odile);
    await sees(odile.page, words);
  });
});
