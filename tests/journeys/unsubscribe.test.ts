import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

const list = (...emails: Array<string>) => ({
  name: "trois.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    ["Prénom,Nom,Société,E-mail,Ville", ...emails.map((email, at) => `Gaëlle,Quimerch-${at},Agence du Port ${at},${email},Brest`), ""].join(
      "\n",
    ),
  ),
});

describe("the way out of every message", () => {
  let essor: Essor;
  let odile: Visitor;
  const [byPage, byOneClick, staying] = ["page@port.example.fr", "clic@port.example.fr", "reste@port.example.fr"] as const;

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await people.signUp(odile, { email: "odile@sortie.example.test", company: "Agence de la sortie" });
    await people.introduceCompany(odile);
    await people.addProduct(odile);
    await people.uploadList(odile, list(byPage, byOneClick, staying));
    await people.checkList(odile);
    await people.importList(odile);
    await people.launchCampaign(odile, { name: "Brest, un", city: "Brest" });
    await people.awaitDrafts(odile, 3);
    await odile.goto("/drafts/approve-all");
    await press(odile.page, /^Approuver 3 brouillons/);
    await sees(odile.page, /Aucun brouillon à lire/);
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  const wayOut = async (reader: Visitor, email: string) => {
    await people.openMail(reader, email);
    const headers = (await reader.page.locator("pre").last().textContent())!;
    return /List-Unsubscribe: <(http[^>]+)>/.exec(headers)![1]!;
  };

  test("opening the link changes nothing, its button does", async () => {
    const reader = await visitor(essor);
    const link = await wayOut(reader, byPage);
    await reader.goto(new URL(link).pathname);
    await odile.goto("/suppressions");
    await sees(odile.page, "Aucune opposition");
    await press(reader.page, "Me désinscrire");
    await sees(reader.page, "C’est fait");
    await people.arrivesSoon(odile, "/suppressions", new RegExp(byPage));
  });

  test("the mail program’s one click works without page, cookie or question", async () => {
    const reader = await visitor(essor);
    const link = await wayOut(reader, byOneClick);
    const answer = await fetch(link, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
    expect(answer.status).toBe(200);
    await people.arrivesSoon(odile, "/suppressions", new RegExp(byOneClick));
  });

  test("who left is counted out of the next campaign, with the reason", async () => {
    await odile.goto("/campaigns/new?city=Brest");
    await sees(odile.page, /3 prospects trouvés/);
    await sees(odile.page, "Opposition ou adresse morte");
    expect(await odile.page.getByText("Opposition ou adresse morte").locator("xpath=following-sibling::dd").innerText()).toBe("2");
  });
});
