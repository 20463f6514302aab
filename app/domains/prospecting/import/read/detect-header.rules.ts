import { targetOfHeader } from "../columns/column-words.rules";
import { shapeOf } from "../columns/column-shapes.rules";

/**
 * Whether the first record names the columns. Known column words decide; then values (an address, a number) that no
 * header holds; otherwise yes, since most lists have one and the user sees the answer before anything is written.
 */
export function detectHeader(first: Array<string>, rows: Array<Array<string>>): boolean {
  const cells = first.map((cell) => cell.trim());
  if (cells.every((cell) => cell === "")) return false;
  if (cells.some((cell) => ["email", "url", "linkedin"].includes(shapeOf(cell) ?? ""))) return false;
  if (cells.some((cell) => targetOfHeader(cell) !== null)) return true;
  if (cells.some((cell) => shapeOf(cell) !== null)) return false;
  const filled = cells.filter((cell) => cell !== "");
  if (new Set(filled).size < filled.length && rows.length > 0) return rows.some((row) => row.some((cell) => shapeOf(cell.trim()) !== null));
  return true;
}
