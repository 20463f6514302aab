/** What can be asked of a source about a prospect, in the order in which it is shown. */
export const enrichmentFields = [
  "email",
  "phone",
  "website",
  "siret",
  "naf",
  "size",
  "address",
  "jobTitle",
  "description",
  "linkedin",
] as const;
export type EnrichmentField = (typeof enrichmentFields)[number];
export const isEnrichmentField = (text: unknown): text is EnrichmentField => enrichmentFields.includes(text as EnrichmentField);

/** The fields of the record that a value fills. The first one says whether there is anything, and whose it is. */
export const recordFields = {
  email: ["email"],
  phone: ["phone"],
  website: ["websiteUrl"],
  siret: ["siret"],
  naf: ["nafCode"],
  size: ["companySizeId"],
  address: ["street", "postalCode", "city"],
  jobTitle: ["jobTitle"],
  description: ["description"],
  linkedin: ["linkedinUrl"],
} as const satisfies Record<EnrichmentField, ReadonlyArray<string>>;

/** Days until what was learnt of a field is old: it may be asked again, and is before it is used. */
export const freshDays: Record<EnrichmentField, number> = {
  email: 90,
  phone: 180,
  website: 365,
  siret: 365,
  naf: 365,
  size: 180,
  address: 180,
  jobTitle: 120,
  description: 365,
  linkedin: 365,
};
/** Days until somebody who knew nothing is asked again. */
export const emptyDays = 30;

/** What a website shows beside: kept with what was learnt, no field of the record. */
export const sideFields = ["vat", "technologies"] as const;
export type SideField = (typeof sideFields)[number];

/** One thing that a source said. */
export interface FoundValue {
  field: EnrichmentField | SideField;
  /** An address stands in three lines: street, postcode, town. A size is one of `sizes`. */
  value: string;
  /** 0–1. */
  confidence: number;
  /** Where it can be read. */
  url: string | null;
}

/** Ranges of CompanySize, as agencies are told apart, with their least head count. */
const sizes = [
  ["1-5", 1],
  ["6-20", 6],
  ["21-50", 21],
  ["51-200", 51],
  ["200+", 201],
] as const;
export const sizeRanges = sizes.map(([range]) => range);
/** The range of a head count; null for nobody. */
export const sizeOf = (employees: number): string | null => sizes.findLast(([, least]) => employees >= least)?.[0] ?? null;
