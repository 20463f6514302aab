import type { Page } from "playwright-core";
import { isAlive, type Visitor } from "./visitor";

export const password = "agrafe tilleul 4821";

/** Puts values into the fields of those names, whatever the language of their labels. */
export async function fillIn(page: Page, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`[name="${name}"]:not([type=hidden])`).first();
    if (await field.evaluate((element) => element.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
}

export const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
export const follow = (page: Page, name: string | RegExp) => page.getByRole("link", { name }).first().click();
export const sees = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
/** Waits until the page stands at that address. */
export const arrives = (page: Page, path: RegExp) => page.waitForURL((url) => path.test(url.pathname + url.search));

export interface Person {
  email: string;
  company: string;
}

/** Signs up and confirms the address by the mail that came. Ends on the first page of the new space. */
export async function signUp(person: Visitor, { email, company }: Person) {
  const { page } = person;
  await person.goto("/signup");
  await fillIn(page, { companyName: company, firstName: "Odile", lastName: "Trémoire", email, password });
  await press(page, /Créer mon espace|Create my/);
  await sees(page, /Regardez votre boîte|Check your inbox|Look in your inbox/);
  await openMail(person, email);
  await page.locator('a[href*="/verify/"]').first().click();
  await isAlive(page);
  await press(page, /Confirmer mon adresse|Confirm my address/);
  await arrives(page, /^\/$/);
  await isAlive(page);
}

export async function logIn(person: Visitor, email: string, word = password) {
  await person.goto("/login");
  await fillIn(person.page, { email, password: word });
  await person.page.locator("form button:not([type=button])").first().click();
  await arrives(person.page, /^\/$/);
  await isAlive(person.page);
}

/** Opens the newest mail to that address in the local mailbox, waiting for it. */
export async function openMail(person: Visitor, to: string, subject?: RegExp) {
  const { page } = person;
  const mail = page.locator('main a[href^="/mailbox/"]').filter(subject ? { hasText: subject } : {});
  for (let tries = 0; tries < 60; tries++) {
    await person.goto(`/mailbox?to=${encodeURIComponent(to)}`);
    if ((await mail.count()) > 0) break;
    await page.waitForTimeout(300);
  }
  await mail.first().click();
  await arrives(page, /^\/mailbox\/.+/);
  await isAlive(page);
}

/** Says who writes, and lets mails leave at any hour, so that a journey runs on any day. */
export async function introduceCompany(person: Visitor) {
  const { page } = person;
  await person.goto("/settings/company");
  await fillIn(page, {
    postalAddress: "12 quai des Bateliers, 35000 Rennes",
    senderName: "Odile Trémoire",
    senderEmail: "odile@agence.example.fr",
    dataSourceNote: "le salon de l’immobilier de Rennes",
    sendFromHour: "0",
    sendUntilHour: "24",
  });
  await press(page, /^Enregistrer$|^Save$/);
  await sees(page, /Réglages enregistrés|Settings saved/);
}

export async function addProduct(person: Visitor, name = "Visites filmées") {
  const { page } = person;
  await person.goto("/products/new");
  await fillIn(page, {
    name,
    description: "Une visite filmée de chaque bien, prête le jour même.",
    targetMarket: "Agences immobilières",
  });
  for (const [at, benefit] of ["Deux fois moins de visites pour rien", "Un mandat signé plus vite", "Des vendeurs rassurés"].entries())
    await page.locator('[name="benefits"]').nth(at).fill(benefit);
  await press(page, /^Enregistrer$|^Save$/);
  await sees(page, /Produit ajouté|Product added/);
}

/** Sends a file to be read; ends on the page of its columns. */
export async function uploadList(person: Visitor, file: { name: string; mimeType: string; buffer: Buffer } | string) {
  const { page } = person;
  await person.goto("/imports/new");
  await fillIn(page, { sourceDetail: "Salon de l’immobilier de Rennes" });
  await page.locator('input[type="file"]').setInputFiles(file);
  await press(page, /Envoyer le fichier|Send the file/);
  await arrives(page, /^\/imports\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: /Vérifier la liste|Check the list/ }).waitFor();
}

/** Tries a list without writing; ends where the counts stand. */
export async function checkList({ page }: Visitor) {
  await press(page, /Vérifier la liste|Check the list/);
  await page.getByRole("button", { name: /^Importer [\d\s]+ligne|^Import [\d,]+ (line|row)/ }).waitFor({ timeout: 60_000 });
}

export async function importList({ page }: Visitor) {
  await press(page, /^Importer [\d\s]+ligne|^Import [\d,]+ (line|row)/);
  await sees(page, /Import terminé|Import done|Import complete/);
}

/** Creates a campaign for those of a city and launches it; ends on its page. */
export async function launchCampaign(person: Visitor, { name, city }: { name: string; city: string }) {
  const { page } = person;
  await person.goto(`/campaigns/new?city=${encodeURIComponent(city)}`);
  await fillIn(page, { name, tone: "friendly", goal: "Obtenir un rendez-vous de 15 minutes" });
  await press(page, /Enregistrer la campagne|Save the campaign/);
  await arrives(page, /^\/campaigns\/[0-9a-f-]{36}$/);
  await press(page, /Lancer la campagne|Launch the campaign/);
  await sees(page, /Active/);
}

/** Waits until so many drafts wait in the queue. */
export async function awaitDrafts(person: Visitor, count: number) {
  for (let tries = 0; ; tries++) {
    await person.goto("/drafts");
    const words = await person.page.locator("main, body").first().innerText();
    if (new RegExp(`\\b${count} (à lire|to read)`).test(words)) return;
    if (tries === 80) throw new Error(`the queue never had ${count} drafts; it says: ${words.slice(0, 400)}`);
    await person.page.waitForTimeout(300);
  }
}

/** A key for the page itself, with nothing under the cursor. */
export async function pressKey(page: Page, key: string) {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press(key);
}

/** Opens a page again and again until it says so: what a job does takes its moment. */
export async function arrivesSoon(person: Visitor, path: string, text: RegExp) {
  for (let tries = 0; ; tries++) {
    await person.goto(path);
    if ((await person.page.getByText(text).count()) > 0) return;
    if (tries === 60) throw new Error(`${path} never said ${text}`);
    await person.page.waitForTimeout(300);
  }
}
