import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clearbitFirm, directoryFirm } from "~tests/fakes/enrichment";
import * as people from "./as-people-do";
import { arrives, fillIn, press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

describe("an enrichment with a source that fails", () => {
  let essor: Essor;
  let odile: Visitor;
  let sources: Server;
  const asked: Array<string> = [];

  beforeAll(async () => {
    // The sources at the network: Hunter is down, Clearbit and the State's directory answer.
    sources = createServer((request, response) => {
      const path = new URL(request.url!, "http://sources.test").pathname;
      asked.push(path);
      if (path.startsWith("/v2/email-finder") || path.startsWith("/v2/domain-search")) return response.writeHead(503).end();
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(path === "/search" ? { results: [directoryFirm] } : clearbitFirm));
    });
    await new Promise<void>((listening) => sources.listen(0, "127.0.0.1", listening));
    const base = `http://127.0.0.1:${(sources.address() as AddressInfo).port}`;
    essor = await startEssor({ VENDORS: "", HUNTER_BASE_URL: base, CLEARBIT_BASE_URL: base, COMPANY_DIRECTORY_URL: base });
    odile = await visitor(essor);
    await people.signUp(odile, { email: "odile@enrichment.example.test", company: "Agence aux sources" });
  });
  leaveNobodyInTrouble();
  afterAll(async () => {
    await essor.stop({ atOnce: true });
    sources.close();
  });

  test("the next source is asked, the failure is told, and what was typed waits for a yes", async () => {
    const { page } = odile;
    for (const serviceName of ["hunter", "clearbit"]) {
      await odile.goto("/settings/keys");
      await fillIn(page, { serviceName, value: "0123456789abcdef" });
      await press(page, /^Ajouter la clé$/);
      await sees(page, /Clé ajoutée/);
    }
    await odile.goto("/prospects/new");
    await fillIn(page, {
      organizationName: "Agence Corbelune",
      firstName: "Solène",
      lastName: "Quimerch",
      phone: "01 99 00 00 01",
      websiteUrl: "https://corbelune.example.test",
      postalCode: "35000",
    });
    await press(page, /^Enregistrer$|^Ajouter/);
    await arrives(page, /^\/prospects\/[0-9a-f-]{36}/);
    const record = new URL(page.url()).pathname;

    await press(page, /^Enrichir$/);
    await sees(page, /Une fiche, terminé/);
    await sees(page, /Hunter\s: injoignable/);
    await odile.goto(record);
    await sees(page, directoryFirm.siege.siret);
    await sees(page, clearbitFirm.description);
    await sees(page, "01 99 00 00 01"); // typed: it stays
    expect(asked.filter((path) => path.startsWith("/v2/email-finder")).length).toBe(3);

    // Where a value comes from, by keyboard.
    const siret = page.locator("dd .tip").filter({ hasText: directoryFirm.siege.siret }).first();
    await siret.focus();
    await page
      .getByRole("tooltip")
      .filter({ hasText: /Annuaire des entreprises/, visible: true })
      .first()
      .waitFor();

    await odile.goto("/enrichment?field=phone");
    await sees(page, "+33199000102");
    await page.keyboard.press("a");
    await sees(page, /Valeur acceptée/);
    await odile.goto(record);
    await sees(page, "01 99 00 01 02");
  });

  test("the order is changed by the keyboard, kept, and put back as it was", async () => {
    const { page } = odile;
    await odile.goto("/settings/enrichment");
    await page.getByRole("button", { name: "Monter Hunter" }).first().focus();
    await page.keyboard.press("Enter");
    await sees(page, /non enregistré/);
    await press(page, /^Enregistrer$/);
    await sees(page, /Réglages enregistrés/);
    await odile.goto("/settings/enrichment");
    expect(await page.locator('input[name="order.email"]').inputValue()).toBe("hunter,website");
    await press(page, /^Revenir à l.ordre d.Essor$/);
    await sees(page, /Ordre d.Essor rétabli/);
    expect(await page.locator('input[name="order.email"]').inputValue()).toBe("website,hunter");
  });
});
