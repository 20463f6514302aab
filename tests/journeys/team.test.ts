import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, fillIn, press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { messy, messyList } from "./messy-list";
import { isAlive, leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

describe("a team", () => {
  let essor: Essor;
  let odile: Visitor;
  let malik: Visitor;
  let ines: Visitor;
  const owner = { email: "odile@equipe.example.test", company: "Agence en équipe" };

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await people.signUp(odile, owner);
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  const join = async (email: string, role: "manager" | "agent", firstName: string, lastName: string) => {
    await odile.goto("/settings/team");
    await fillIn(odile.page, { email, role });
    await press(odile.page, /Envoyer l.invitation/);
    await sees(odile.page, new RegExp(`Invitation envoyée à ${email}`));
    const joiner = await visitor(essor);
    await people.openMail(joiner, email, /vous invite/);
    await joiner.page.locator('a[href*="/invite/"]').first().click();
    await isAlive(joiner.page);
    await fillIn(joiner.page, { firstName, lastName, password: people.password });
    await press(joiner.page, /Rejoindre l.équipe/);
    await arrives(joiner.page, /^\/$/);
    await isAlive(joiner.page);
    return joiner;
  };

  test("the owner invites a manager and an agent by mail, and both come in", async () => {
    malik = await join("malik@equipe.example.test", "manager", "Malik", "Benhadj");
    ines = await join("ines@equipe.example.test", "agent", "Inès", "Fabre");
    await odile.goto("/settings/team");
    await sees(odile.page, "Malik Benhadj");
    await sees(odile.page, "Inès Fabre");
  });

  test("an agent reads and edits drafts but approves none; the manager approves", async () => {
    await people.introduceCompany(odile);
    await people.addProduct(odile);
    await people.uploadList(odile, messyList());
    await people.checkList(odile);
    await people.importList(odile);
    await people.launchCampaign(malik, { name: "Rennes, novembre", city: "Rennes" });

    await people.awaitDrafts(ines, messy.inRennes);
    expect(await ines.page.getByRole("button", { name: /^Approuver/ }).count()).toBe(0);
    await sees(ines.page, /Un responsable approuve/);
    await people.pressKey(ines.page, "e");
    await arrives(ines.page, /\/edit/);
    await isAlive(ines.page);
    await fillIn(ines.page, { subject: "Jeudi à Rennes" });
    await press(ines.page, /^Enregistrer$/);
    await arrives(ines.page, /^\/drafts\?/);
    await sees(ines.page, "Jeudi à Rennes");
    ines.mayMeet(/^403 \/drafts\/approve-all/);
    expect((await ines.page.goto("/drafts/approve-all"))!.status()).toBe(403);

    await malik.goto("/drafts");
    await people.pressKey(malik.page, "a");
    await sees(malik.page, new RegExp(`\\b${messy.inRennes - 1} à lire`));
  });
});
