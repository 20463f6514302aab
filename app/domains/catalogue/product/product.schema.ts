import { z } from "zod";

export const mostBenefits = 20;
export const longestBenefit = 200;

/** One benefit a line, the most important first; blank lines and list marks do not count, a benefit said twice counts once. */
export function splitBenefits(text: string): Array<string> {
  const lines = text.split(/\r?\n/).map((line) =>
    line
      .replace(/^\s*(?:[-*•–]|\d+[.)])\s+/, "")
      .trim()
      .replace(/\s+/g, " "),
  );
  return [...new Set(lines.filter((line) => line !== ""))];
}

const optionalText = (longest: number) => z.string().trim().max(longest, "catalogue.product.text_too_long").optional();

/** What a company sells, as its form posts it. */
export const ProductInput = z.object({
  name: z
    .string("catalogue.product.name_missing")
    .trim()
    .min(1, "catalogue.product.name_missing")
    .max(100, "catalogue.product.text_too_long"),
  description: optionalText(5000),
  targetMarket: optionalText(100),
  websiteUrl: z
    .string()
    .trim()
    .max(500, "catalogue.product.text_too_long")
    .transform((url) => (/^[a-z]+:\/\//i.test(url) ? url : `https://${url}`))
    .refine((url) => URL.canParse(url) && /^https?:\/\/[^\s/]+\.[^\s/]+/.test(url), "catalogue.product.url_invalid")
    .optional(),
  /** In order: a field each, or one a line. */
  benefits: z
    .preprocess(
      (given) => (Array.isArray(given) ? given.join("\n") : given),
      z.string("catalogue.product.benefits_missing").max(10_000, "catalogue.product.text_too_long"),
    )
    .transform(splitBenefits)
    .refine((benefits) => benefits.length > 0, "catalogue.product.benefits_missing")
    .refine((benefits) => benefits.length <= mostBenefits, "catalogue.product.too_many_benefits")
    .refine((benefits) => benefits.every((benefit) => benefit.length <= longestBenefit), "catalogue.product.benefit_too_long"),
});
export type ProductInput = z.output<typeof ProductInput>;

/** Out of what new campaigns are offered, or back into it. */
export const ArchiveProduct = z.object({ act: z.enum(["archive", "restore"]) });
