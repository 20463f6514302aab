import { beforeEach, describe, expect, test } from "vitest";
import { importMarket } from "~/domains/prospecting/market/import-market.server";
import type { MarketFile } from "~/domains/prospecting/market/read-market-file.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { marketFile, marketFilesIn } from "./market-files";

const fixtures = "tests/fixtures/market";
const today = "2026-01-31";
const run = (files: Array<MarketFile>) => asOwner((owner) => importMarket(owner, { files, today }));
const fixture = (name: string) => marketFilesIn(fixtures).filter((file) => file.name === name);
const rows = <Row>(sql: string) => asOwner(async (owner) => (await owner.query(sql)).rows as Array<Row>);

interface Place {
  place: string;
  sale: string | null;
  t3: string | null;
  t12: string | null;
  monthly: number | null;
  as_of: string | null;
  rent: string | null;
  rent_as_of: string | null;
}
const places = async () =>
  Object.fromEntries(
    (
      await rows<Place>(`SELECT department || coalesce(' ' || commune_code, '') AS place, avg_price_sqm_sale AS sale, price_trend_3m AS t3,
        price_trend_12m AS t12, transactions_count_monthly AS monthly, as_of::text, avg_price_sqm_rent AS rent, rent_as_of::text FROM market_intelligence ORDER BY 1`)
    ).map(({ place, ...figures }) => [place, figures]),
  );
const everything = async () => [
  await rows("SELECT * FROM market_intelligence ORDER BY id"),
  await rows("SELECT * FROM market_quarters ORDER BY id"),
];

beforeEach(() =>
  asOwner(async (owner) => {
    await owner.query("DELETE FROM market_quarters");
    await owner.query("DELETE FROM market_intelligence");
  }),
);

