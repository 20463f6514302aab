import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { type ConditionField, conditionFields, customKeyOf, isOwnField, ownFields } from "../condition/condition-fields.rules";
import { isEditableField } from "../prospect/editable-fields.rules";

/** Columns that are made of more than one field. Their words stand in `column.*`. */
const madeColumns = ["person", "reason"] as const;

/** What the list shows beside the name, which always stands first, until a person chooses. */
export const usualColumns: ReadonlyArray<string> = ["person", "city", "status", "leadScore", "reason", "lastActivityAt"];
export const mostColumns = 20;

/** Ties to several rows have no one value to show. */
const ties: ReadonlySet<string> = new Set(["segment", "campaign.member"]);

/** Everything that can be a column beside the company's own fields, in the order in which it is offered. */
export const knownColumns: ReadonlyArray<string> = [...madeColumns, ...ownFields.filter((name) => !ties.has(name))];

/** Whether it can be a column; one of a company's own is asked of the company later. */
export const isColumn = (name: string): boolean => knownColumns.includes(name) || customKeyOf(name) !== null;

/** What a cell holds: it decides how it is shown, sorted and written into a file. */
export type CellKind = "text" | "number" | "moment" | "day" | "choice" | "choices" | "boolean" | "record";
type CustomFacts = Pick<CustomFieldFacts, "key" | "type">;

/** Null for a field that the company has no more. */
export function cellKindOf(name: string, custom: ReadonlyArray<CustomFacts>): CellKind | null {
  const key = customKeyOf(name);
  if (key !== null) {
    const type = custom.find((field) => field.key === key)?.type;
    if (!type) return null;
    return type === "date" ? "day" : type === "url" || type === "email" ? "text" : type;
  }
  if (name === "reason") return "choice";
  if (!isOwnField(name)) return "text";
  const { type } = conditionFields[name] as ConditionField;
  return type === "date" ? (name === "task.nextDue" ? "day" : "moment") : type;
}

/** Where the words of a choice stand in those of prospecting. */
export function wordsOf(name: string): string | null {
  if (name === "reason") return "score";
  return isOwnField(name) ? ((conditionFields[name] as ConditionField).words ?? null) : null;
}

/** Values of a choice in their own order; of a company's own field its options. */
export function optionsOf(name: string, custom: ReadonlyArray<Pick<CustomFieldFacts, "key" | "options">>): ReadonlyArray<string> | null {
  const key = customKeyOf(name);
  if (key !== null) return custom.find((field) => field.key === key)?.options ?? null;
  return isOwnField(name) ? ((conditionFields[name] as ConditionField).options ?? null) : null;
}

/** A reason is a word about the score, which is what one sorts by. */
export const isSortable = (name: string) => name === "name" || (name !== "reason" && isColumn(name));

/** Fields of which few values are expected, so that their prospects make groups. */
export const groupFields: ReadonlyArray<string> = [
  "status",
  "assignedTo",
  "source",
  "department",
  "city",
  "tags",
  "emailState",
  "decisionPower",
  "agencyType",
  "industry",
  "companySize",
  "product",
  "importRun",
  "countryCode",
  "language",
  "legalBasis",
];
export const isGroupable = (name: string, custom: ReadonlyArray<CustomFacts>) =>
  groupFields.includes(name) || (customKeyOf(name) !== null && ["choice", "boolean"].includes(cellKindOf(name, custom) ?? ""));

/** Long texts are changed on the record, where there is room. */
const onRecord: ReadonlySet<string> = new Set(["notes"]);
export const isEditableCell = (name: string) =>
  customKeyOf(name) !== null || name === "status" || name === "assignedTo" || (isEditableField(name) && !onRecord.has(name));

const shortWords: Partial<Record<string, string>> = {
  name: "column.name",
  person: "column.contact",
  reason: "column.reason",
  city: "column.city",
  status: "column.status",
  leadScore: "column.score",
  lastActivityAt: "column.last",
};

/** The word of a column: a key in those of prospecting. Those of a company's own bear their label. */
export const columnWord = (name: string): string => shortWords[name] ?? `field.${name}`;

/** What a column is called. */
export const columnLabel = (
  name: string,
  t: (key: string) => string,
  custom: ReadonlyArray<Pick<CustomFieldFacts, "key" | "label">>,
): string => {
  const key = customKeyOf(name);
  return key === null ? t(columnWord(name)) : (custom.find((field) => field.key === key)?.label ?? key);
};
