import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { CustomFieldType } from "~/generated/prisma/enums";
import {
  conditionFields,
  customKeyOf,
  customPrefix,
  type FieldType,
  isOwnField,
  operandOf,
  ownFields,
  type RecordKind,
} from "./condition-fields.rules";
import type { Test } from "./condition.schema";

/** What a condition can be made of beside Essor's own fields. */
export interface ConditionChoices {
  custom: Array<CustomFieldFacts>;
  records: Partial<Record<RecordKind, Array<{ id: string; name: string }>>>;
}

/** How a field of a company's own is asked about. */
export const conditionTypes: Record<CustomFieldType, FieldType> = {
  text: "text",
  url: "text",
  email: "text",
  number: "number",
  date: "date",
  boolean: "boolean",
  choice: "choice",
  choices: "choices",
};

/** A field as the builder offers it and as a sentence names it. */
export interface AskedField {
  name: string;
  label: string;
  type: FieldType;
  /** What can be chosen, with its words; absent where it is typed. */
  options?: Array<{ value: string; label: string }>;
}

type Say = (key: string, values?: Record<string, string | number>) => string;

/** A field by its name; null for one of the company's that is no more. */
export function askedField(name: string, t: Say, choices?: ConditionChoices): AskedField | null {
  const key = customKeyOf(name);
  if (key !== null) {
    const field = choices?.custom.find((one) => one.key === key);
    if (!field) return null;
    const options =
      field.type === "choice" || field.type === "choices" ? field.options.map((value) => ({ value, label: value })) : undefined;
    return { name, label: field.label, type: conditionTypes[field.type], options };
  }
  if (!isOwnField(name)) return null;
  const { type, options, words, records } = conditionFields[name] as (typeof conditionFields)["status"] & { records?: RecordKind };
  return {
    name,
    label: t(`field.${name}`),
    type,
    options: options
      ? options.map((value) => ({ value, label: t(`${words}.${value}`) }))
      : records
        ? (choices?.records[records] ?? []).map(({ id, name }) => ({ value: id, label: name }))
        : undefined,
  };
}

/** Everything that can be asked, under its headings. */
export function askedFields(t: Say, choices: ConditionChoices): Array<{ heading: string; fields: Array<AskedField> }> {
  const custom = choices.custom.map(({ key }) => askedField(customPrefix + key, t, choices)!);
  const groups = [...new Set(ownFields.map((name) => conditionFields[name].group))];
  return [
    ...(custom.length > 0 ? [{ heading: t("condition.group.custom"), fields: custom }] : []),
    ...groups.map((group) => ({
      heading: t(`condition.group.${group}`),
      fields: ownFields.filter((name) => conditionFields[name].group === group).map((name) => askedField(name, t, choices)!),
    })),
  ];
}

/** A question in words: field, operator, value. What only the company's own rows could name is counted where they are not at hand. */
export function testWords(
  test: Test,
  t: Say,
  { date, list }: { date: (day: string) => string; list: (texts: Array<string>) => string },
  choices?: ConditionChoices,
) {
  const field = askedField(test.field, t, choices);
  const { value } = test;
  const one = (item: string | number) =>
    field?.options?.find((option) => option.value === item)?.label ?? (field?.type === "date" ? date(String(item)) : String(item));
  const operand = operandOf(test.is);
  const said =
    operand === "none" || value === undefined
      ? ""
      : operand === "days"
        ? t("condition.days_value", { count: value as number })
        : operand === "range" && Array.isArray(value)
          ? t("condition.range", { from: one(value[0]!), to: one(value[1]!) })
          : Array.isArray(value)
            ? field?.type === "record" && !value.every((item) => field.options?.some((option) => option.value === item))
              ? t("condition.several", { count: value.length })
              : list(value.map(one))
            : one(value);
  return { field: field?.label ?? customKeyOf(test.field) ?? test.field, operator: t(`condition.op.${test.is}`), value: said };
}
