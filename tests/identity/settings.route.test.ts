import { expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { action as saveCompany, loader as company } from "~/routes/identity/settings.company";
import { action as saveAgency, loader as agency } from "~/routes/identity/settings.agency";
import { action as changeAddress, loader as address } from "~/routes/identity/settings.addresses.$addressId";
import { action as removeAddress } from "~/routes/identity/settings.addresses.$addressId_.delete";
import { action as addAddress, loader as addresses } from "~/routes/identity/settings.addresses._index";
import { action as saveDocuments, loader as documents } from "~/routes/identity/settings.documents";
import { action as saveSystem, loader as system } from "~/routes/identity/settings.system";
import { action as putAside, loader as onboarding } from "~/routes/identity/onboarding";
import { loader as home } from "~/routes/operations/_index";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import "~tests/setup/jobs";

type Form = Record<string, string | Array<string>>;
const args = (request: Request, params = {}) => ({ request, params, context: {} }) as never;
const saidBy = (answer: unknown) => JSON.stringify((answer as { data?: unknown }).data ?? null);
const base = { name: "Agence du Port", timezone: "Europe/Paris", sendFromHour: "9", sendUntilHour: "18" };
const post = async (shop: TestCompany, path: string, form: Form) => args(await requestOf(shop.owner, path, { form }));
const get = async (shop: TestCompany, path: string) => args(await requestOf(shop.owner, path));

test("a company keeps its numbers as their authorities write them, and is told which one is wrong", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await saveCompany(
    await post(shop, "/settings/company", {
      ...base,
      siret: "732 829 320 00074",
      vatNumber: "fr 44 732 829 320",
      nafCode: "68.31z",
      legalForm: "sas",
      cardNumber: "CPI 3501 2026 000 000 001",
      cardIssuer: "CCI Ille-et-Vilaine",
      cardExpiresOn: "2029-03-31",
      language: "en",
    }),
  );
  const kept = (await company(await get(shop, "/settings/company"))).company;
  expect(kept).toMatchObject({
    siret: "73282932000074",
    siren: "732829320",
    vatNumber: "FR44732829320",
    nafCode: "6831Z",
    legalForm: "sas",
    cardExpiresOn: "2029-03-31",
    language: "en",
  });
  expect((await company(await get(other, "/settings/company"))).company.siret).toBeNull();

  const refusals: Array<[Form, string]> = [
    [{ siret: "73282932000075" }, "identity.company.siret_invalid"],
    [{ siren: "303265045", siret: "73282932000074" }, "identity.company.siret_of_other"],
    [{ vatNumber: "FR40303265045", siren: "732829320" }, "identity.company.vat_of_other"],
    [{ vatNumber: "GB980780684" }, "identity.company.vat_invalid"],
    [{ nafCode: "immobilier" }, "identity.company.naf_invalid"],
    [{ cardExpiresOn: "31/03/2029" }, "platform.form.invalid"],
  ];
  for (const [wrong, code] of refusals)
    expect(saidBy(await saveCompany(await post(shop, "/settings/company", { ...base, ...wrong })))).toContain(code);
  const log = await inCompany(shop.owner, ({ db }) => db.auditLog.findMany({ where: { action: "company.changed" } }));
  expect(log.length).toBeGreaterThan(0);
});

test("an agency's profile comes back as it was told, and an emptied field is empty", async () => {
  const shop = await aCompany();
  await saveAgency(
    await post(shop, "/settings/agency", {
      agencyType: "franchise",
      franchiseName: "Enseigne du Lac",
      establishedYear: "1998",
      agentsCount: "6",
      officesCount: "2",
      activeListings: "48",
      avgTransactionValue: "268000,50",
      marketShareEstimation: "12,5",
      propertyTypes: ["apartment", "land"],
      transactionTypes: "sale",
      geographicalZones: "Rennes\r\nSaint-Malo\r\n\r\nRennes",
      facebook: "https://example.com/agence",
    }),
  );
  const told = (await agency(await get(shop, "/settings/agency"))).agency;
  expect(told).toMatchObject({
    agencyType: "franchise",
    avgTransactionValue: "268000.5",
    marketShareEstimation: "12.5",
    propertyTypes: ["apartment", "land"],
    transactionTypes: ["sale"],
    geographicalZones: "Rennes\nSaint-Malo",
    facebook: "https://example.com/agence",
  });
  await saveAgency(await post(shop, "/settings/agency", { agencyType: "online" }));
  expect((await agency(await get(shop, "/settings/agency"))).agency).toMatchObject({
    franchiseName: null,
    propertyTypes: [],
    facebook: null,
  });
  expect(saidBy(await saveAgency(await post(shop, "/settings/agency", { marketShareEstimation: "140" })))).toContain(
    "platform.form.invalid",
  );
  expect(saidBy(await saveAgency(await post(shop, "/settings/agency", { websiteUrl: "javascript:alert(1)" })))).toContain(
    "platform.form.invalid",
  );
});

