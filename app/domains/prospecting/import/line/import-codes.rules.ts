import type { ProspectInput } from "../../prospect/prospect.schema";
import type { ImportTarget } from "../columns/column-words.rules";

/** What is told about a cell of a line that is kept. Each code is a key of the words: `import.<name>`. */
export const warningCodes = [
  "prospecting.import.email_invalid",
  "prospecting.import.email_several",
  "prospecting.import.phone_invalid",
  "prospecting.import.siret_invalid",
  "prospecting.import.siret_is_siren",
  "prospecting.import.postcode_invalid",
  "prospecting.import.postcode_contradicts_address",
  "prospecting.import.country_unknown",
  "prospecting.import.language_unknown",
  "prospecting.import.url_invalid",
  "prospecting.import.linkedin_invalid",
  "prospecting.import.coordinate_invalid",
  "prospecting.import.field_invalid",
  "prospecting.import.custom_invalid",
  "prospecting.import.text_cut",
  "prospecting.import.row_too_long",
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Why a line is not kept at all. */
export const refusalCodes = ["prospecting.import.unidentified", "prospecting.import.nothing_usable"] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface ImportWarning {
  code: WarningCode;
  /** Header of the column; absent when the whole line is meant. */
  column?: string;
}

export type FieldReading = {
  [Field in keyof ProspectInput]-?: NonNullable<ProspectInput[Field]> extends string ? Field : never;
}[keyof ProspectInput];

/** What the readers of single fields may ask of a line. */
export interface RowReading {
  /** The cell of a field, cleaned; empty when it is absent or says nothing (`n/a`). */
  cell(target: ImportTarget): string;
  raw(target: ImportTarget): string;
  text(target: ImportTarget, prospect: ProspectInput, longest: number, field?: FieldReading): void;
  within(target: ImportTarget, text: string, longest: number): string;
  /** Notes a warning; a value given with it is kept among the custom fields. */
  warn(code: WarningCode, target: ImportTarget, value?: string): void;
  keep(name: string, value: string): void;
  headerOf(target: ImportTarget): string;
}
