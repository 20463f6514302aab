import { describe, expect, test } from "vitest";
import { rentsAsOf } from "~/domains/prospecting/market/commune-rent.rules";
import { opensQuarter, readDay, readNumber } from "~/domains/prospecting/market/market-figure.rules";
import { columnsOf, recogniseFile } from "~/domains/prospecting/market/market-formats.rules";
import { communeCodeOf, placeOf, readCommuneCode, readDepartment, salesCover } from "~/domains/prospecting/market/market-place.rules";
import { readSale } from "~/domains/prospecting/market/property-sale.rules";

test.each([
  ["346,50", 346.5],
  ["2024.0", 2024],
  ["1 234 567,5", 1_234_567.5],
  ["329\u202f500,00", 329_500],
  ["0", 0],
  ["", null],
  ["n/a", null],
  ["1,2,3", null],
  ["12 €", null],
])("the number %j is %j", (text, number) => expect(readNumber(text)).toBe(number));

test.each([
  ["2024-01-31", "2024-01-31"],
  ["31/01/2024", "2024-01-31"],
  ["29/02/2024", "2024-02-29"],
  ["29/02/2023", null],
  ["31/04/2024", null],
  ["2024-13-01", null],
  ["1/2/2024", null],
  ["", null],
])("the day %j is %j", (text, day) => expect(readDay(text)).toBe(day));

test("a quarter opens on the first day of January, April, July and October", () => {
  expect(["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"].every(opensQuarter)).toBe(true);
  expect(["2024-02-01", "2024-01-02", "2024-12-01"].some(opensQuarter)).toBe(false);
});

describe("places", () => {
  test.each([
    ["1", "01"],
    ["01", "01"],
    ["2a", "2A"],
    ["974", "974"],
    ["20", null],
    ["96", null],
    ["977", null],
    ["0", null],
    ["", null],
  ])("the department %j is %j", (text, department) => expect(readDepartment(text)).toBe(department));

  test.each([
    ["01", "76", "01076"],
    ["13", "201", "13201"],
    ["2A", "4", "2A004"],
    ["974", "411", "97411"],
    ["971", "5", "97105"],
    ["01", "", null],
    ["01", "0", null],
    ["01", "1076", null],
    ["974", "999", null],
  ])("department %s and number %j make the commune %j", (department, number, code) => expect(communeCodeOf(department, number)).toBe(code));

  test.each([
    ["01004", "01004"],
    ["1004", "01004"],
    ["2a004", "2A004"],
    ["97411", "97411"],
    ["00001", null],
    ["123", null],
    ["ABCDE", null],
  ])("the commune's code %j is %j", (text, code) => expect(readCommuneCode(text)).toBe(code));

  test.each([
    ["01185", "PLATEAU D'HAUTEVILLE", "Plateau d'Hauteville", ""],
    ["01304", "PONT-D AIN", "Pont-d Ain", ""],
    ["86051", "Champagné-le-Sec", "Champagné-le-Sec", ""],
    ["31000", "LA SALVETAT-SUR-ESSAI", "La Salvetat-sur-Essai", ""],
    ["75101", "PARIS 01", "Paris", "1er arrondissement"],
    ["69382", "Lyon 2e Arrondissement", "Lyon", "2e arrondissement"],
    ["13216", "MARSEILLE 16EME", "Marseille", "16e arrondissement"],
    ["69123", "LYON", "Lyon", ""],
  ])("%s %s is %s %s", (code, name, city, district) => expect(placeOf(code, name)).toMatchObject({ city, district }));

  test("the file of sales does not cover Alsace-Moselle and Mayotte", () => {
    expect(["57", "67", "68", "976"].some(salesCover)).toBe(false);
    expect(["54", "75", "2A", "974"].every(salesCover)).toBe(true);
  });
});

describe("a file is told by its header", () => {
  test("whatever the order, case and accents of its columns, and whatever else it has", () => {
    expect(recogniseFile(["libgeo", "Loypredm2", "extra", "DEP", "insee c"], "x.csv")).toMatchObject({ kind: "read", format: "rents" });
    const header =
      "Code service CH|N° disposition|No disposition|Date mutation|Nature mutation|Valeur foncière|Commune|Code département|Code commune|Code type local|Surface réelle bâti";
    expect(recogniseFile(header.split("|"), "x.txt")).toMatchObject({ kind: "read", format: "sales" });
  });
  test("half of its columns and not all: broken, and the missing ones are named", () => {
    expect(recogniseFile(["Date", "Department", "Type", "PrixM2Median"], "x.csv")).toEqual({
      kind: "broken",
      format: "quarters",
      missing: ["PrixMedian", "NbVentes"],
    });
  });
  test("fewer: it is none of ours", () =>
    expect(recogniseFile(["Date", "Taux"], "dvf.csv")).toEqual({ kind: "left_out", reason: "not_ours" }));
});

test("rents cover the third quarter of the year that the file's name tells, and no day when it tells none", () => {
  expect([rentsAsOf("pred-app-mef-dhup-2024.csv"), rentsAsOf("2023/pred-app.csv"), rentsAsOf("pred-app-mef-dhup.csv")]).toEqual([
    "2024-09-30",
    "2023-09-30",
    null,
  ]);
});

test("one dwelling on several uses of the land is one; rows alike in all are as many as they are", () => {
  const names =
    "Date mutation|Nature mutation|Valeur fonciere|Commune|Code departement|Code commune|Code type local|Surface reelle bati|Nature culture";
  const header = names.split("|");
  const recognition = recogniseFile(["No disposition", ...header], "x");
  if (recognition.kind !== "read") throw new Error("not recognised");
  const columns = columnsOf(recognition.at);
  const house = (land: string) => ["1", "02/01/2024", "Vente", "200000,00", "ESSAI", "01", "901", "1", "100", land];
  const read = (...rows: Array<Array<string>>) => readSale(rows, columns, "2026-01-01");
  expect(read(house("S"), house("J"))).toMatchObject({ doubt: null, sale: { priceSqm: 2000, dwelling: "house" } });
  expect(read(house("S"), house("S"))).toMatchObject({ doubt: "several_dwellings", sale: { priceSqm: null, price: null } });
  const one = read(house("S"), house("J"));
  const other = read(house("J"), house("S"));
  expect("sale" in one && "sale" in other && one.sale.deed === other.sale.deed && one.sale.dwellings === other.sale.dwellings).toBe(true);
});
