import { z } from "zod";
import { type CustomFieldFacts, type CustomValues, readCustomValue } from "~/domains/catalogue/custom-field/custom-value.rules";
import { cleanLine, cleanLines, saysNothing } from "../../prospect/clean-text.rules";
import { departmentOf } from "../../prospect/normalise-address.rules";
import { isIdentified, mostTags, longestTag, ProspectInput, prospectLengths } from "../../prospect/prospect.schema";
import { splitTags } from "../../prospect/split-tags.rules";
import { importTargets, type ImportTarget } from "../columns/column-words.rules";
import type { FieldReading, ImportWarning, RefusalCode, RowReading } from "./import-codes.rules";
import { readAddress, readCountry, readLanguage } from "./read-place.rules";
import { readEmail, readPhones } from "./read-contact-ways.rules";
import { readLink, readNumber, readSiretCell } from "./read-identifiers.rules";
import { splitFullName } from "./read-name.rules";

/** A column as the user confirmed it. */
export const MappedColumn = z.object({
  column: z.number().int().min(0),
  header: z.string(),
  target: z.enum(importTargets),
  field: z.string().optional(),
});
export type MappedColumn = z.infer<typeof MappedColumn>;

export interface ReadProspectOptions {
  /** ISO 3166-1 alpha-2: the country of numbers and postcodes that do not say theirs. Usually the company's own. */
  country?: string;
  /** The company's own fields: what a column brings for one is read in its type. */
  fields?: ReadonlyArray<CustomFieldFacts>;
}

export type ReadProspect =
  | { kind: "candidate"; prospect: ProspectInput; department: string | null; warnings: Array<ImportWarning> }
  | { kind: "refused"; code: RefusalCode; column?: string };

/**
 * The reader for the lines of one list: mapped cells in, a prospect or a refusal out. A cell that cannot be right costs the
 * cell, not the line: it is kept among the custom fields under its header, with a warning. A line that names nobody
 * (no e-mail, phone, SIRET or name) is refused. What comes out has passed the schema that forms and the API use.
 */
export function prospectReader(mapping: Array<MappedColumn>, { country = "FR", fields = [] }: ReadProspectOptions = {}) {
  const columnOf = (target: ImportTarget) => mapping.find((one) => one.target === target);
  const columns = Object.fromEntries(importTargets.map((target) => [target, columnOf(target)])) as Record<
    ImportTarget,
    MappedColumn | undefined
  >;
  const fieldOf = new Map(fields.map((field) => [field.key, field]));
  const custom = mapping
    .filter(({ target }) => target === "custom")
    .map(({ column, header, field }) => ({ column, header, field: fieldOf.get(field ?? header) }));
  const mapped = Math.max(-1, ...mapping.map(({ column }) => column)) + 1;

  return (cells: Array<string>): ReadProspect => {
    const row = new RowCells(cells, columns, fieldOf);
    const prospect: ProspectInput = {};

    const nation = readCountry(row);
    if (nation) prospect.countryCode = nation;
    readNames(row, prospect);
    readEmail(row, prospect);
    readPhones(row, prospect, nation ?? country, country);
    readSiretCell(row, prospect);
    readAddress(row, prospect, nation ?? country);
    readLink(row, prospect, "websiteUrl");
    readLink(row, prospect, "linkedinUrl");
    readNumber(row, prospect, "latitude", 90);
    readNumber(row, prospect, "longitude", 180);
    readLanguage(row, prospect);
    readTags(row, prospect);
    row.text("jobTitle", prospect, prospectLengths.jobTitle);
    row.text("source", prospect, prospectLengths.sourceDetail, "sourceDetail");
    const notes = row.raw("notes");
    if (notes) prospect.notes = row.within("notes", cleanLines(notes), prospectLengths.notes);
    const externalId = row.cell("externalId");
    if (externalId) row.keep("externalId", externalId);
    for (const { column, header, field } of custom) {
      const value = cells[column];
      if (value === undefined || value === "") continue;
      if (field) row.fill(field, cleanLines(value), header);
      else row.keep(header, cleanLines(value));
    }
    if (cells.length > mapped) keepExtraCells(row, cells, mapping);

    if (!isIdentified(prospect)) {
      const [first] = row.warnings;
      return first
        ? { kind: "refused", code: "prospecting.import.nothing_usable", column: first.column }
        : { kind: "refused", code: "prospecting.import.unidentified" };
    }
    if (row.hasKept) prospect.customFields = row.kept;
    const checked = checkedBySchema(row, prospect);
    if (!checked) return { kind: "refused", code: "prospecting.import.nothing_usable" };
    const department = departmentOf(checked.postalCode, checked.countryCode ?? country);
    return { kind: "candidate", prospect: checked, department, warnings: row.warnings };
  };
}

