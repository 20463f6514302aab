import { foldText } from "../prospect/clean-text.rules";

/** The open files that are read, by the columns that tell each from the others. Further columns may stand anywhere between them. */
export const marketFormats = {
  /** DGFiP, Demandes de valeurs foncières: property sales, one row a lot, building or parcel. */
  sales: [
    "No disposition",
    "Date mutation",
    "Nature mutation",
    "Valeur fonciere",
    "Commune",
    "Code departement",
    "Code commune",
    "Code type local",
    "Surface reelle bati",
  ],
  /** Medians of the same sales by department, kind of dwelling and quarter. */
  quarters: ["Date", "Department", "Type", "PrixM2Median", "PrixMedian", "NbVentes"],
  /** Carte des loyers of the ministry of housing: the rent of flats by commune. */
  rents: ["INSEE_C", "LIBGEO", "DEP", "loypredm2"],
} as const;
export type MarketFormat = keyof typeof marketFormats;

/** What a rent's file adds when the rent is of something else than of all flats. */
const otherRents = /pred-?(?:mai|app12|app3)/i;

export type Recognition =
  | { kind: "read"; format: MarketFormat; at: Record<string, number> }
  | { kind: "left_out"; reason: "not_ours" | "other_rents" }
  | { kind: "broken"; format: MarketFormat; missing: Array<string> };

/** What a file is, by its header. Half the columns of a format and not all: it is that file, broken, and the missing columns are named. */
export function recogniseFile(header: Array<string>, name: string): Recognition {
  const places = new Map(header.map((column, at) => [fold(column), at]));
  for (const [format, columns] of Object.entries(marketFormats) as Array<[MarketFormat, ReadonlyArray<string>]>) {
    const missing = columns.filter((column) => !places.has(fold(column)));
    if (missing.length > columns.length / 2) continue;
    if (missing.length > 0) return { kind: "broken", format, missing };
    if (format === "rents" && otherRents.test(name)) return { kind: "left_out", reason: "other_rents" };
    return { kind: "read", format, at: Object.fromEntries(places) };
  }
  return { kind: "left_out", reason: "not_ours" };
}

const fold = (column: string) => foldText(column).replace(/[^a-z0-9]/g, "");

export interface Columns {
  /** A cell by its column's name, however the header spells it; empty when the file has no such column. */
  cell: (cells: Array<string>, name: string) => string;
  /** All cells of a row but those of some columns, as one text. */
  without: (cells: Array<string>, names: ReadonlyArray<string>) => string;
}

/** The columns of a file, from where its header has them. */
export function columnsOf(at: Record<string, number>): Columns {
  const places = new Map<string, number | undefined>();
  const placeOf = (name: string) => {
    if (!places.has(name)) places.set(name, at[fold(name)]);
    return places.get(name);
  };
  return {
    cell(cells, name) {
      const place = placeOf(name);
      return place === undefined ? "" : (cells[place] ?? "").trim();
    },
    without(cells, names) {
      const left = names.map(placeOf);
      return cells.filter((_, place) => !left.includes(place)).join("|");
    },
  };
}
