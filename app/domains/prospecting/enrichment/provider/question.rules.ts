import { freeMail } from "../../duplicate/match-words.rules";
import type { Asked, ProviderKey } from "../waterfall.rules";
import type { FoundValue } from "../enrichment-fields.rules";

/** What is known of a prospect when a source is asked: his record, and what other sources said in the same run. */
export interface Question {
  name: string | null;
  firstName: string | null;
  lastName: string | null;
  postalCode: string | null;
  city: string | null;
  countryCode: string | null;
  siret: string | null;
  /** With its scheme. */
  website: string | null;
  /** Of the website or of the address, where it is the firm's own. */
  domain: string | null;
}

export const hostOf = (url: string): string | null =>
  URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "").toLowerCase() : null;

/** The record as far as a question needs it. */
export type KnownOfProspect = Record<
  "organizationName" | "firstName" | "lastName" | "postalCode" | "city" | "countryCode" | "siret" | "websiteUrl" | "email",
  string | null
>;

export function questionOf(known: KnownOfProspect, asked: ReadonlyArray<Asked>): Question {
  const said = (field: FoundValue["field"]) =>
    asked
      .flatMap(({ values }) => values)
      .filter((value) => value.field === field && value.confidence >= 0.6)
      .sort((one, other) => other.confidence - one.confidence)[0]?.value ?? null;
  const ofMail = known.email?.split("@")[1] ?? null;
  const website = known.websiteUrl ?? said("website") ?? (ofMail && !freeMail.has(ofMail) ? `https://${ofMail}` : null);
  return {
    name: known.organizationName,
    firstName: known.firstName,
    lastName: known.lastName,
    postalCode: known.postalCode,
    city: known.city,
    countryCode: known.countryCode,
    siret: known.siret ?? said("siret"),
    website,
    domain: website ? hostOf(website) : null,
  };
}

/** What a source is asked about, which is also by what its answer is found again; null where what it needs is not known. */
export const subjects: Record<ProviderKey, (question: Question) => string | null> = {
  website: ({ website }) => website?.toLowerCase().slice(0, 500) ?? null,
  directory: ({ siret, name, postalCode, city, countryCode }) =>
    (countryCode ?? "FR") !== "FR" ? null : siret ? siret : name && (postalCode ?? city) ? line([name, postalCode ?? city]) : null,
  hunter: ({ domain, name, firstName, lastName }) =>
    domain ? line([domain, ...(firstName && lastName ? [firstName, lastName] : [])]) : name ? line(["", name]) : null,
  clearbit: ({ domain }) => domain,
};

const line = (parts: ReadonlyArray<string | null>) =>
  parts
    .map((part) => part?.toLowerCase() ?? "")
    .join("|")
    .slice(0, 500);

/** What came of a question: an answer, the word that it comes later, or why there is none. */
export type ProviderAnswer =
  { outcome: "answered"; values: Array<FoundValue> } | { outcome: "later" } | { outcome: "failed"; code: ProviderFault };

export const providerFaults = [
  "too_slow",
  "unreachable",
  "rate_limited",
  "refused_key",
  "unusable",
  "resting",
  "robots",
  "no_page",
  "private",
] as const;
export type ProviderFault = (typeof providerFaults)[number];
