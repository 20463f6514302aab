import { expect, test } from "vitest";
import { customFieldTypes, NewCustomField } from "~/domains/catalogue/custom-field/custom-field.schema";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { readCustomValue } from "~/domains/catalogue/custom-field/custom-value.rules";
import { arrangeCustomField, changeCustomField, createCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { beginExport, exportColumns, exportPage } from "~/domains/prospecting/prospect/export-prospects.server";
import { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { runToEnd, startedImport } from "~tests/factories/lists";
import { aProspect, someProspects } from "~tests/factories/prospecting";

const field = (scope: CompanyScope, label: string, type: string, options = "") =>
  inCompany(scope, (ctx) => createCustomField(ctx, { ...NewCustomField.parse({ label, type, options }), entity: "prospect" }));
const valuesOf = (scope: CompanyScope, id: string) =>
  inCompany(scope, async ({ db }) => (await db.prospect.findUniqueOrThrow({ where: { id }, select: { customFields: true } })).customFields);

test("a value is read as people write it, in the one form of its type, or refused by its reason", () => {
  const read = (type: (typeof customFieldTypes)[number], given: unknown, options: Array<string> = []) => {
    const answer = readCustomValue({ type, options }, given);
    return "code" in answer ? answer.code : answer.value;
  };
  expect([read("number", "1 234,50"), read("number", "-3.5"), read("number", 7), read("number", "sept"), read("number", NaN)]).toEqual([
    1234.5,
    -3.5,
    7,
    "catalogue.field.not_a_number",
    "catalogue.field.not_a_number",
  ]);
  expect([read("date", "31/12/2026"), read("date", "2026-12-31T10:00:00Z"), read("date", "1.2.2026"), read("date", "2026-02-30")]).toEqual([
    "2026-12-31",
    "2026-12-31",
    "2026-02-01",
    "catalogue.field.not_a_date",
  ]);
  expect([read("boolean", "Oui"), read("boolean", "nein"), read("boolean", false), read("boolean", "peut-être")]).toEqual([
    true,
    false,
    false,
    "catalogue.field.not_yes_or_no",
  ]);
  expect([read("choice", "ÉTÉ", ["Hiver", "été"]), read("choice", "automne", ["Hiver"])]).toEqual(["été", "catalogue.field.not_an_option"]);
  expect([read("choices", "nord, Sud;nord", ["Nord", "Sud"]), read("choices", ["Sud"], ["Sud"]), read("choices", ["x"], ["Sud"])]).toEqual([
    ["Nord", "Sud"],
    ["Sud"],
    "catalogue.field.not_an_option",
  ]);
  expect([read("url", "www.example.fr/a"), read("url", "javascript:alert(1)"), read("url", "a b.fr")]).toEqual([
    "https://www.example.fr/a",
    "catalogue.field.not_an_address",
    "catalogue.field.not_an_address",
  ]);
  expect([read("email", "A@Example.fr"), read("email", "a@b")]).toEqual(["a@example.fr", "catalogue.field.not_an_email"]);
  for (const type of customFieldTypes) expect([read(type, ""), read(type, null), read(type, "  ")], type).toEqual([null, null, null]);
});

test("a record takes values of each field's type alone, from form and API, keeps what is not named, and shows them to no other company", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await field(mine.owner, "Mandats", "number");
  await field(mine.owner, "Zones", "choices", "Nord\nSud");
  await field(other.owner, "Mandats", "text");
  const { prospectId } = await inCompany(mine.owner, (ctx) =>
    createProspect(ctx, ProspectInput.parse({ ...aProspect(1), customFields: { mandats: "12", zones: "sud", "colonne libre": "x" } })),
  );
  expect(await valuesOf(mine.owner, prospectId)).toEqual({ mandats: 12, zones: ["Sud"], "colonne libre": "x" });
  const change = (customFields: Record<string, unknown>) =>
    inCompany(mine.owner, (ctx) => changeProspect(ctx, prospectId, { customFields: customFields as never }));
  expect(await change({ mandats: "13", zones: null })).toEqual(["customFields"]);
  expect(await valuesOf(mine.owner, prospectId)).toEqual({ mandats: 13, "colonne libre": "x" });
  expect(await change({ mandats: 13 })).toEqual([]);
  await expect(change({ mandats: "beaucoup" })).rejects.toThrow("catalogue.field.not_a_number");
  await expect(change({ autre: 4 })).rejects.toThrow("catalogue.field.not_a_text");
  const [theirs] = await someProspects(other.owner, 1, () => ({ customFields: { mandats: "douze" } }));
  expect(await valuesOf(other.owner, theirs!)).toEqual({ mandats: "douze" });
  expect(await inCompany(other.owner, (ctx) => listCustomFields(ctx, { entity: "prospect" }))).toMatchObject([{ type: "text" }]);
});

test("the database refuses a value of another type, from whatever hand, and lets be what was there before its field", async () => {
  const { owner, companyId } = await aCompany();
  const [first] = await someProspects(owner, 1, () => ({ customFields: { visite: "un jour" } }));
  await field(owner, "Visite", "date");
  await field(owner, "Sorte", "choice", "A\nB");
  const write = (values: object) =>
    inCompany(owner, ({ db }) => db.prospect.update({ where: { id: first }, data: { customFields: values as never } }));
  await write({ visite: "un jour", sorte: "A" });
  for (const bad of [{ sorte: "C" }, { sorte: 3 }, { visite: "demain" }, { visite: "2026-02-30" }])
    await expect(write(bad), JSON.stringify(bad)).rejects.toThrow("platform.database.rule.custom_value_fits");
  await expect(
    inCompany(owner, ({ db }) => db.prospect.create({ data: { companyId, lastName: "Prune", customFields: { sorte: "Z" } } })),
  ).rejects.toThrow("platform.database.rule.custom_value_fits");
});

test("a field is renamed, moved and archived; its key and type stay, and no two share a name", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const { customFieldId } = await field(mine.owner, "Étage & vue", "choice", "1\n2");
  await field(mine.owner, "Surface", "number");
  await field(mine.owner, "Étage, vue", "text");
  const list = (archived = false) =>
    inCompany(mine.owner, async (ctx) => (await listCustomFields(ctx, { entity: "prospect", archived })).map(({ key }) => key));
  expect(await list()).toEqual(["etage_vue", "surface", "etage_vue_2"]);
  await expect(field(mine.owner, "SURFACE", "text")).rejects.toThrow("catalogue.field.label_known");
  await inCompany(mine.owner, (ctx) => arrangeCustomField(ctx, { customFieldId, act: "down" }));
  expect(await list()).toEqual(["surface", "etage_vue", "etage_vue_2"]);
  await inCompany(mine.owner, (ctx) => changeCustomField(ctx, { customFieldId, label: "Étage", options: ["3"] }));
  await expect(inCompany(mine.owner, (ctx) => changeCustomField(ctx, { customFieldId, label: "Étage", options: [] }))).rejects.toThrow(
    "options_missing",
  );
  await inCompany(mine.owner, (ctx) => arrangeCustomField(ctx, { customFieldId, act: "archive" }));
  expect([await list(), await list(true)]).toEqual([
    ["surface", "etage_vue_2"],
    ["surface", "etage_vue", "etage_vue_2"],
  ]);
  await expect(inCompany(other.owner, (ctx) => changeCustomField(ctx, { customFieldId, label: "x", options: ["y"] }))).rejects.toThrow(
    "platform.record.unknown",
  );
  expect(() => NewCustomField.parse({ label: "a", type: "choice", options: "" })).toThrow("options_missing");
  expect(() => NewCustomField.parse({ label: "a", type: "choice", options: "un, deux" })).toThrow("option_invalid");
});

