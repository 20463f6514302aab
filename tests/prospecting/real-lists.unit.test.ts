import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { identityKeys } from "~/domains/prospecting/import/line/identity-keys.rules";
import { refuseFile } from "~/domains/prospecting/import/read/refuse-file.rules";
import { candidates, readList, targets } from "./read-lists";

/** Lists of real firms and people are never copied into the project: read where they lie, when somebody says where. */
const folder = process.env.ESSOR_REAL_DATA;
const list = (name: string) => readFileSync(join(folder ?? "", name));
const read = (name: string) => readList(list(name));
const count = (codes: Array<string>) => codes.reduce<Record<string, number>>((sum, code) => ({ ...sum, [code]: (sum[code] ?? 0) + 1 }), {});

describe.skipIf(!folder)(folder ? "real lists" : "real lists: left out, ESSOR_REAL_DATA names no folder", () => {
  test("639 estate agencies come in whole, with E.164 numbers, postcodes and cities", async () => {
    const { rows, results, mapping } = await read("contacts/agences-immobilieres-639.tsv");
    const agencies = candidates(results);
    expect([rows.length, agencies.length]).toEqual([639, 639]);
    expect(targets(mapping)).toEqual({
      Nom: "organizationName",
      Adresse: "street",
      Téléphone: "phone",
      "Code Postal": "postalCode",
      lat: "latitude",
      lon: "longitude",
    });
    for (const { prospect } of agencies) {
      expect(prospect.phone ?? prospect.mobile).toMatch(/^\+\d{11,12}$/);
      expect(prospect.postalCode).toMatch(/^\d{5}$/);
      expect(prospect.city ?? "").not.toMatch(/cedex|\d/i);
    }
    // One address ends with its postcode.
    expect(agencies.filter(({ prospect }) => !prospect.city)).toHaveLength(1);
    expect(agencies.filter(({ prospect }) => prospect.latitude === undefined)).toHaveLength(5);
    expect(count(agencies.flatMap(({ warnings }) => warnings.map(({ code }) => code)))).toEqual({
      "prospecting.import.postcode_contradicts_address": 14,
    });
    const twoNumbers = rows.filter(({ cells }) => cells[2]?.includes("/"));
    expect(twoNumbers).toHaveLength(1);

    const seen = new Set<string>();
    const merged = agencies.filter(({ prospect }) => {
      const keys = identityKeys(prospect);
      const isKnown = keys.some((key) => seen.has(key));
      for (const key of keys) seen.add(key);
      return isKnown;
    });
    expect(merged.map(({ prospect }) => prospect.organizationName)).toEqual([]);
  });

  test("a header by commas over rows by tabs: 90 agencies", async () => {
    const { rows, results, dialect } = await read("contacts/agences.first100.csv");
    expect(dialect).toMatchObject({ headerDelimiter: ",", delimiter: "\t", columns: 6 });
    expect([rows.length, candidates(results).length]).toEqual([90, 90]);
  });

  test("10,000 leads give the same candidates in both encodings, with every phone understood", async () => {
    const one = await read("contacts/datablist/leads-fr-10000.csv");
    const other = await read("contacts/datablist/leads-fr-10000.semicolon-cp1252-crlf.csv");
    expect([one.dialect.encoding, other.dialect.encoding]).toEqual(["utf-8", "windows-1252"]);
    expect(one.results.length).toBe(10_000);
    expect(JSON.stringify(other.results) === JSON.stringify(one.results)).toBe(true);
    expect(one.rows.every(({ lineNumber, cells }, at) => lineNumber === at + 2 && cells[0] === String(at + 1))).toBe(true);
    expect(candidates(one.results).filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  test("100,000 customers come in without a lost or shifted row", async () => {
    const { rows, results } = await read("contacts/datablist/customers-fr-100000.csv");
    expect(rows.every(({ cells }, at) => cells.length === 12 && cells[0] === String(at + 1))).toBe(true);
    expect(rows).toHaveLength(100_000);
    expect(new Set(candidates(results).map(({ prospect }) => prospect.email)).size).toBe(100_000);
  });

  test("1,000 customers with line breaks inside their addresses", async () => {
    const { rows, results, mapping } = await read("contacts/datablist/enterprise-customers-1000.csv");
    expect(rows.every(({ cells, extraCells }, at) => cells.length === 35 && extraCells === 0 && cells[0] === String(at + 1))).toBe(true);
    expect([rows.length, candidates(results).length]).toEqual([1000, 1000]);
    expect(targets(mapping)).toMatchObject({ "Primary Contact Last Name": "lastName", "Email Primary": "email", Address: "street" });
    expect(candidates(results).every(({ prospect }) => prospect.street && !prospect.street.includes("\n"))).toBe(true);
  });

  test.each([
    ["contacts/datablist/leads-fr-10000-duplicates-0.4.noid.csv", 10_000],
    ["contacts/datablist/organizations-fr-10000-duplicates-0.3.noid.csv", 10_000],
    ["contacts/datablist/messy-company-data-1000.csv", 1000],
    ["contacts/listmonk/listmonk-subs.csv", 100],
    ["strings/names_faker.csv", 1300],
  ])("%s: every row is a candidate", async (name, rows) => {
    const { results } = await read(name);
    expect([results.length, candidates(results).length]).toEqual([rows, rows]);
  });

  test.each(["broken-encoding-windows-1252", "duplicate-headers", "ragged-rows-missing-columns", "unescaped-quotes"])(
    "broken: %s reads like its repaired twin",
    async (name) => {
      const broken = await read(`csv-broken/${name}.csv`);
      const repaired = await read(`csv-broken/expected-fixed/${name}.csv`);
      expect([broken.preview.header, ...broken.rows.map(({ cells }) => cells)]).toEqual([
        repaired.preview.header,
        ...repaired.rows.map(({ cells }) => cells),
      ]);
    },
  );

  test.each([
    ["a_test_file", 404, 11],
    ["d_test_file", 1, 3],
    ["ids_fr", 10, 7],
    ["web_ids", 10, 5],
    ["dates", 10, 4],
    ["divers", 10, 6],
    ["geo_extra", 10, 5],
    ["ref_data", 10, 6],
    ["date_fr_binary", 10, 2],
    ["joconde-100-pipe", 100, 68],
  ])("sample %s: %i rows of %i columns", async (name, rows, columns) => {
    const sample = await read(`csv-samples/${name}.csv`);
    expect(sample.rows).toHaveLength(rows);
    expect(sample.rows.every(({ cells }) => cells.length === columns)).toBe(true);
  });

  test("workbooks are told apart from lists, whatever their name", () => {
    for (const name of ["file.xlsx", "file.ods", "file.xls"])
      expect(refuseFile(list(`csv-samples/${name}`)), name).toBe("prospecting.import.file_is_spreadsheet");
  });
});
