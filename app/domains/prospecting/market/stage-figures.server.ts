import type pg from "pg";
import type { CommuneRent } from "./commune-rent.rules";
import { dividedCityOf, type MarketPlace, placeOf } from "./market-place.rules";
import type { DwellingSale } from "./property-sale.rules";
import type { QuarterFigure } from "./quarter-figure.rules";

/** The owner of the tables, within a transaction of the caller: reference rows are written by nobody else. */
export type Owner = Pick<pg.ClientBase, "query">;

/** How many rows one statement writes. */
const batchSize = 2_000;

const tables = {
  sales:
    "deed uuid, dwellings text, department text, commune_code text, city_code text, dwelling text, day date, price numeric, price_sqm double precision",
  quarters: "department text, dwelling text, quarter date, median_price_sqm numeric, median_price numeric, sales_count int",
  rents: "commune_code text, rent numeric, as_of date",
  places: "commune_code text, department text, city text, district text, is_spelled_out boolean",
} as const;
type Table = keyof typeof tables;

/** What the files gave, on the way into the tables: kept in temporary tables, so that any number of sales takes the same memory here. */
export class FigureStage {
  private readonly waiting: Record<Table, Array<Record<string, unknown>>> = { sales: [], quarters: [], rents: [], places: [] };
  /** One for each commune of the country at most. */
  private readonly places = new Map<string, MarketPlace & { isSpelledOut: boolean }>();

  constructor(private readonly owner: Owner) {}

  async open(): Promise<void> {
    for (const [table, columns] of Object.entries(tables))
      await this.owner.query(`CREATE TEMPORARY TABLE given_${table} (place bigserial, ${columns}) ON COMMIT DROP`);
  }

  async addSale({ communeCode, commune, priceSqm, ...sale }: DwellingSale): Promise<void> {
    const city = dividedCityOf(communeCode);
    this.note(communeCode, commune, false);
    if (city) this.note(city.code, city.city, true);
    await this.add("sales", { ...sale, commune_code: communeCode, city_code: city?.code ?? null, price_sqm: priceSqm });
  }

  async addQuarter({ medianPriceSqm, medianPrice, salesCount, ...figure }: QuarterFigure): Promise<void> {
    await this.add("quarters", { ...figure, median_price_sqm: medianPriceSqm, median_price: medianPrice, sales_count: salesCount });
  }

  async addRent({ communeCode, name, rent }: CommuneRent, asOf: string | null): Promise<void> {
    this.note(communeCode, name, true);
    await this.add("rents", { commune_code: communeCode, rent, as_of: asOf });
  }

  /** Writes what still waits. */
  async close(): Promise<void> {
    for (const { communeCode, isSpelledOut, ...place } of this.places.values())
      await this.add("places", { ...place, commune_code: communeCode, is_spelled_out: isSpelledOut });
    for (const table of Object.keys(tables) as Array<Table>) {
      await this.write(table);
      await this.owner.query(`ANALYZE given_${table}`);
    }
  }

  /** The file of rents spells communes as Insee does; the file of sales writes capitals and leaves accents out. */
  private note(communeCode: string, name: string, isSpelledOut: boolean): void {
    const known = this.places.get(communeCode);
    if (!known || (isSpelledOut && !known.isSpelledOut)) this.places.set(communeCode, { ...placeOf(communeCode, name), isSpelledOut });
  }

  private async add(table: Table, row: Record<string, unknown>): Promise<void> {
    this.waiting[table].push(row);
    if (this.waiting[table].length >= batchSize) await this.write(table);
  }

  private async write(table: Table): Promise<void> {
    const rows = this.waiting[table];
    if (rows.length === 0) return;
    this.waiting[table] = [];
    const names = tables[table]
      .split(", ")
      .map((column) => column.split(" ")[0])
      .join(", ");
    await this.owner.query(
      `INSERT INTO given_${table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS r (${tables[table]})`,
      [JSON.stringify(rows)],
    );
  }
}
