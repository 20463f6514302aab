import { departmentShapes } from "./department-shapes";

/** A department on the page of the map. Figures that no file gave are null. */
export interface DepartmentLine {
  /** Empty: nobody knows which. */
  code: string;
  name: string;
  prospects: number;
  /** Euro a square metre. */
  price: number | null;
  /** Percent over 12 months. */
  trend: number | null;
  asOf: Date | string | null;
}

const names = new Map<string, string>(departmentShapes.map(([code, name]) => [code, name]));

/** A department's name, or its code where the map does not draw it. */
export const departmentName = (code: string): string => names.get(code) ?? code;

/** The figure that the shades tell. Nobody there is no shade, as a figure that no file gave. */
export function measureOf(line: DepartmentLine, measure: "prospects" | "price" | "trend"): number | null {
  if (measure === "prospects") return line.prospects > 0 ? line.prospects : null;
  return line[measure];
}

/** What is known of a department: how many prospects of the filter are in it, and what the open files say of its market. */
export interface DepartmentFigures {
  /** Empty: prospects whose department nobody knows. */
  department: string;
  prospects: number;
  /** Euro a square metre; null: no file says. */
  price: number | null;
  /** Percent over 12 months; null: no two quarters to compare. */
  trend: number | null;
  /** Last day the market figures cover. */
  asOf: Date | null;
}
