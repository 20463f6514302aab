import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, fillIn, press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { messyList } from "./messy-list";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

describe("the rules of the scores", () => {
  let essor: Essor;
  let odile: Visitor;
  const scoreOf = async () => Number((await odile.page.locator(".record-facts .figure").first().textContent())!.trim());

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await people.signUp(odile, { email: "odile@scores.example.test", company: "Agence aux scores" });
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  test("a change is looked at before it is saved, then holds on every record, and is taken back", async () => {
    await people.introduceCompany(odile);
    await people.uploadList(odile, messyList());
    await people.checkList(odile);
    await people.importList(odile);
    await odile.goto("/prospects");
    const place = (await odile.page.locator('a[href^="/prospects/0"]').first().getAttribute("href"))!.split("?")[0]!;
    await expect.poll(async () => (await odile.goto(place), scoreOf().catch(() => 0)), { timeout: 60_000 }).toBeGreaterThan(0);
    const before = await scoreOf();

    await odile.goto("/settings/scoring");
    await fillIn(odile.page, { "weights.fit": "10" });
    await press(odile.page, /^Voir l.effet$/);
    await sees(odile.page, /Rien n.est encore enregistré/);
    await odile.goto(place);
    expect(await scoreOf()).toBe(before);

    await odile.goto("/settings/scoring");
    await fillIn(odile.page, { "weights.fit": "10" });
    await press(odile.page, /^Enregistrer$/);
    await sees(odile.page, /Règles enregistrées/);
    await expect.poll(async () => (await odile.goto(place), scoreOf()), { timeout: 60_000 }).toBeLessThan(before);

    await odile.goto("/settings/scoring");
    await press(odile.page, /^Revenir aux règles d.Essor$/);
    await sees(odile.page, /Règles d.Essor rétablies/);
    await expect.poll(async () => (await odile.goto(place), scoreOf()), { timeout: 60_000 }).toBe(before);
    await odile.goto(`${place}/scores`);
    await arrives(odile.page, /\/scores$/);
    await sees(odile.page, "Historique");
  });
});
