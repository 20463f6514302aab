import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, fillIn, press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { messyList } from "./messy-list";
import { isAlive, leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

describe("one’s account", () => {
  let essor: Essor;
  let odile: Visitor;
  const owner = { email: "odile@compte.example.test", company: "Agence du compte" };

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await people.signUp(odile, owner);
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  test("one logs out, and the pages inside lead to the door and back", async () => {
    const { page } = odile;
    await page.locator(".account-button, [data-account], button:has-text('Odile')").first().click();
    await page.getByText("Se déconnecter").filter({ visible: true }).first().click();
    await arrives(page, /^\/login/);
    await odile.goto("/products");
    await arrives(page, /^\/login\?next=%2Fproducts$/);
    await fillIn(page, { email: owner.email, password: people.password });
    await press(page, "Se connecter");
    await arrives(page, /^\/products$/);
  });

  test("a forgotten password is replaced by mail, once", async () => {
    const guest = await visitor(essor);
    await guest.goto("/forgot");
    await fillIn(guest.page, { email: owner.email });
    await press(guest.page, "Envoyer le lien");
    await sees(guest.page, "Regardez votre boîte");
    await people.openMail(guest, owner.email, /nouveau mot de passe/);
    const link = await guest.page.locator('a[href*="/reset/"]').first().getAttribute("href");
    await guest.goto(new URL(link!).pathname);
    await fillIn(guest.page, { password: "ruisseau granit 7731" });
    await press(guest.page, "Enregistrer et se connecter");
    await arrives(guest.page, /^\/$/);
    const late = await visitor(essor);
    await late.goto(new URL(link!).pathname);
    await sees(late.page, "Ce lien a déjà servi, ou il est trop ancien.");
    await odile.goto("/products");
    await arrives(odile.page, /^\/login/);
  });

  test("a wrong password five times is told clearly, and then one waits", async () => {
    const guest = await visitor(essor);
    guest.mayMeet(/^(422|409|401|403|429) \/login/);
    await guest.goto("/login");
    for (let tries = 0; tries < 5; tries++) {
      await fillIn(guest.page, { email: "jemand@compte.example.test", password: `tilleul agrafe ${tries}` });
      const answer = guest.page.waitForResponse((one) => one.request().method() === "POST");
      await press(guest.page, "Se connecter");
      await answer;
      await sees(guest.page, "E-mail ou mot de passe incorrect.");
    }
    await fillIn(guest.page, { email: "jemand@compte.example.test", password: "tilleul agrafe" });
    await press(guest.page, "Se connecter");
    await sees(guest.page, "Trop d’essais. Attendez une minute avant de recommencer.");
  });

  test("in English, from the door to the list", async () => {
    const reader = await visitor(essor, { locale: "en-GB" });
    await people.signUp(reader, { email: "claire@english.example.test", company: "Quay Agency" });
    await people.introduceCompany(reader);
    await people.addProduct(reader, "Filmed visits");
    for (const path of [
      "/",
      "/prospects",
      "/imports/new",
      "/campaigns/new",
      "/drafts",
      "/tasks",
      "/reports",
      "/suppressions",
      "/settings/team",
    ]) {
      await reader.goto(path);
      const words = await reader.page.locator("body").innerText();
      expect(words, path).not.toMatch(/(?<![@\w.])[a-z]+\.[a-z]+_[a-z_.]+|Enregistrer|Rapports|Brouillons|Réglages|Importer|Aucun/);
    }
  });

  test("without scripts one logs in, adds a product, and filters the list", async () => {
    const owner = { email: "odile@sans.example.test", company: "Agence sans script" };
    const before = await visitor(essor);
    await people.signUp(before, owner);
    await people.uploadList(before, messyList());
    await people.checkList(before);
    await people.importList(before);

    const { page } = await visitor(essor, { javaScriptEnabled: false });
    await page.goto("/login");
    await fillIn(page, { email: owner.email, password: people.password });
    await press(page, "Se connecter");
    await arrives(page, /^\/$/);
    await page.goto("/products/new");
    await fillIn(page, { name: "Visites filmées", benefits: "Deux fois moins de visites pour rien" });
    await press(page, /^Enregistrer$/);
    await arrives(page, /^\/products$/);
    await sees(page, "Visites filmées");
    await page.goto("/prospects");
    await sees(page, /Agence \S+ n° \d+/);
    await page.goto("/prospects?city=rennes");
    expect(await page.locator("table.datatable tbody tr").count()).toBe(24);
  });

  test("the keyboard finds its way: ⌘K opens any place, ? tells the keys", async () => {
    const person = await visitor(essor);
    await people.signUp(person, { email: "rapide@compte.example.test", company: "Agence rapide" });
    await isAlive(person.page);
    const palette = person.page.locator("dialog[open]");
    for (let tries = 0; tries < 10 && !(await palette.isVisible()); tries++) {
      await person.page.keyboard.press("Control+k");
      await palette.waitFor({ timeout: 2000 }).catch(() => {}); // pressed before the page listens: one presses again
    }
    await person.page.locator("dialog[open] input").pressSequentially("produ");
    await person.page.locator('[cmdk-item][aria-selected="true"]', { hasText: "Produits" }).waitFor();
    await person.page.keyboard.press("Enter");
    await arrives(person.page, /^\/products/);
    await people.pressKey(person.page, "?");
    await person.page.locator("dialog[open]").waitFor();
  });
});
