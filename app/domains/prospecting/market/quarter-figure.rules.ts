import { isPlausible, opensQuarter, plausible, readDay, readNumber } from "./market-figure.rules";
import type { Columns } from "./market-formats.rules";
import { readDepartment, salesCover } from "./market-place.rules";

/** What a department's quarter was, for one kind of dwelling. */
export interface QuarterFigure {
  department: string;
  dwelling: "all" | "house" | "flat";
  /** First day of the quarter. */
  quarter: string;
  /** Euro a square metre. */
  medianPriceSqm: number;
  /** Euro a dwelling. */
  medianPrice: number | null;
  salesCount: number;
}

export type QuarterRefusal =
  | "department_unknown"
  | "department_not_covered"
  | "dwelling_unknown"
  | "quarter_unreadable"
  | "date_in_the_future"
  | "price_missing"
  | "implausible_price"
  | "sales_count_missing";

const dwellings: Record<string, QuarterFigure["dwelling"]> = {
  ensemble: "all",
  tous: "all",
  maison: "house",
  maisons: "house",
  appartement: "flat",
  appartements: "flat",
};

/** Reads a row of quarterly medians. A cell that is empty or zero says nothing and is never taken for a price. */
export function readQuarter(
  cells: Array<string>,
  { cell }: Columns,
  today: string,
): { figure: QuarterFigure } | { refusal: QuarterRefusal } {
  const department = readDepartment(cell(cells, "Department"));
  if (!department) return { refusal: "department_unknown" };
  if (!salesCover(department)) return { refusal: "department_not_covered" };
  const dwelling = dwellings[cell(cells, "Type").toLowerCase()];
  if (!dwelling) return { refusal: "dwelling_unknown" };
  const quarter = readDay(cell(cells, "Date"));
  if (!quarter || !opensQuarter(quarter)) return { refusal: "quarter_unreadable" };
  if (quarter > today) return { refusal: "date_in_the_future" };
  const medianPriceSqm = readNumber(cell(cells, "PrixM2Median"));
  if (medianPriceSqm === null || medianPriceSqm === 0) return { refusal: "price_missing" };
  if (!isPlausible(medianPriceSqm, plausible.price)) return { refusal: "implausible_price" };
  const salesCount = readNumber(cell(cells, "NbVentes"));
  if (salesCount === null || salesCount < 1 || !Number.isInteger(salesCount)) return { refusal: "sales_count_missing" };
  const medianPrice = readNumber(cell(cells, "PrixMedian"));
  return {
    figure: { department, dwelling, quarter, medianPriceSqm, medianPrice: medianPrice && medianPrice > 0 ? medianPrice : null, salesCount },
  };
}
