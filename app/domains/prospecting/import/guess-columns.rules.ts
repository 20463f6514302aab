import type { Dialect } from "./dialect.schema";
import type { MappingColumn } from "./import-run.rules";
import { mapColumns } from "./map-columns.rules";
import { previewRows } from "./preview-rows.rules";
import { wellFormed } from "./well-formed.rules";

/**
 * The header of a list and what its columns seem to hold. Columns that a person confirmed for an earlier list with the same
 * header are taken as confirmed.
 */
export function guessColumns(
  head: Uint8Array,
  dialect: Dialect,
  { isWhole, confirmed }: { isWhole: boolean; confirmed?: Array<MappingColumn> },
): { header: Array<string>; mapping: Array<MappingColumn> } {
  const preview = previewRows(head, dialect, { limit: 100, isWhole });
  const header = preview.header.map((name) => wellFormed(name).slice(0, 200));
  const guessed = mapColumns(
    header,
    preview.rows.map(({ cells }) => cells),
  );
  const mapping = guessed.map((guess) => {
    const known = confirmed?.find(({ column, header: name }) => column === guess.column && name === guess.header);
    return known ? { ...guess, target: known.target, certainty: 1, reason: "confirmed" } : guess;
  });
  return { header, mapping };
}

/** A header as the key by which lists of one origin know each other. */
export const headerKey = (header: Array<string>) => header.join("\u001f").slice(0, 4000);
