import { isPlausible, plausible, readNumber } from "./market-figure.rules";
import type { Columns } from "./market-formats.rules";
import { departmentOfCommune, readCommuneCode, readDepartment } from "./market-place.rules";

export interface CommuneRent {
  communeCode: string;
  name: string;
  /** Euro a square metre and month, charges included, of a flat. */
  rent: number;
}

export type RentRefusal = "commune_unknown" | "department_contradicts" | "rent_missing" | "implausible_rent";

/** Reads a row of the carte des loyers. The region's number is not looked at: 75 is Nouvelle-Aquitaine there, and Paris as a department. */
export function readRent(cells: Array<string>, { cell }: Columns): { figure: CommuneRent } | { refusal: RentRefusal } {
  const communeCode = readCommuneCode(cell(cells, "INSEE_C"));
  const name = cell(cells, "LIBGEO");
  if (!communeCode || name === "") return { refusal: "commune_unknown" };
  if (readDepartment(cell(cells, "DEP")) !== departmentOfCommune(communeCode)) return { refusal: "department_contradicts" };
  const rent = readNumber(cell(cells, "loypredm2"));
  if (rent === null || rent === 0) return { refusal: "rent_missing" };
  return isPlausible(rent, plausible.rent) ? { figure: { communeCode, name, rent } } : { refusal: "implausible_rent" };
}

/** The last day that the rents cover: the map of a year is drawn from the notices up to its third quarter. Null when the name names no year. */
export function rentsAsOf(fileName: string): string | null {
  const [year] = /(?<!\d)20[12]\d(?!\d)/.exec(fileName) ?? [];
  return year ? `${year}-09-30` : null;
}
