import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { importTargets, type ImportTarget } from "~/domains/prospecting/import/columns/column-words.rules";
import { refusalCodes, warningCodes } from "~/domains/prospecting/import/line/import-codes.rules";
import { splitFullName } from "~/domains/prospecting/import/line/read-name.rules";
import { prospectReader } from "~/domains/prospecting/import/line/read-prospect.rules";
import { fileRefusals } from "~/domains/prospecting/import/read/refuse-file.rules";
import { departmentOf, normalisePostcode, splitAddress } from "~/domains/prospecting/prospect/normalise-address.rules";
import { normaliseCountry, normaliseLanguage } from "~/domains/prospecting/prospect/normalise-country.rules";
import { normaliseEmail } from "~/domains/prospecting/prospect/normalise-email.rules";
import { normalisePhone } from "~/domains/prospecting/prospect/normalise-phone.rules";
import { readSiret } from "~/domains/prospecting/prospect/normalise-siret.rules";
import { normaliseLinkedinUrl, normaliseUrl } from "~/domains/prospecting/prospect/normalise-url.rules";
import { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";

type Line = Partial<Record<ImportTarget, string>>;
const read = (line: Line, options?: { country?: string }) => {
  const targets = Object.keys(line) as Array<ImportTarget>;
  const mapping = targets.map((target, column) => ({ column, header: `« ${target} »`, target }));
  return prospectReader(mapping, options)(Object.values(line));
};
const prospect = (line: Line, options?: { country?: string }) => {
  const result = read(line, options);
  if (result.kind === "refused") throw new Error(result.code);
  return result.prospect;
};
const warnings = (line: Line) => {
  const result = read(line);
  return result.kind === "candidate" ? result.warnings : result;
};

test.each([
  ["01 99 00 12 34", "+33199001234"],
  ["01.99.00.12.34", "+33199001234"],
  ["01/99/00/12/34", "+33199001234"],
  ["+33 1 99 00 12 34", "+33199001234"],
  ["+33 (0)1 99 00 12 34", "+33199001234"],
  ["0033199001234", "+33199001234"],
  ["330199001234", "+33199001234"],
  ["33199001234", "+33199001234"],
  ["199001234", "+33199001234"],
  ["'0639981122", "+33639981122"],
  ["02 62 00 00 01", "+262262000001"],
  ["+1 213 373 4253", "+12133734253"],
  ["+32 2 555 12 12", "+3225551212"],
  ["0199", null],
  ["appeler le soir", null],
  ["00000000000", null],
])("the phone number %s is %s", (text, number) => {
  expect(normalisePhone(text)).toBe(number);
  if (number) expect(normalisePhone(number), "read again").toBe(number);
});

test.each([
  [" Zoe@Example.COM ", "zoe@example.com"],
  ["mailto:zoe@example.com", "zoe@example.com"],
  ["Zoé <zoe@example.com>", "zoe@example.com"],
  ["zoe@example.com;", "zoe@example.com"],
  ["zoe@éxample.fr", "zoe@xn--xample-9ua.fr"],
  ["o'neil+list@sub.example.co.uk", "o'neil+list@sub.example.co.uk"],
  ["zoe@example", null],
  ["zoe@@example.com", null],
  ["zoe.@example.com", null],
  ["zo e@example.com", null],
  ["zoe@-example.com", null],
  [`${"z".repeat(65)}@example.com`, null],
])("the e-mail %s is %s", (text, email) => expect(normaliseEmail(text)).toBe(email));

test("postcodes get their zero back, in France only, and lead to their department", () => {
  expect(["6300", "06300", "F-75 008", "75008.0", "12", "00000", "abcde"].map((text) => normalisePostcode(text))).toEqual([
    "06300",
    "06300",
    "75008",
    "75008",
    null,
    null,
    null,
  ]);
  expect([normalisePostcode("1000", "BE"), normalisePostcode("sw1a 1aa", "GB")]).toEqual(["1000", "SW1A 1AA"]);
  expect(
    ["06300", "20000", "20190", "20200", "20600", "97400", "97600", "75012", "98000", "95880"].map((code) => departmentOf(code)),
  ).toEqual(["06", "2A", "2A", "2B", "2B", "974", "976", "75", null, "95"]);
  expect(departmentOf("75012", "ES")).toBeNull();
});

test("an address cell gives up its postcode and city", () => {
  expect(splitAddress("12 rue du Lac  75012 paris 12ème")).toEqual({
    street: "12 rue du Lac",
    postalCode: "75012",
    city: "paris",
    isCedex: false,
  });
  expect(splitAddress("1 rue du lac92600 asnieres")).toMatchObject({ street: "1 rue du lac", postalCode: "92600", city: "asnieres" });
  expect(splitAddress("bp30507  75825 paris cedex 17")).toEqual({ street: "bp30507", postalCode: "75825", city: "paris", isCedex: true });
  expect(splitAddress("27 rue du Lac 75116")).toEqual({ street: "27 rue du Lac", postalCode: "75116", city: null, isCedex: false });
  expect(["12 rue du Lac", "12 rue du Lac BP 30507", "30507"].map(splitAddress)).toEqual([null, null, null]);
  expect(splitAddress("12345 route du Lac")).toBeNull();
  expect(prospect({ lastName: "A", street: "3 quai Nord, 69003 Lyon, France" })).toMatchObject({
    street: "3 quai Nord",
    postalCode: "69003",
    city: "Lyon",
  });
  expect(prospect({ lastName: "A", street: "3 quai Nord", postalCode: "6300", city: "NICE CEDEX 4" })).toMatchObject({
    street: "3 quai Nord",
    postalCode: "06300",
    city: "NICE",
  });
  expect(warnings({ lastName: "A", street: "3 quai Nord 69003 Lyon", postalCode: "13001" })).toEqual([
    { code: "prospecting.import.postcode_contradicts_address", column: "« postalCode »" },
  ]);
  expect(warnings({ lastName: "A", street: "3 quai Nord 75784 paris cedex 16", postalCode: "75116" })).toEqual([]);
});

test("a SIRET is checked, La Poste's by its own rule, and a SIREN does not pass for one", () => {
  expect(readSiret("732 829 320 00074")).toEqual({ siret: "73282932000074" });
  expect(readSiret("35600000000048")).toEqual({ siret: "35600000000048" });
  expect(readSiret("35600000049837")).toEqual({ siret: "35600000049837" });
  expect(readSiret("732829320")).toEqual({ siren: "732829320" });
  expect(readSiret("5880034" + "00011")).toEqual({ siret: "00588003400011" });
  expect([readSiret("73282932000075"), readSiret("00000000000000"), readSiret("7.32E+13")]).toEqual([null, null, null]);
  expect(prospect({ lastName: "A", siret: "732 829 320" })).toEqual({ lastName: "A", customFields: { siren: "732829320" } });
});

test.each([
  ["DUPONT Jean", { lastName: "DUPONT", firstName: "Jean" }],
  ["Jean DE LA TOUR", { lastName: "DE LA TOUR", firstName: "Jean" }],
  ["Dupont, Jean", { lastName: "Dupont", firstName: "Jean" }],
  ["Mme Jeanne de La Tour", { lastName: "de La Tour", firstName: "Jeanne" }],
  ["Jean-Marc Dupont", { lastName: "Dupont", firstName: "Jean-Marc" }],
  ["Dupont", { lastName: "Dupont" }],
  ["Agence du Lac", { organizationName: "Agence du Lac" }],
  ["4%  immobilier", { organizationName: "4% immobilier" }],
  ["123webimmo.com", { organizationName: "123webimmo.com" }],
  ["Gheron & Cie", { organizationName: "Gheron & Cie" }],
  ["Dupont S.A.R.L.", { organizationName: "Dupont S.A.R.L." }],
])("the name %s is %o", (text, name) => expect(splitFullName(text)).toEqual(name));

test("addresses of the web get a scheme, other schemes are refused", () => {
  expect(
    ["www.example.fr", "http://example.fr/", "example.fr/a?b=1", "ftp://example.fr", "javascript:alert(1)", "pas de site", "exemple"].map(
      normaliseUrl,
    ),
  ).toEqual(["https://www.example.fr", "http://example.fr/", "https://example.fr/a?b=1", null, null, null, null]);
  expect(["in/ada", "https://fr.linkedin.com/in/ada", "https://example.fr/linkedin.com/"].map(normaliseLinkedinUrl)).toEqual([
    "https://www.linkedin.com/in/ada",
    "https://fr.linkedin.com/in/ada",
    null,
  ]);
});

test("countries and languages are known by code and by name", () => {
  expect(
    ["FR", "fra", "France", "ALLEMAGNE", "España", "United Kingdom", "UK", "Italia", "Deutschland", "Bermudes (Les)", "Atlantide"].map(
      normaliseCountry,
    ),
  ).toEqual(["FR", "FR", "FR", "DE", "ES", "GB", "GB", "IT", "DE", "BM", null]);
  expect(["fr", "fr-FR", "Français", "English", "tedesco", "xx", "klingon"].map(normaliseLanguage)).toEqual([
    "fr",
    "fr",
    "fr",
    "en",
    "de",
    null,
    null,
  ]);
});

test("two numbers in one cell become phone and mobile", () => {
  expect(prospect({ lastName: "A", phone: "01 99 00 12 34 / /06 39 98 11 22" })).toEqual({
    lastName: "A",
    phone: "+33199001234",
    mobile: "+33639981122",
  });
  expect(prospect({ lastName: "A", phone: "01 99 00 12 34 ou 01 99 00 12 35" })).toEqual({
    lastName: "A",
    phone: "+33199001234",
    customFields: { "« phone »": "+33199001235" },
  });
  expect(prospect({ lastName: "A", phone: "06 39 98 11 22", mobile: "01 99 00 12 34" })).toEqual({
    lastName: "A",
    phone: "+33199001234",
    mobile: "+33639981122",
  });
});

test("a row without a usable e-mail is kept, with the cell aside and a warning that names the column", () => {
  expect(read({ lastName: "Alba", email: "alba@example" })).toEqual({
    kind: "candidate",
    prospect: { lastName: "Alba", customFields: { "« email »": "alba@example" } },
    department: null,
    warnings: [{ code: "prospecting.import.email_invalid", column: "« email »" }],
  });
  expect(prospect({ phone: "01 99 00 12 34" })).toEqual({ phone: "+33199001234" });
});

test("a row that names nobody is refused, and says why", () => {
  expect(read({ city: "Lyon", notes: "à voir" })).toEqual({ kind: "refused", code: "prospecting.import.unidentified" });
  expect(read({ email: "n/a", phone: "-" })).toEqual({ kind: "refused", code: "prospecting.import.unidentified" });
  expect(read({ email: "pas d'adresse", city: "Lyon" })).toEqual({
    kind: "refused",
    code: "prospecting.import.nothing_usable",
    column: "« email »",
  });
});

test("text too long is cut to what the schema takes, and kept whole aside", () => {
  const long = `${"a".repeat(99)}🏠${"b".repeat(50)}`;
  const result = read({ lastName: long });
  expect(result).toMatchObject({ kind: "candidate", warnings: [{ code: "prospecting.import.text_cut", column: "« lastName »" }] });
  expect(prospect({ lastName: long })).toEqual({ lastName: "a".repeat(99), customFields: { "« lastName »": long } });
});

test("whatever stands in the cells, a line is refused by a code or passes the schema of the form unchanged", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(
      "",
      "n/a",
      "Ada Alba",
      "ada@example.fr",
      "01 99 00 12 34",
      "6300",
      "Paris",
      "48,85",
      "FR",
      "www.example.fr",
      "\0",
      "\ud800",
      "__proto__",
    ),
  );
  const line = fc.tuple(...importTargets.map(() => cell));
  const reader = prospectReader(
    importTargets.map((target, column) => ({ column, header: target === "custom" ? "__proto__" : target, target })),
  );
  fc.assert(
    fc.property(line, (cells) => {
      const result = reader(cells);
      if (result.kind === "refused") expect(refusalCodes).toContain(result.code);
      else expect(ProspectInput.parse(result.prospect)).toEqual(result.prospect);
    }),
    { numRuns: 500 },
  );
});

