import { z } from "zod";
import { cleanLine, cleanLines } from "../prospect/clean-text.rules";
import { normaliseUrl } from "../prospect/normalise-url.rules";

const tooLong = "prospecting.prospect.text_too_long";
export const blankIsNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : (value ?? null));
export const line = (longest: number) =>
  z.preprocess(blankIsNull, z.string().transform(cleanLine).pipe(z.string().max(longest, tooLong)).nullable());
export const needed = (longest: number, missing: string) =>
  z.string(missing).transform(cleanLine).pipe(z.string().min(1, missing).max(longest, tooLong));
export const lines = (longest: number) => z.string().transform(cleanLines).pipe(z.string().max(longest, tooLong));

/** The address of a page, http or https; another scheme is no link of ours. */
export const link = z.preprocess(
  blankIsNull,
  z
    .string()
    .transform((text, issues) => {
      const url = normaliseUrl(text);
      if (url) return url;
      issues.addIssue({ code: "custom", message: "prospecting.prospect.url_invalid" });
      return z.NEVER;
    })
    .nullable(),
);

export const TenderInput = z.object({
  title: needed(200, "prospecting.tender.title_missing"),
  url: link,
  source: line(200),
  deadline: z.preprocess((value) => value || undefined, z.iso.date("prospecting.tender.deadline_missing")),
  notes: z.preprocess(blankIsNull, lines(2000).nullable()),
});
export type TenderInput = z.output<typeof TenderInput>;
