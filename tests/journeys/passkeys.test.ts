import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as people from "./as-people-do";
import { arrives, fillIn, follow, press, sees } from "./as-people-do";
import { type Essor, startEssor } from "./essor";
import { isAlive, leaveNobodyInTrouble, type Visitor, visitor } from "./visitor";

/** A finger on the reader: an authenticator of the browser's own, that knows its holder and keeps what it made. */
async function withFinger({ context, page }: Visitor) {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe("a passkey", () => {
  let essor: Essor;
  let odile: Visitor;
  const owner = { email: "odile@cle.example.test", company: "Agence de la clé" };

  beforeAll(async () => {
    essor = await startEssor();
    odile = await visitor(essor);
    await withFinger(odile);
    await people.signUp(odile, owner);
  });
  leaveNobodyInTrouble();
  afterAll(() => essor.stop({ atOnce: true }));

  test("is added in the settings, with codes to keep for the day it is lost", async () => {
    const { page } = odile;
    await odile.goto("/settings/security");
    await follow(page, "Ajouter une clé d’accès");
    await arrives(page, /^\/security\/passkey/);
    await isAlive(page);
    await fillIn(page, { name: "Le doigt d’Odile" });
    await press(page, "Créer la clé d’accès");
    await arrives(page, /^\/security\/codes/);
    await press(page, "Créer mes codes");
    await page.locator("[data-recovery-codes] li").first().waitFor();
    expect(await page.locator("[data-recovery-codes] li").count()).toBe(10);
    const [file] = await Promise.all([page.waitForEvent("download"), follow(page, "Télécharger")]);
    expect(file.suggestedFilename()).toBe("essor-recovery-codes.txt");
    await follow(page, "Je les ai gardés");
    await arrives(page, /^\/settings\/security/);
    await sees(page, "Le doigt d’Odile");
    await sees(page, "10 codes restants");
  });

  test("logs in alone, and stands beside the password where one gives that", async () => {
    const { page } = odile;
    const leave = async () => {
      await odile.context.clearCookies({ name: "essor" });
      await odile.goto("/login");
    };
    await leave();
    await press(page, "Se connecter avec une clé d’accès");
    await arrives(page, /^\/$/);

    await leave();
    await fillIn(page, { email: owner.email, password: people.password });
    await press(page, /^Se connecter$/);
    await arrives(page, /^\/login\/second/);
    await isAlive(page);
    await press(page, "Utiliser une clé d’accès");
    await arrives(page, /^\/$/);
  });

  test("without it the password opens nothing", async () => {
    const guest = await visitor(essor);
    await guest.goto("/login");
    await fillIn(guest.page, { email: owner.email, password: people.password });
    await press(guest.page, /^Se connecter$/);
    await arrives(guest.page, /^\/login\/second/);
    await guest.goto("/settings/security");
    await arrives(guest.page, /^\/login/);
  });
});
