import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, follow, press, pressKey, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { looksRight } from "./looks-right";
import { messyList } from "./messy-list";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

describe("the list of prospects as one wants it", () => {
  let essor: Essor;
  let odile: Visitor;
  const heads = async () =>
    (await odile.page.locator("table.datatable thead th").allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  const cell = (row: number, column: number) => odile.page.locator("table.datatable tbody tr").nth(row).locator("td").nth(column);

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await people.signUp(odile, { email: "odile@liste.example.test", company: "Agence à la liste" });
    await people.introduceCompany(odile);
    await people.uploadList(odile, messyList());
    await people.checkList(odile);
    await people.importList(odile);
  }, 180_000);
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  test("columns are chosen and put in order by keyboard, sorted by their heading, and kept in a view", async () => {
    const { page } = odile;
    await odile.goto("/prospects");
    await press(page, /^Colonnes$/);
    await page.getByRole("combobox", { name: "Ajouter une colonne" }).selectOption({ label: "Téléphone" });
    await page.getByRole("button", { name: "Ajouter une colonne" }).press("Enter");
    for (const name of ["Contact", "Première raison", "Dernier échange"])
      await page.getByRole("button", { name: `Retirer ${name}` }).press("Enter");
    await page.getByRole("button", { name: "Monter Téléphone" }).press("Enter");
    await looksRight(odile, "prospects-columns", { widths: [1440] });
    await press(page, /^Appliquer$/);
    await arrives(page, /cols=city%2Cstatus%2Cphone%2CleadScore/);
    await expect.poll(heads).toEqual(["Entreprise", "Ville", "Statut", "Téléphone", "Score"]);

    await follow(page, /^Ville$/);
    await arrives(page, /sort=city/);
    await page.locator('th[aria-sort="ascending"]', { hasText: "Ville" }).waitFor();
    await page.getByRole("link", { name: "Ville" }).press("Enter");
    await arrives(page, /sort=-city/);
    await page.locator('th[aria-sort="descending"]', { hasText: "Ville" }).waitFor();

    await pressKey(page, "v");
    await people.fillIn(page, { name: "Par ville" });
    await page.keyboard.press("Enter");
    await sees(page, "Par ville");
    await odile.goto("/prospects");
    await follow(page, /^Par ville/);
    await arrives(page, /cols=city%2Cstatus%2Cphone%2CleadScore/);
    await expect.poll(heads).toContain("Téléphone");
  });

  test("a cell is changed by keyboard where it stands: Enter, Escape, Tab, a refusal that keeps what was typed, and the way back", async () => {
    const { page } = odile;
    odile.mayMeet(/^422 \/prospects\/.+\/change/);
    await odile.goto("/prospects?cols=city,status,phone,leadScore&sort=name");
    const before = await cell(0, 2).innerText();
    await pressKey(page, "j");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.locator("td.is-here").waitFor();
    await page.keyboard.press("F2");
    await page.locator("td.is-editing input").fill("Nulle part");
    await page.keyboard.press("Escape");
    expect(await cell(0, 2).innerText()).toBe(before);
    await page.keyboard.press("Enter");
    await page.locator("td.is-editing input").fill("Quimper");
    await looksRight(odile, "prospects-cell");
    await page.locator("td.is-editing input").press("Tab");
    await page.locator("td.is-editing select").selectOption("qualified");
    await page.keyboard.press("Tab");
    await page.locator("td.is-editing input").fill("pas un numéro");
    await page.keyboard.press("Enter");
    await sees(page, "Ce numéro est incorrect.");
    expect(await page.locator("td.is-editing input").inputValue()).toBe("pas un numéro");
    await page.keyboard.press("Escape");
    await odile.goto("/prospects?cols=city,status,phone,leadScore&sort=name");
    expect(await cell(0, 2).innerText()).toContain("Quimper");
    expect(await cell(0, 3).innerText()).toContain("Qualifié");

    await cell(0, 2).dblclick();
    await page.locator("td.is-editing input").fill("Vannes");
    await page.keyboard.press("Enter");
    await sees(page, "Modification enregistrée");
    expect(await cell(0, 2).innerText()).toContain("Vannes");
    await pressKey(page, "z");
    await expect.poll(() => cell(0, 2).innerText()).toContain("Quimper");
  });

  test("groups say how many they hold, open and close, and go on by pages of their own", async () => {
    const { page } = odile;
    await odile.goto("/prospects");
    await press(page, /^Colonnes$/);
    await page.getByRole("combobox", { name: "Grouper par" }).selectOption({ label: "Statut" });
    await press(page, /^Appliquer$/);
    await arrives(page, /group=status/);
    const heading = page.getByRole("link", { name: /^Nouveau/ });
    await heading.waitFor();
    expect(await heading.getAttribute("aria-expanded")).toBe("true");
    const names = page.locator("tbody td.area-main");
    const first = await names.first().innerText();
    expect(await names.count()).toBe(25);
    await page.locator('.group-pager a[rel="next"]').click();
    await sees(page, /26–50 sur/);
    expect(await names.first().innerText()).not.toBe(first);
    await page.getByRole("link", { name: /^Qualifié/ }).click();
    await page.locator('a[aria-expanded="true"]', { hasText: "Qualifié" }).waitFor();
    await sees(page, /26–50 sur/);
    await looksRight(odile, "prospects-groups");
    await heading.press("Enter");
    await page.locator('a[aria-expanded="false"]', { hasText: "Nouveau" }).waitFor();
    expect(await names.count()).toBe(1);
  });

  test("the list leaves as a workbook with its columns", async () => {
    const { page } = odile;
    await odile.goto("/prospects?cols=city,phone");
    await press(page, "Exporter la liste");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Excel" }).first().click()]);
    expect(file.suggestedFilename()).toBe("prospects.xlsx");
    expect(file.url()).toMatch(/cols=city%2Cphone.*format=xlsx/);
  });
});
