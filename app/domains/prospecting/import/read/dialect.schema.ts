import { z } from "zod";

export const encodings = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
export const delimiters = [",", ";", "\t", "|"] as const;
export const newlines = ["\n", "\r\n", "\r"] as const;
export const quotes = ['"', "'"] as const;

/** How a list is written down. Detected, shown to the user, who may change any of it. */
export const Dialect = z.object({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  /** Differs from `delimiter` in lists whose header was written by another hand than their rows. */
  headerDelimiter: z.enum(delimiters),
  /** `\r` also accepts the two others: old lists that were pasted together mix them. */
  newline: z.enum(newlines),
  /** Null: quotes are plain characters of the text. */
  quote: z.enum(quotes).nullable(),
  hasHeader: z.boolean(),
  /** Records of prose above the header (or above the first row, without a header). */
  skipLines: z.number().int().min(0).max(1000).default(0),
  /** How many columns a row has. */
  columns: z.number().int().min(1).max(5000),
});
export type Dialect = z.infer<typeof Dialect>;
export type Encoding = Dialect["encoding"];
export type Delimiter = Dialect["delimiter"];
