import { z } from "zod";
import type { CustomValues } from "~/domains/catalogue/custom-field/custom-value.rules";
import { cleanLine, cleanLines } from "./clean-text.rules";
import { longestEmail, normaliseEmail } from "./normalise-email.rules";
import { normalisePostcode } from "./normalise-address.rules";
import { nafOf } from "./normalise-naf.rules";
import { normaliseCountry, normaliseLanguage } from "./normalise-country.rules";
import { normalisePhone } from "./normalise-phone.rules";
import { isSiret } from "./normalise-siret.rules";
import { longestUrl, normaliseLinkedinUrl, normaliseUrl } from "./normalise-url.rules";
import { splitTags } from "./split-tags.rules";

/** Longest texts of a prospect, in characters. */
export const prospectLengths = {
  firstName: 100,
  lastName: 100,
  organizationName: 200,
  jobTitle: 100,
  street: 300,
  postalCode: 10,
  city: 100,
  sourceDetail: 300,
  notes: 5000,
  description: 2000,
} as const;
export const mostTags = 50;
export const longestTag = 50;

const blankIsNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);
const tooLong = "prospecting.prospect.text_too_long";

/** Blank means "nothing" (null), absent means "not touched" (undefined); the rest is cleaned, then checked. */
const line = (longest: number) =>
  z.preprocess(blankIsNull, z.string().transform(cleanLine).pipe(z.string().max(longest, tooLong)).nullish());

/** Brought into its one form by `normalise`, which answers null for what cannot be right: refused with `code`. */
function normalised(normalise: (text: string) => string | null, longest: number, code: string) {
  const checked = z.string(code).transform((text, issues) => {
    const value = normalise(cleanLine(text));
    if (value !== null && value.length <= longest) return value;
    issues.addIssue({ code: "custom", message: value === null ? code : tooLong });
    return z.NEVER;
  });
  return z.preprocess(blankIsNull, checked.nullish());
}

function degrees(limit: number, code: string) {
  const fromText = (value: unknown) =>
    typeof value === "string" && value.trim() !== "" ? Number(value.replace(",", ".")) : blankIsNull(value);
  return z.preprocess(fromText, z.number(code).min(-limit, code).max(limit, code).nullish());
}

/**
 * What may be said of a prospect: by the form, by a line of a list, by the API. Each field may be absent (not touched)
 * or null (emptied). Without any name, e-mail, phone or SIRET nobody is meant: refused as `prospecting.prospect.unidentified`.
 */
export const ProspectFields = z.object({
  firstName: line(prospectLengths.firstName),
  lastName: line(prospectLengths.lastName),
  organizationName: line(prospectLengths.organizationName),
  jobTitle: line(prospectLengths.jobTitle),
  email: normalised(normaliseEmail, longestEmail, "prospecting.prospect.email_invalid"),
  phone: normalised(normalisePhone, 20, "prospecting.prospect.phone_invalid"),
  mobile: normalised(normalisePhone, 20, "prospecting.prospect.phone_invalid"),
  siret: normalised(siretOnly, 14, "prospecting.prospect.siret_invalid"),
  nafCode: normalised(nafOf, 6, "prospecting.prospect.naf_invalid"),
  description: line(prospectLengths.description),
  street: line(prospectLengths.street),
  postalCode: line(prospectLengths.postalCode),
  city: line(prospectLengths.city),
  countryCode: normalised(normaliseCountry, 2, "prospecting.prospect.country_unknown"),
  latitude: degrees(90, "prospecting.prospect.latitude_invalid"),
  longitude: degrees(180, "prospecting.prospect.longitude_invalid"),
  websiteUrl: normalised(normaliseUrl, longestUrl, "prospecting.prospect.url_invalid"),
  linkedinUrl: normalised(normaliseLinkedinUrl, longestUrl, "prospecting.prospect.linkedin_invalid"),
  language: normalised(normaliseLanguage, 5, "prospecting.prospect.language_unknown"),
  tags: z.preprocess(
    (value) => (typeof value === "string" ? splitTags(value) : value),
    z.array(z.string().max(longestTag, tooLong)).max(mostTags, "prospecting.prospect.too_many_tags").optional(),
  ),
  notes: z.preprocess(blankIsNull, z.string().transform(cleanLines).pipe(z.string().max(prospectLengths.notes, tooLong)).nullish()),
  sourceDetail: line(prospectLengths.sourceDetail),
  /** The company's own fields by their keys; each is read in its type where it is written (fitting-custom-values.server.ts). */
  customFields: z
    .record(
      z.string().min(1).max(100),
      z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(100)]).nullable(),
    )
    .transform((values) => values as CustomValues)
    .optional(),
});

export const ProspectInput = ProspectFields.transform(withFrenchZero).superRefine((prospect, issues) => {
  if (!isIdentified(prospect)) issues.addIssue({ code: "custom", path: ["email"], message: "prospecting.prospect.unidentified" });
});
export type ProspectInput = z.output<typeof ProspectInput>;

/** Whether anything says who is meant. */
export function isIdentified(prospect: {
  [Field in "email" | "phone" | "mobile" | "siret" | "firstName" | "lastName" | "organizationName"]?: string | null | undefined;
}): boolean {
  const { email, phone, mobile, siret, firstName, lastName, organizationName } = prospect;
  return Boolean(email || phone || mobile || siret || firstName || lastName || organizationName);
}

function siretOnly(text: string): string | null {
  const digits = text.replace(/[\s.-]/g, "");
  return isSiret(digits) ? digits : null;
}

function withFrenchZero<Prospect extends { postalCode?: string | null | undefined; countryCode?: string | null | undefined }>(
  prospect: Prospect,
): Prospect {
  if (!prospect.postalCode) return prospect;
  return { ...prospect, postalCode: normalisePostcode(prospect.postalCode, prospect.countryCode ?? "FR") ?? prospect.postalCode };
}

/** Some fields of a prospect that is there already; whether anything still says who is meant is asked of the whole. */
export const ProspectChange = ProspectFields.partial();
export type ProspectChange = z.output<typeof ProspectChange>;