test("the form is held to the same rules", () => {
  expect(
    ProspectInput.parse({
      firstName: "  Ada ",
      email: "ADA@Example.fr",
      phone: "01 99 00 12 34",
      postalCode: "6300",
      city: "",
      tags: "a; b;a",
    }),
  ).toEqual({
    firstName: "Ada",
    email: "ada@example.fr",
    phone: "+33199001234",
    postalCode: "06300",
    city: null,
    tags: ["a", "b"],
  });
  const refused = ProspectInput.safeParse({
    lastName: "x".repeat(101),
    email: "ada@",
    phone: "12",
    siret: "1",
    websiteUrl: "javascript:1",
    latitude: "95",
  });
  expect(refused.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ["lastName", "prospecting.prospect.text_too_long"],
    ["email", "prospecting.prospect.email_invalid"],
    ["phone", "prospecting.prospect.phone_invalid"],
    ["siret", "prospecting.prospect.siret_invalid"],
    ["latitude", "prospecting.prospect.latitude_invalid"],
    ["websiteUrl", "prospecting.prospect.url_invalid"],
  ]);
  expect(ProspectInput.safeParse({ city: "Lyon" }).error?.issues[0]?.message).toBe("prospecting.prospect.unidentified");
});

test.each(["fr", "en"])("every code has its words in %s", (language) => {
  const words = JSON.parse(readFileSync(`app/domains/prospecting/i18n/${language}.json`, "utf8")) as {
    import: Record<string, unknown> & { target: Record<string, string> };
  };
  for (const code of [...warningCodes, ...refusalCodes, ...fileRefusals])
    expect(words.import[code.split(".").at(-1)!], code).toBeTypeOf("string");
  expect(Object.keys(words.import.target)).toEqual(expect.arrayContaining([...importTargets]));
});
