import { z } from "zod";
import { importTargets } from "../columns/column-words.rules";
import { UploadFields } from "../import.schema";

/** A key of the caller's own, said again with each try of one list. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,100}$/, "prospecting.import.key_invalid");

const Target = z.union([z.enum(importTargets), z.string().regex(/^field:.{1,50}$/)], "prospecting.import.column_unknown");
/** What columns hold, by their header: a field, or `field:<key>` for one of the company's own. Others are recognised. */
const Columns = z.record(z.string().max(200), Target);

const About = z.strictObject({
  source: UploadFields.shape.sourceDetail,
  legalBasis: UploadFields.shape.legalBasis,
  /** What the list is called; without it, as its source. */
  name: z.string().trim().min(1).max(200).optional(),
});

const Cell = z.union([
  z.string().max(10_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string().max(1000), z.number()])).max(100),
]);
export const mostRows = 10_000;
/** Rows of a list as JSON. */
export const ApiImport = About.extend({
  columns: Columns.optional(),
  rows: z
    .array(z.record(z.string().max(200), Cell), "prospecting.import.rows_missing")
    .min(1, "prospecting.import.rows_missing")
    .max(mostRows, "prospecting.import.rows_too_many"),
});
export type ApiImport = z.output<typeof ApiImport>;

/** What is said of a list whose body is the CSV itself. `columns` is the object, written as JSON. */
export const ApiImportQuery = About.extend({
  columns: z
    .string()
    .max(20_000)
    .transform((text, issues): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        issues.addIssue({ code: "custom", message: "prospecting.import.column_unknown" });
        return z.NEVER;
      }
    })
    .pipe(Columns)
    .optional(),
});

export const ApiRefusedQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** The line after which the page begins: `next` of the page before. */
  after: z.coerce.number().int().min(0).max(2_000_000_000).default(0),
});

export type ChosenColumns = z.output<typeof Columns>;