test("a list fills the company's fields by their names; what is not of their type is kept beside it with a word", async () => {
  const { owner } = await aCompany();
  await field(owner, "Nombre de mandats", "number");
  await field(owner, "Fin du contrat", "date");
  const importRunId = await startedImport(
    owner,
    "Société;E-mail;Nombre de mandats;Fin du contrat;Remarque libre\nA;a@example.test;1 200;31/12/2026;x\nB;b@example.test;plein;;y\n",
  );
  await runToEnd(owner, importRunId);
  const rows = await inCompany(owner, ({ db }) => db.prospect.findMany({ orderBy: { email: "asc" }, select: { customFields: true } }));
  expect(rows.map(({ customFields }) => customFields)).toEqual([
    { nombre_de_mandats: 1200, fin_du_contrat: "2026-12-31", "Remarque libre": "x" },
    { "« Nombre de mandats »": "plein", "Remarque libre": "y" },
  ]);
  expect(await inCompany(owner, ({ db }) => db.importLine.findMany({ orderBy: { lineNumber: "asc" }, select: { code: true } }))).toEqual([
    { code: null },
    { code: "prospecting.import.custom_invalid" },
  ]);
});

test("an export ends with the company's own fields, several choices in one cell", async () => {
  const { owner } = await aCompany();
  await field(owner, "Zones", "choices", "Nord\nSud");
  await field(owner, "Mandats", "number");
  await someProspects(owner, 1, () => ({ customFields: { zones: ["Nord", "Sud"], mandats: 3 } }));
  await inCompany(owner, async (ctx) => {
    const custom = await beginExport(ctx, { filter: {} });
    const { rows } = await exportPage(ctx, { selection: { filter: {} }, after: null, custom });
    expect(rows[0]!.slice(exportColumns.length)).toEqual(["Nord, Sud", "3"]);
  });
});
