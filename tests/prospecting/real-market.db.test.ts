import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, test } from "vitest";
import { importMarket, type MarketImport } from "~/domains/prospecting/market/import-market.server";
import { asOwner } from "~tests/factories/company";
import { marketFilesIn } from "./market-files";

/** The open files themselves are never copied into the project: read where they lie, when somebody says where. */
const folder = process.env.ESSOR_REAL_DATA && join(process.env.ESSOR_REAL_DATA, "market");
const isThere = Boolean(folder && existsSync(folder));
const rows = <Row>(sql: string) => asOwner(async (owner) => (await owner.query(sql)).rows as Array<Row>);

describe.skipIf(!isThere)(
  isThere ? "the real open files" : "the real open files: left out, ESSOR_REAL_DATA names no folder with market/",
  () => {
    let result: MarketImport;
    beforeAll(() =>
      asOwner(async (owner) => {
        await owner.query("DELETE FROM market_quarters");
        await owner.query("DELETE FROM market_intelligence");
        result = await importMarket(owner, { files: marketFilesIn(folder!), today: "2026-11-01" });
      }),
    );
    const reading = (name: string) => result.read.find((file) => file.name === name);

    test("100 rows are 15 sales, of which 8 hold dwellings and 6 one alone", async () => {
      expect(reading("ValeursFoncieres-2024.txt")).toMatchObject({
        rows: 100,
        found: 15,
        kept: 8,
        refused: { no_dwelling: 7 },
        doubts: { several_dwellings: 2 },
      });
      const [gex] = await rows(
        "SELECT avg_price_sqm_sale AS price, transactions_count_monthly AS monthly FROM market_intelligence WHERE commune_code = '01173'",
      );
      // 329,500 for 89 square metres, told on four rows. Nine days of January say nothing of a month's sales.
      expect(gex).toEqual({ price: "3702.25", monthly: null });
    });

    test("13,670 quarters of 97 departments, and none of the four that are not covered", async () => {
      expect(reading("dvf.csv")).toMatchObject({ rows: 13_670, kept: 13_670, refused: {} });
      expect(result.quarters).toMatchObject({ repeatedQuarters: 13_670, contradictedQuarters: 0 });
      const [count] = await rows(
        "SELECT count(*)::int AS quarters, count(DISTINCT department)::int AS departments FROM market_quarters WHERE commune_code = ''",
      );
      expect(count).toEqual({ quarters: 13_670, departments: 97 });
      expect(
        await rows("SELECT 1 FROM market_intelligence WHERE department IN ('57', '67', '68', '976') AND avg_price_sqm_sale IS NOT NULL"),
      ).toEqual([]);
    });

    test("every trend of every department is what the file's own rows of 3 and 12 months before say", async () => {
      const prices = new Map<string, number>();
      const last = new Map<string, string>();
      for await (const line of createInterface({ input: createReadStream(join(folder!, "dvf.csv")) })) {
        const [date = "", department = "", type, price] = line.split(",");
        if (type !== "Ensemble") continue;
        prices.set(`${department} ${date}`, Number(price));
        if (date > (last.get(department) ?? "")) last.set(department, date);
      }
      const before = (date: string, months: number) => {
        const day = new Date(`${date}T00:00:00Z`);
        day.setUTCMonth(day.getUTCMonth() - months);
        return day.toISOString().slice(0, 10);
      };
      const found = await rows<{ department: string; price: string; t3: string | null; t12: string | null }>(
        "SELECT department, avg_price_sqm_sale AS price, price_trend_3m AS t3, price_trend_12m AS t12 FROM market_intelligence WHERE city = ''",
      );
      expect(found).toHaveLength(97);
      for (const { department, price, t3, t12 } of found) {
        const date = last.get(department)!;
        const now = prices.get(`${department} ${date}`)!;
        expect(Number(price), department).toBe(now);
        for (const [trend, months] of [
          [t3, 3],
          [t12, 12],
        ] as const) {
          const then = prices.get(`${department} ${before(date, months)}`);
          if (then === undefined) expect(trend, department).toBeNull();
          else expect(Number(trend), department).toBeCloseTo((now / then - 1) * 100, 2);
        }
      }
    });

    test("23 rents in Windows-1252, with their accents and without a date", async () => {
      expect(reading("pred-app-mef-dhup.excerpt23.cp1252.csv")).toMatchObject({ rows: 23, kept: 23, refused: {} });
      expect(
        await rows("SELECT department, city, avg_price_sqm_rent AS rent, rent_as_of FROM market_intelligence WHERE commune_code = '61048'"),
      ).toEqual([{ department: "61", city: "Boëcé", rent: "6.49", rent_as_of: null }]);
    });
  },
);