/** What the schema of forms and API accepts of a prospect. A field that it refuses is set aside with a warning; null when nobody is left. */
function checkedBySchema(row: RowCells, prospect: ProspectInput): ProspectInput | null {
  const checked = ProspectInput.safeParse(prospect);
  if (checked.success) return checked.data;
  const refused = new Set(checked.error.issues.map((issue) => issue.path[0] as keyof ProspectInput));
  const rest = { ...prospect };
  for (const field of refused) {
    const value = prospect[field];
    row.warn(
      "prospecting.import.field_invalid",
      field === "sourceDetail" ? "source" : (field as ImportTarget),
      typeof value === "string" ? value : undefined,
    );
    delete rest[field];
  }
  if (row.hasKept) rest.customFields = row.kept;
  const again = ProspectInput.safeParse(rest);
  return again.success ? again.data : null;
}

/** One line under its mapping: cells by field, what could not be used kept aside, warnings gathered. */
class RowCells implements RowReading {
  readonly warnings: Array<ImportWarning> = [];
  readonly kept: CustomValues = {};
  hasKept = false;

  constructor(
    private readonly cells: Array<string>,
    private readonly columns: Record<ImportTarget, MappedColumn | undefined>,
    private readonly fields: ReadonlyMap<string, CustomFieldFacts>,
  ) {}

  raw(target: ImportTarget): string {
    const column = this.columns[target];
    return column ? (this.cells[column.column] ?? "") : "";
  }

  cell(target: ImportTarget): string {
    const text = this.raw(target);
    if (text === "") return "";
    const line = cleanLine(text);
    return saysNothing(line, {
      isName: target === "firstName" || target === "lastName" || target === "fullName" || target === "organizationName",
    })
      ? ""
      : line;
  }

  text(target: ImportTarget, prospect: ProspectInput, longest: number, field: FieldReading = target as FieldReading): void {
    const text = this.cell(target);
    if (text) prospect[field] = this.within(target, text, longest);
  }

  within(target: ImportTarget, text: string, longest: number): string {
    if (text.length <= longest) return text;
    this.warn("prospecting.import.text_cut", target);
    this.keep(this.headerOf(target), text);
    // A letter of two units is not cut in half.
    return text
      .slice(0, longest)
      .replace(/[\ud800-\udbff]$/, "")
      .trimEnd();
  }

  warn(code: ImportWarning["code"], target: ImportTarget, value?: string): void {
    this.warnings.push({ code, column: this.headerOf(target) });
    if (value) this.keep(this.headerOf(target), value);
  }

  keep(name: string, value: string): void {
    if (value === "") return;
    const own = this.fields.has(name) ? `« ${name} »` : name; // the place of a field holds values of its type alone
    let key = own;
    for (let count = 2; this.kept[key] !== undefined && this.kept[key] !== value; count++) key = `${own} ${count}`;
    this.kept[key] = value;
    this.hasKept = true;
  }

  /** Into a field of the company's own; what is not of its type is kept beside it, with a warning. */
  fill(field: CustomFieldFacts, text: string, header: string): void {
    const read = readCustomValue(field, text);
    if ("code" in read) {
      this.warnings.push({ code: "prospecting.import.custom_invalid", column: header });
      this.keep(`« ${header} »`, text);
    } else if (read.value !== null && this.kept[field.key] === undefined) {
      this.kept[field.key] = read.value;
      this.hasKept = true;
    }
  }

  headerOf(target: ImportTarget): string {
    return this.columns[target]?.header ?? target;
  }
}

function readNames(row: RowCells, prospect: ProspectInput): void {
  row.text("firstName", prospect, prospectLengths.firstName);
  row.text("lastName", prospect, prospectLengths.lastName);
  row.text("organizationName", prospect, prospectLengths.organizationName);
  const fullName = row.cell("fullName");
  if (!fullName || (prospect.firstName && prospect.lastName)) return;
  const name = splitFullName(fullName);
  if ("organizationName" in name) {
    if (!prospect.organizationName)
      prospect.organizationName = row.within("fullName", name.organizationName, prospectLengths.organizationName);
    else if (prospect.organizationName !== name.organizationName) row.keep(row.headerOf("fullName"), fullName);
    return;
  }
  if ("firstName" in name) prospect.firstName ??= row.within("fullName", name.firstName, prospectLengths.firstName);
  prospect.lastName ??= row.within("fullName", name.lastName, prospectLengths.lastName);
}

function readTags(row: RowCells, prospect: ProspectInput): void {
  const cell = row.cell("tags") && row.raw("tags");
  if (!cell) return;
  const tags = splitTags(cell);
  const fitting = tags.filter((tag) => tag.length <= longestTag).slice(0, mostTags);
  if (fitting.length < tags.length) row.warn("prospecting.import.text_cut", "tags", cleanLine(cell));
  prospect.tags = fitting;
}

/** A row longer than the list: nothing is thrown away, and the user is told that its columns may have moved. */
function keepExtraCells(row: RowCells, cells: Array<string>, mapping: Array<MappedColumn>): void {
  const known = new Set(mapping.map(({ column }) => column));
  const extra = cells.map((cell, column) => (known.has(column) ? "" : cell.trim())).filter((cell) => cell !== "");
  if (extra.length === 0) return;
  row.warnings.push({ code: "prospecting.import.row_too_long" });
  row.keep("+", extra.join(" | "));
}
