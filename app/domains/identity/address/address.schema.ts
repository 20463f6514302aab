import { z } from "zod";
import { optionalText } from "~/platform/text";

export const addressKinds = ["head_office", "office", "billing", "mail"] as const;
export type AddressKind = (typeof addressKinds)[number];

const invalid = "platform.form.invalid";
const required = "platform.form.required";

/** An address of the company itself. In France the post code has five digits, from which the department is told. */
export const CompanyAddress = z
  .object({
    kind: z.enum(addressKinds, invalid),
    label: optionalText(100),
    streetAddress: z.string({ error: required }).trim().min(1, required).max(300, invalid),
    postalCode: z.string({ error: required }).trim().min(1, required).max(10, invalid),
    city: z.string({ error: required }).trim().min(1, required).max(100, invalid),
    region: optionalText(100),
    countryCode: z
      .string({ error: required })
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/, "identity.address.country_invalid"),
  })
  .refine(({ countryCode, postalCode }) => countryCode !== "FR" || /^\d{5}$/.test(postalCode), {
    error: "identity.address.postal_code_invalid",
    path: ["postalCode"],
  });
export type CompanyAddress = z.output<typeof CompanyAddress>;

/** The department of a French post code; null abroad. Corsica's are told apart by their third digit. */
export function departmentOf(countryCode: string, postalCode: string): string | null {
  if (countryCode !== "FR" || !/^\d{5}$/.test(postalCode)) return null;
  if (postalCode.startsWith("20")) return Number(postalCode.slice(0, 3)) < 202 ? "2A" : "2B";
  return /^9[78]/.test(postalCode) ? postalCode.slice(0, 3) : postalCode.slice(0, 2);
}
