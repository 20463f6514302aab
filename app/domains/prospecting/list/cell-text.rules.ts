import type { Cell } from "../prospect/prospect-line.rules";
import type { CellKind } from "./list-columns.rules";

/** A cell as one writes it in its editor, and as the server reads it: a record by its id, several words with commas between. */
export function cellText(cell: Cell | undefined, column: string, kind: CellKind | null): string {
  if (cell === null || cell === undefined) return "";
  if (Array.isArray(cell)) return kind === "record" || column === "city" ? (cell[0] ?? "") : cell.join(", ");
  return String(cell);
}

/** What the cell will hold once `text` is saved, as far as one can tell before the server says so. `label` of a record. */
export function cellOf(text: string, column: string, kind: CellKind | null, before: Cell | undefined, label?: string): Cell {
  const said = text.trim();
  if (column === "city") return [said || null, Array.isArray(before) ? (before[1] ?? null) : null];
  if (said === "") return null;
  if (kind === "record") return [said, label ?? said];
  if (kind === "choices")
    return said
      .split(/[,;|،؛]/)
      .map((word) => word.trim())
      .filter(Boolean);
  if (kind === "boolean") return said === "true";
  if (kind === "number") return Number.isFinite(Number(said.replace(",", "."))) ? Number(said.replace(",", ".")) : said;
  return said;
}
