import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, fillIn, follow, press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { isAlive, leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

describe("one person, two companies", () => {
  let essor: Essor;
  let odile: Visitor;
  const switcher = () => odile.page.locator(".sidebar button.switcher");
  /** Opens the list by keyboard and enters the company of that name with it. */
  const enter = async (name: string) => {
    await switcher().focus();
    await odile.page.keyboard.press("Enter");
    const choice = odile.page.getByRole("dialog", { name: "Changer d’entreprise" }).filter({ visible: true }).getByRole("button", { name });
    await choice.waitFor();
    await choice.focus();
    await odile.page.keyboard.press("Enter");
    await odile.page.waitForFunction((wanted) => document.querySelector(".sidebar .switcher")?.textContent?.includes(wanted), name);
    await isAlive(odile.page);
  };

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await people.signUp(odile, { email: "odile@deux.example.test", company: "Agence du Port" });
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  test("a second company is made from the switcher, and begins empty", async () => {
    await people.addProduct(odile, "Visites du port");
    await switcher().click();
    await follow(odile.page, "Créer une entreprise");
    await arrives(odile.page, /^\/companies\/new$/);
    await fillIn(odile.page, { name: "Cabinet des Halles" });
    await press(odile.page, "Créer et entrer");
    await arrives(odile.page, /^\/$/);
    await isAlive(odile.page);
    expect(await switcher().innerText()).toContain("Cabinet des Halles");
    await odile.goto("/products");
    expect(await odile.page.getByText("Visites du port").count()).toBe(0);
  });

  test("each company shows its own, and an address of the other is nowhere", async () => {
    await enter("Agence du Port");
    await odile.goto("/products");
    await follow(odile.page, "Visites du port");
    await arrives(odile.page, /^\/products\/[0-9a-f-]{36}$/);
    const address = new URL(odile.page.url()).pathname;
    await enter("Cabinet des Halles");
    odile.mayMeet(new RegExp(`^404 ${address}`));
    expect((await odile.page.goto(address))!.status()).toBe(404);
    expect(await odile.page.getByText("Visites du port").count()).toBe(0);
  });

  test("another tab that still shows the company one left goes home", async () => {
    await enter("Agence du Port");
    const other = await odile.context.newPage();
    await other.goto("/products");
    await isAlive(other);
    await enter("Cabinet des Halles");
    await other.waitForURL((url) => url.pathname === "/");
    await other.waitForFunction(() => document.querySelector(".sidebar .switcher")?.textContent?.includes("Cabinet des Halles"));
    await other.close();
  });

  test("without scripts the same list opens and its buttons post", async () => {
    const plain = await visitor(essor, { javaScriptEnabled: false });
    await plain.context.addCookies(await odile.context.cookies());
    await plain.page.goto("/");
    await plain.page.locator(".sidebar button.switcher").click();
    await plain.page.locator(".sidebar").getByRole("button", { name: "Agence du Port" }).click();
    await sees(plain.page, "Agence du Port");
    expect(await plain.page.locator(".sidebar button.switcher").innerText()).toContain("Agence du Port");
  });
});
