import { z } from "zod";
import { type CustomFieldType } from "~/generated/prisma/enums";

export const customFieldTypes = [
  "text",
  "number",
  "date",
  "choice",
  "choices",
  "boolean",
  "url",
  "email",
] as const satisfies ReadonlyArray<CustomFieldType>;
/** Fields of one kind of record. */
export const mostCustomFields = 100;
export const mostOptions = 100;

const label = z
  .string("catalogue.field.label_missing")
  .trim()
  .min(1, "catalogue.field.label_missing")
  .max(100, "catalogue.field.label_too_long");
/** One a line, each once. */
const options = z
  .string()
  .max(12_000, "catalogue.field.too_many_options")
  .default("")
  .transform((text) => [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])
  .refine((lines) => lines.length <= mostOptions, "catalogue.field.too_many_options")
  .refine((lines) => lines.every((line) => line.length <= 100 && !/[,;|،؛]/.test(line)), "catalogue.field.option_invalid");

export const NewCustomField = z
  .object({ label, type: z.enum(customFieldTypes, "catalogue.field.type_missing"), options })
  .superRefine(({ type, options }, issues) => {
    if ((type === "choice" || type === "choices") && options.length === 0)
      issues.addIssue({ code: "custom", path: ["options"], message: "catalogue.field.options_missing" });
  });
export type NewCustomField = z.output<typeof NewCustomField>;

export const ChangeCustomField = z.object({ label, options });
export type ChangeCustomField = z.output<typeof ChangeCustomField>;

export const MoveCustomField = z.object({ act: z.enum(["up", "down", "archive", "restore"]) });
