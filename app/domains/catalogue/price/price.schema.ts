import { z } from "zod";
import { currencies } from "./price.rules";

/** As people write money: 1 250,50 or 1250.5. Kept as a decimal text, never as a float. */
const amountIn = (missing: string) =>
  z
    .string(missing)
    .transform((text) => text.replace(/[\s\u00a0\u202f]/g, "").replace(",", "."))
    .refine((text) => text !== "", missing)
    .refine((text) => text === "" || /^\d{1,8}(?:\.\d{1,2})?$/.test(text), "catalogue.price.amount_invalid");

const day = z.iso.date("catalogue.price.day_invalid").optional();

/** A price of a product and the days it holds, as its form posts it. */
export const PriceInput = z
  .object({
    amount: amountIn("catalogue.price.amount_missing"),
    /** The upper end: with it, the price is a range. */
    upTo: amountIn("catalogue.price.amount_missing").optional(),
    currency: z.enum(currencies, "catalogue.price.currency_missing"),
    validFrom: day,
    validUntil: day,
    /** The price that this one takes the place of. */
    instead: z.guid().optional(),
  })
  .refine(({ amount, upTo }) => upTo === undefined || Number(upTo) > Number(amount), {
    path: ["upTo"],
    message: "catalogue.price.range_order",
  })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
    path: ["validUntil"],
    message: "catalogue.price.days_order",
  });
export type PriceInput = z.output<typeof PriceInput>;

export const PriceToRemove = z.object({ priceId: z.guid() });