describe("the three kinds of files together", () => {
  test("what was read, kept and refused is counted by reason", async () => {
    const { read, leftOut, quarters, places } = await run(marketFilesIn(fixtures));
    const readings = Object.fromEntries(read.map(({ name, ...reading }) => [name, reading]));
    expect(readings["ValeursFoncieres-2025-S1.txt"]).toEqual({
      format: "sales",
      rows: 28,
      found: 21,
      kept: 14,
      refused: {
        no_dwelling: 1,
        not_a_plain_sale: 1,
        price_missing: 1,
        date_unreadable: 1,
        date_in_the_future: 1,
        department_not_covered: 2,
      },
      doubts: { several_dwellings: 2, with_business_premises: 1, implausible_price: 1, no_surface: 1 },
    });
    expect(readings["valeursfoncieres-2024-2025.txt"]).toMatchObject({ rows: 3, found: 2, kept: 2, refused: {} });
    expect(readings["prix-par-trimestre.csv"]).toEqual({
      format: "quarters",
      rows: 28,
      found: 27,
      kept: 17,
      refused: {
        row_shifted: 1,
        department_not_covered: 2,
        price_missing: 2,
        implausible_price: 1,
        sales_count_missing: 1,
        quarter_unreadable: 1,
        department_unknown: 1,
        dwelling_unknown: 1,
        date_in_the_future: 1,
      },
      doubts: {},
    });
    expect(readings["pred-app-mef-dhup-2024.csv"]).toMatchObject({
      rows: 10,
      kept: 6,
      refused: { department_contradicts: 1, rent_missing: 1, implausible_rent: 1, commune_unknown: 1 },
    });
    expect(Object.fromEntries(leftOut.map(({ name, reason }) => [name, reason]))).toEqual({
      "README.md": "not_ours",
      "pred-mai-mef-dhup-2024.csv": "other_rents",
      "taux-essai.csv": "not_ours",
    });
    expect(quarters).toMatchObject({ repeatedSales: 1, repeatedQuarters: 1, contradictedQuarters: 1, changed: 0, unchanged: 0 });
    expect(places).toMatchObject({ repeatedRents: 1, changed: expect.any(Number) });
  });

  test("a place has the figures that its files give, and none beside", async () => {
    await run(marketFilesIn(fixtures));
    const nothing = { sale: null, t3: null, t12: null, monthly: null, as_of: null, rent: null, rent_as_of: null };
    const rentOf = (rent: string) => ({ ...nothing, rent, rent_as_of: "2024-09-30" });
    expect(await places()).toEqual({
      // 2,415 after a missing quarter: nothing over 3 months, 15 % over 12.
      "01": { ...nothing, sale: "2415.00", t12: "15.00", monthly: 133, as_of: "2025-06-30" },
      // Median of 5000, 2000, 1000, 1250, 3000; the quarter a year before has one sale: no trend. Ten sales a quarter, 3 a month.
      "01 01901": { ...nothing, sale: "2000.00", monthly: 3, as_of: "2025-03-31", rent: "8.48", rent_as_of: "2024-09-30" },
      "01 01002": { ...nothing, sale: "2345.68", monthly: 0, as_of: "2025-03-31" },
      "01 01003": rentOf("7.50"),
      "02": { ...nothing, sale: "1050.00", t3: "0.96", t12: "5.00", monthly: 100, as_of: "2025-06-30" },
      // Too few sales behind one of the medians.
      "03": { ...nothing, sale: "1300.00", monthly: 1, as_of: "2025-06-30" },
      "2A": { ...nothing, sale: "4100.00", monthly: 133, as_of: "2025-06-30" },
      "67 67901": rentOf("10.32"),
      // The file of sales does not reach the end of the quarter there: no sales a month.
      "75 75056": { ...nothing, sale: "11000.00", as_of: "2025-03-05" },
      "75 75101": { ...nothing, sale: "10000.00", as_of: "2025-03-05", rent: "31.50", rent_as_of: "2024-09-30" },
      "75 75102": { ...nothing, sale: "12000.00", as_of: "2025-03-05" },
      "86 86901": rentOf("8.50"),
      "974": { ...nothing, sale: "2750.50", monthly: 30, as_of: "2025-06-30" },
      "974 97490": { ...nothing, sale: "5000.00", as_of: "2025-02-04" },
    });
  });

  test("a sale over several rows counts once, and for its own kind of dwelling", async () => {
    await run(marketFilesIn(fixtures));
    expect(
      await rows(`SELECT dwelling::text, median_price_sqm AS sqm, median_price AS price, sales_count AS sales, priced_sales_count AS priced, is_whole
        FROM market_quarters WHERE commune_code = '01901' AND quarter = '2025-01-01' ORDER BY 1`),
    ).toEqual([
      { dwelling: "all", sqm: "2000.00", price: "160000.00", sales: 10, priced: 5, is_whole: true },
      { dwelling: "flat", sqm: "5000.00", price: "210000.00", sales: 4, priced: 1, is_whole: true },
      { dwelling: "house", sqm: "1625.00", price: "150000.00", sales: 6, priced: 4, is_whole: true },
    ]);
  });

  test("rows of one deed that do not follow each other are one sale all the same", async () => {
    const [file] = fixture("ValeursFoncieres-2025-S1.txt");
    const pieces: Array<Uint8Array> = [];
    for await (const piece of file!.open()) pieces.push(piece);
    const [header, ...lines] = Buffer.concat(pieces).toString("latin1").split("\n");
    const flats = lines.filter((line) => line.includes("|16/01/2025|"));
    const others = lines.filter((line) => line.includes("|15/01/2025|"));
    await run([marketFile("VF.txt", Buffer.from([header, flats[0], others[0], flats[1], others[1]].join("\n"), "latin1"))]);
    expect(
      await rows(
        `SELECT sales_count AS sales, priced_sales_count AS priced, median_price_sqm AS sqm FROM market_quarters WHERE dwelling = 'all'`,
      ),
    ).toEqual([{ sales: 2, priced: 1, sqm: "2000.00" }]);
  });

  test("places are spelled as Insee spells them, arrondissements stand under their city", async () => {
    await run(marketFilesIn(fixtures));
    expect(
      await rows(`SELECT city, district FROM market_intelligence WHERE commune_code IN ('01901', '01002', '75056', '75101') ORDER BY 1, 2`),
    ).toEqual([
      { city: "L'Étoile-sur-Essai", district: "" },
      { city: "Paris", district: "" },
      { city: "Paris", district: "1er arrondissement" },
      { city: "Saint-Guillemet", district: "" },
    ]);
  });

  test("twice leaves the same rows, untouched, and so does each file by itself in any order", async () => {
    await run(marketFilesIn(fixtures));
    const once = await everything();
    const again = await run(marketFilesIn(fixtures));
    expect(await everything()).toEqual(once);
    expect([again.quarters.added, again.quarters.changed, again.places.added, again.places.changed]).toEqual([0, 0, 0, 0]);
    for (const name of ["pred-app-mef-dhup-2024.csv", "prix-par-trimestre.csv", "ValeursFoncieres-2025-S1.txt"]) await run(fixture(name));
    expect(await everything()).toEqual(once);
  });
});

