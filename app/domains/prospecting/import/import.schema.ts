import { z } from "zod";
import { importTargets } from "./columns/column-words.rules";
import { type Dialect, delimiters, encodings, newlines, quotes } from "./read/dialect.schema";

/** What is said of a list when it comes in: where it was found, and why we may write to these people. */
export const UploadFields = z.object({
  sourceDetail: z
    .string("prospecting.import.source_missing")
    .trim()
    .min(2, "prospecting.import.source_missing")
    .max(300, "prospecting.import.source_too_long"),
  legalBasis: z.enum(["legitimate_interest", "consent", "contract"], "prospecting.import.basis_missing"),
});
export type UploadFields = z.infer<typeof UploadFields>;

const names = { comma: ",", semicolon: ";", tab: "\t", pipe: "|", lf: "\n", crlf: "\r\n", cr: "\r", double: '"', single: "'" } as const;
/** Characters that a form cannot carry, or that nobody can see, by their names. */
export const nameOf = (character: string | null) => Object.entries(names).find(([, one]) => one === character)?.[0] ?? "none";
const named = (allowed: ReadonlyArray<string>) =>
  z.preprocess((name) => (name === "none" ? null : names[name as keyof typeof names]), z.enum(allowed as [string, ...Array<string>]));

/** How the list is written, as the user corrects it. */
export const ChangeDialect = z
  .object({
    encoding: z.enum(encodings),
    delimiter: named(delimiters),
    headerDelimiter: named(delimiters),
    newline: named(newlines),
    quote: z.preprocess((name) => (name === "none" ? null : names[name as keyof typeof names]), z.enum(quotes).nullable()),
    hasHeader: z.preprocess((value) => value === "yes", z.boolean()),
    skipLines: z.coerce.number().int().min(0).max(1000),
  })
  .transform((form) => form as Omit<Dialect, "columns">);
export type ChangeDialect = z.output<typeof ChangeDialect>;

/** Which sheet of a workbook is the list, counted from 0. */
export const ChooseSheet = z.object({ sheet: z.coerce.number().int().min(0).max(254) });

/** Fields `column-0`, `column-1` … of the mapping form: a target, or `field:<key>` for a field of the company's own. */
export const ChangeMapping = z.looseObject({}).transform((form) => {
  const targets = new Map<number, { target: (typeof importTargets)[number]; field?: string }>();
  for (const [name, value] of Object.entries(form)) {
    const column = /^column-(\d{1,4})$/.exec(name)?.[1];
    const field = typeof value === "string" && value.startsWith("field:") ? value.slice(6, 56) : undefined;
    const target = field ? "custom" : importTargets.find((one) => one === value);
    if (column !== undefined && target) targets.set(Number(column), { target, field });
  }
  return { targets };
});
export type ChangeMapping = z.output<typeof ChangeMapping>;

/** A roll-back takes people out: the box says that this is understood. */
export const RollBack = z.object({ understood: z.literal("yes", "prospecting.import.not_understood") });
