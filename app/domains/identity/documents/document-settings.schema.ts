import { z } from "zod";
import { optionalText } from "~/platform/text";
import { decimal } from "../agency/agency.schema";

const invalid = "platform.form.invalid";
const whole = (least: number, most: number) => z.coerce.number(invalid).int(invalid).min(least, invalid).max(most, invalid);

/** Currencies we know how to print. */
export const currencies = ["EUR", "CHF", "GBP", "USD", "MAD", "TND", "DZD", "XPF"] as const;

/** What quotes and invoices of the company say and count with. */
export const DocumentSettings = z.object({
  documentFooter: optionalText(2000),
  bankDetails: optionalText(500),
  paymentTermDays: whole(0, 365).default(30),
  latePenaltyRate: decimal(3, 100),
  quoteValidityDays: whole(0, 3650).default(30),
  defaultVatRate: decimal(3, 100),
  fiscalYearStartMonth: whole(1, 12).default(1),
  currency: z.enum(currencies, invalid).default("EUR"),
  portalEnabled: z.literal("on", invalid).optional().transform(Boolean),
});
export type DocumentSettings = z.output<typeof DocumentSettings>;
