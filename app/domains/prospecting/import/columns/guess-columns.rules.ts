import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { headerWords } from "./column-words.rules";
import type { Dialect } from "../read/dialect.schema";
import type { MappingColumn } from "../run/import-run.rules";
import { mapColumns } from "./map-columns.rules";
import { previewRows } from "./preview-rows.rules";
import { wellFormed } from "../read/well-formed.rules";

/**
 * The header of a list and what its columns seem to hold. Columns that a person confirmed for an earlier list with the same
 * header are taken as confirmed.
 */
export function guessColumns(
  head: Uint8Array,
  dialect: Dialect,
  { isWhole, confirmed, fields = [] }: { isWhole: boolean; confirmed?: Array<MappingColumn>; fields?: ReadonlyArray<CustomFieldFacts> },
): { header: Array<string>; mapping: Array<MappingColumn> } {
  const preview = previewRows(head, dialect, { limit: 100, isWhole });
  const header = preview.header.map((name) => wellFormed(name).slice(0, 200));
  const guessed = mapColumns(
    header,
    preview.rows.map(({ cells }) => cells),
  );
  const mapping = guessed.map((guess) => {
    const known = confirmed?.find(({ column, header: name }) => column === guess.column && name === guess.header);
    if (known) return { ...guess, target: known.target, field: known.field, certainty: 1, reason: "confirmed" };
    const words = headerWords(guess.header).join(" ");
    const own =
      guess.target === "custom"
        ? fields.find(({ key, label }) => words !== "" && [key, label].some((name) => headerWords(name).join(" ") === words))
        : undefined;
    return own ? { ...guess, field: own.key, certainty: 0.95, reason: "header" } : guess;
  });
  return { header, mapping };
}

/** A header as the key by which lists of one origin know each other. */
export const headerKey = (header: Array<string>) => header.join("\u001f").slice(0, 4000);