describe("a later import", () => {
  const header = "Date,Department,Type,PrixM2Median,PrixMedian,NbVentes\n";

  test("a quarter that comes later gives the trend that was missing", async () => {
    await run(fixture("prix-par-trimestre.csv"));
    const { quarters, places: settled } = await run([marketFile("plus.csv", `${header}2025-01-01,01,Ensemble,2300.0,150000.0,400\n`)]);
    expect([quarters.added, settled.changed]).toEqual([1, 1]);
    expect((await places())["01"]).toMatchObject({ t3: "5.00", t12: "15.00" });
  });

  test("part of a quarter never replaces the whole of it", async () => {
    await run(fixture("ValeursFoncieres-2025-S1.txt"));
    await run(fixture("valeursfoncieres-2024-2025.txt"));
    expect((await places())["01 01901"]).toMatchObject({ sale: "2000.00", monthly: 3 });
  });

  test("an older map of rents does not replace a younger one", async () => {
    const map = (year: number, rent: string) =>
      marketFile(`pred-app-mef-dhup-${year}.csv`, `"INSEE_C";"LIBGEO";"DEP";"loypredm2"\n"86901";"Essai";"86";${rent}\n`);
    await run([map(2024, "9,5")]);
    await run([map(2022, "8,0")]);
    expect((await places())["86 86901"]).toMatchObject({ rent: "9.50", rent_as_of: "2024-09-30" });
    await run([map(2025, "9,75")]);
    expect((await places())["86 86901"]).toMatchObject({ rent: "9.75", rent_as_of: "2025-09-30" });
  });

  test("two communes of one name in a department are two places", async () => {
    const map = marketFile("loyers.csv", `"INSEE_C";"LIBGEO";"DEP";"loypredm2"\n"86901";"Essai";"86";9,5\n"86902";"Essai";"86";8,5\n`);
    await run([map]);
    await run([map]);
    expect(await rows("SELECT city, avg_price_sqm_rent AS rent, rent_as_of FROM market_intelligence ORDER BY commune_code")).toEqual([
      { city: "Essai", rent: "9.50", rent_as_of: null },
      { city: "Essai (86902)", rent: "8.50", rent_as_of: null },
    ]);
  });
});

describe("a bad file", () => {
  test.each([
    [
      "a column is missing",
      "dvf.csv",
      "Date,Department,Type,PrixMedian,NbVentes\n2025-01-01,01,Ensemble,150000,4\n",
      "column_missing",
      "PrixM2Median",
    ],
    ["two columns are missing", "rents.csv", "INSEE_C;LIBGEO;Region\n01901;Essai;84\n", "column_missing", "DEP, loypredm2"],
    ["a file of sales is empty", "ValeursFoncieres-2024.txt", "", "file_empty", undefined],
    ["a file of sales is still packed", "ValeursFoncieres-2024.zip", "PK\u0003\u0004\u0001", "file_packed", undefined],
  ])("%s: refused by name, and nothing of the good files is written", async (_, name, content, code, columns) => {
    await expect(run([...fixture("prix-par-trimestre.csv"), marketFile(name, content)])).rejects.toMatchObject({
      code: `prospecting.market.${code}`,
      detail: { values: columns ? { file: name, columns } : { file: name } },
    });
    expect(await everything()).toEqual([[], []]);
  });

  test("a file that breaks off while it is read leaves nothing behind", async () => {
    const [good] = fixture("prix-par-trimestre.csv");
    let opened = 0;
    const broken: MarketFile = {
      name: "prix.csv",
      async *open() {
        for await (const piece of good!.open()) yield piece;
        if (++opened > 1) throw new Error("the disk is gone");
      },
    };
    await expect(run([...fixture("pred-app-mef-dhup-2024.csv"), broken])).rejects.toThrow("the disk is gone");
    expect(await everything()).toEqual([[], []]);
  });

  test("a folder without any of the files says so", async () => {
    await expect(run(fixture("taux-essai.csv"))).rejects.toMatchObject({ code: "prospecting.market.nothing_found" });
  });
});

test("every company reads the figures and none writes them", async () => {
  const [one, other] = [await aCompany(), await aCompany()];
  await run(marketFilesIn(fixtures));
  for (const { agent } of [one, other]) {
    const found = await inCompany(agent, ({ db }) => db.marketIntelligence.findUnique({ where: { communeCode: "01901" } }));
    expect(found?.avgPriceSqmSale?.toString()).toBe("2000");
    await expect(inCompany(agent, ({ db }) => db.marketQuarter.deleteMany())).rejects.toThrow();
    await expect(inCompany(agent, ({ db }) => db.marketIntelligence.updateMany({ data: { avgPriceSqmSale: 1 } }))).rejects.toThrow();
  }
});