test("addresses of several kinds are added, changed and taken away, by their company alone", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const seat = { kind: "head_office", streetAddress: "3 quai de la Fosse", postalCode: "20200", city: "Bastia", countryCode: "fr" };
  await addAddress(await post(shop, "/settings/addresses", seat));
  await addAddress(
    await post(shop, "/settings/addresses", { ...seat, kind: "billing", postalCode: "1000", city: "Bruxelles", countryCode: "BE" }),
  );
  const [first] = (await addresses(await get(shop, "/settings/addresses"))).addresses;
  expect(first).toMatchObject({ kind: "head_office", countryCode: "FR" });
  const row = await inCompany(shop.owner, ({ db }) => db.address.findFirstOrThrow({ where: { id: first!.id } }));
  expect(row.department).toBe("2B");
  expect(saidBy(await addAddress(await post(shop, "/settings/addresses", { ...seat, postalCode: "123" })))).toContain(
    "postal_code_invalid",
  );

  const addressId = first!.id;
  const path = `/settings/addresses/${addressId}`;
  const foreign = async (form?: Form) => args(await requestOf(other.owner, path, form ? { form } : {}), { addressId });
  await expect(address(await foreign())).rejects.toThrow("platform.record.unknown");
  expect(saidBy(await changeAddress(await foreign(seat)))).toContain("platform.record.unknown");
  await expect(removeAddress(await foreign({}))).rejects.toThrow("platform.record.unknown");
  await changeAddress(args(await requestOf(shop.owner, path, { form: { ...seat, city: "Ajaccio", postalCode: "20000" } }), { addressId }));
  expect((await address(args(await requestOf(shop.owner, path), { addressId }))).address.city).toBe("Ajaccio");
  await removeAddress(args(await requestOf(shop.owner, path, { form: {} }), { addressId }));
  expect((await addresses(await get(shop, "/settings/addresses"))).addresses).toHaveLength(1);
});

test("documents say what the company set, and our defaults where it set nothing", async () => {
  const shop = await aCompany();
  expect((await documents(await get(shop, "/settings/documents"))).settings).toMatchObject({ paymentTermDays: 30, defaultVatRate: "20" });
  await saveDocuments(
    await post(shop, "/settings/documents", {
      paymentTermDays: "45",
      defaultVatRate: "5,5",
      latePenaltyRate: "12",
      currency: "CHF",
      portalEnabled: "on",
    }),
  );
  expect((await documents(await get(shop, "/settings/documents"))).settings).toMatchObject({
    paymentTermDays: 45,
    defaultVatRate: "5.5",
    currency: "CHF",
    portalEnabled: true,
  });
  expect(saidBy(await saveDocuments(await post(shop, "/settings/documents", { paymentTermDays: "999" })))).toContain(
    "platform.form.invalid",
  );
});

test("a setting that says what we say keeps no row; one beside its range is refused", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const ours = { home_first_steps: "on", company_card_warning_days: "90", time_longest_entry_hours: "14" };
  const kept = () =>
    inCompany(shop.owner, ({ db }) => db.systemSetting.findMany({ select: { category: true, key: true, value: true, dataType: true } }));
  await saveSystem(await post(shop, "/settings/system", { ...ours, time_longest_entry_hours: "10", time_activity_required: "on" }));
  expect(await kept()).toEqual(
    expect.arrayContaining([
      { category: "time", key: "longest_entry_hours", value: "10", dataType: "integer" },
      { category: "time", key: "activity_required", value: "true", dataType: "boolean" },
    ]),
  );
  expect((await system(await get(shop, "/settings/system"))).settings).toMatchObject({
    "time.longest_entry_hours": 10,
    "time.activity_required": true,
  });
  expect((await system(await get(other, "/settings/system"))).settings).toMatchObject({ "time.longest_entry_hours": 14 });
  await saveSystem(await post(shop, "/settings/system", ours));
  expect(await kept()).toEqual([]);
  expect(saidBy(await saveSystem(await post(shop, "/settings/system", { ...ours, time_longest_entry_hours: "25" })))).toContain(
    "platform.form.invalid",
  );
});

test("the beginning ticks itself by what is there, and remembers what was put aside", async () => {
  const shop = await aCompany();
  const open = async () =>
    (await onboarding(await get(shop, "/onboarding"))).steps
      .filter(({ isDone, isDismissed }) => !isDone && !isDismissed)
      .map(({ key }) => key);
  expect(await open()).toEqual(["company", "sender", "legal", "import", "campaign"]); // its team is there
  await saveCompany(
    await post(shop, "/settings/company", {
      ...base,
      siret: "73282932000074",
      postalAddress: "3 quai de la Fosse",
      senderName: "Odile",
      senderEmail: "odile@example.test",
      dataSourceNote: "Salon de Rennes",
    }),
  );
  await putAside(await post(shop, "/onboarding", { step: "campaign", intent: "aside" }));
  expect(await open()).toEqual(["import"]);
  expect((await home(await get(shop, "/"))).steps).toHaveLength(6);
  await putAside(await post(shop, "/onboarding", { step: "campaign", intent: "again" }));
  expect(await open()).toEqual(["import", "campaign"]);
  expect((await home(args(await requestOf(shop.agent, "/")))).steps).toEqual([]);
});
