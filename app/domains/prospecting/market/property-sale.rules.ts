import { createHash } from "node:crypto";
import { isPlausible, plausible, readDay, readNumber } from "./market-figure.rules";
import type { Columns } from "./market-formats.rules";
import { communeCodeOf, readDepartment, salesCover } from "./market-place.rules";

export type Dwelling = "house" | "flat";

/** A sale of one dwelling or more, counted once however many rows it is spread over. */
export interface DwellingSale {
  /** The deed as far as the file tells it apart: day, price, nature, disposition, commune and parcel. Its rows elsewhere are of the same sale. */
  deed: string;
  /** The same for the same dwellings, in whatever order their rows came. */
  dwellings: string;
  department: string;
  communeCode: string;
  commune: string;
  day: string;
  /** Null: houses and flats in one sale. */
  dwelling: Dwelling | null;
  /** Euro; null: the price is not one dwelling's. */
  price: number | null;
  /** Euro a square metre; null: the price is not one dwelling's, or its surface is not known or not to be believed. */
  priceSqm: number | null;
}

export type SaleRefusal =
  | "date_unreadable"
  | "date_in_the_future"
  | "price_missing"
  | "department_unknown"
  | "department_not_covered"
  | "commune_unknown"
  | "not_a_plain_sale"
  | "no_dwelling";
export type SaleDoubt = "several_dwellings" | "with_business_premises" | "no_surface" | "implausible_price";
export type SaleReading = { refusal: SaleRefusal } | { sale: DwellingSale; doubt: SaleDoubt | null };

/** What the rows of one sale have in common. The open file hides the deed's own number; rows of one deed follow each other. */
export const saleKey = (cells: Array<string>, { cell }: Columns): string =>
  ["No disposition", "Date mutation", "Nature mutation", "Valeur fonciere", "Code departement"].map((name) => cell(cells, name)).join("|");

/** Columns by which a dwelling is repeated: once for each use of the land it stands on. */
const ofTheLand = ["Nature culture", "Nature culture speciale", "Surface terrain"];
const kinds: Record<string, Dwelling | "business"> = { "1": "house", "2": "flat", "4": "business" };

/**
 * Reads the rows of one sale. A price a square metre is taken only where the sale holds one dwelling and no business premises, as
 * the price is the whole sale's. `today` as `2026-01-31`.
 */
export function readSale(rows: Array<Array<string>>, columns: Columns, today: string): SaleReading {
  const cell = (name: string) => columns.cell(rows[0]!, name);
  const day = readDay(cell("Date mutation"));
  if (!day) return { refusal: "date_unreadable" };
  if (day > today) return { refusal: "date_in_the_future" };
  if (fold(cell("Nature mutation")) !== "vente") return { refusal: "not_a_plain_sale" };
  const price = readNumber(cell("Valeur fonciere"));
  if (price === null || price <= 0) return { refusal: "price_missing" };
  const department = readDepartment(cell("Code departement"));
  if (!department) return { refusal: "department_unknown" };
  if (!salesCover(department)) return { refusal: "department_not_covered" };

  const { dwellings, hasBusiness } = countDwellings(rows, columns);
  const first = dwellings[0];
  if (!first) return { refusal: "no_dwelling" };
  const ofFirst = (name: string) => columns.cell(first.cells, name);
  const communeCode = communeCodeOf(department, ofFirst("Code commune"));
  if (!communeCode || ofFirst("Commune") === "") return { refusal: "commune_unknown" };

  const sale = {
    deed: digest([saleKey(rows[0]!, columns), communeCode, dwellings.map(({ cells }) => parcelOf(cells, columns)).sort()[0]!]),
    dwellings: digest(dwellings.map(({ own, times }) => `${own} ${times}`).sort()),
    department,
    communeCode,
    commune: ofFirst("Commune"),
    day,
    dwelling: dwellings.every(({ kind }) => kind === first.kind) ? first.kind : null,
  };
  const unpriced = { ...sale, price: null, priceSqm: null };
  if (hasBusiness) return { sale: unpriced, doubt: "with_business_premises" };
  if (dwellings.length > 1 || first.times > 1) return { sale: unpriced, doubt: "several_dwellings" };
  const surface = readNumber(ofFirst("Surface reelle bati"));
  if (!surface || surface <= 0) return { sale: { ...sale, price, priceSqm: null }, doubt: "no_surface" };
  const priceSqm = price / surface;
  return isPlausible(surface, plausible.surface) && isPlausible(priceSqm, plausible.price)
    ? { sale: { ...sale, price, priceSqm }, doubt: null }
    : { sale: unpriced, doubt: "implausible_price" };
}

/** Rows that differ in the land alone are one dwelling; rows that differ in nothing are as many as they are. */
function countDwellings(rows: Array<Array<string>>, { cell, without }: Columns) {
  const found = new Map<string, { kind: Dwelling; cells: Array<string>; own: string; times: number }>();
  const alike = new Map<string, number>();
  let hasBusiness = false;
  for (const cells of rows) {
    const kind = kinds[cell(cells, "Code type local")];
    if (kind === "business") hasBusiness = true;
    if (kind !== "house" && kind !== "flat") continue;
    const whole = cells.join("|");
    const times = (alike.get(whole) ?? 0) + 1;
    alike.set(whole, times);
    const own = without(cells, ofTheLand);
    const dwelling = found.get(own) ?? { kind, cells, own, times: 0 };
    dwelling.times = Math.max(dwelling.times, times);
    found.set(own, dwelling);
  }
  return { dwellings: [...found.values()], hasBusiness };
}

const fold = (text: string) => text.trim().toLowerCase();
const parcelOf = (cells: Array<string>, { cell }: Columns) =>
  ["Prefixe de section", "Section", "No plan"].map((name) => cell(cells, name)).join(" ");
const digest = (parts: Array<string>) => createHash("md5").update(parts.join("\n")).digest("hex");
