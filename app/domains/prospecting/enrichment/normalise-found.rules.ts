import { type z } from "zod";
import { cleanLine } from "../prospect/clean-text.rules";
import { nafOf } from "../prospect/normalise-naf.rules";
import { ProspectFields } from "../prospect/prospect.schema";
import { enrichmentFields, type FoundValue, type SideField, sizeRanges } from "./enrichment-fields.rules";

const longestDescription = 500;

/** Marks that turn the direction of a text, which could make it read as something else. */
const turning = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

/** Text of strangers: one line, no marks that hide or turn, and nothing that opens a tag. It is shown as text wherever it goes. */
export const plainText = (text: string): string => cleanLine(text.replace(turning, "").replace(/[<>]/g, " "));

/** Words that speak to a machine instead of describing a firm. What they stand in is left to a person. */
const orders =
  /\b(ignore|disregard|forget|oublie[rz]?|ignore[rz]?)\b.{0,40}\b(previous|above|prior|instructions?|précédent|consignes?)\b|\b(system prompt|you are now|as an ai|jailbreak|prompt injection)\b/i;
export const speaksToMachines = (text: string) => orders.test(text);

const { shape } = ProspectFields;
const through = (schema: z.ZodType) => (text: string) => {
  const read = schema.safeParse(text);
  return read.success && typeof read.data === "string" && read.data !== "" ? read.data : null;
};

const readers: Record<FoundValue["field"], (text: string) => string | null> = {
  email: through(shape.email),
  phone: through(shape.phone),
  website: through(shape.websiteUrl),
  siret: through(shape.siret),
  naf: (text) => nafOf(text),
  size: (text) => (sizeRanges.includes(text as (typeof sizeRanges)[number]) ? text : null),
  address: (text) => addressOf(text),
  jobTitle: (text) => through(shape.jobTitle)(plainText(text)),
  description: (text) => plainText(text).slice(0, longestDescription).trim() || null,
  linkedin: through(shape.linkedinUrl),
  vat: (text) => (/^[A-Z]{2}[A-Z0-9]{2,13}$/.test(text) ? text : null),
  technologies: (text) => plainText(text).slice(0, 300) || null,
};

function addressOf(text: string): string | null {
  const [street = "", postalCode = "", city = ""] = text.split("\n").map(plainText);
  return street.length <= 300 && /^\d{5}$/.test(postalCode) && city.length > 0 && city.length <= 100
    ? [street, postalCode, city].join("\n")
    : null;
}

const fields: ReadonlyArray<string> = [...enrichmentFields, "vat", "technologies" satisfies SideField];

/** What a source said, brought into the forms of the record. What cannot be right is left out: a source may be wrong, or lie. */
export function normaliseFound(values: ReadonlyArray<FoundValue>): Array<FoundValue> {
  return values.flatMap((found) => {
    if (!fields.includes(found.field)) return [];
    const value = readers[found.field](found.value);
    if (value === null) return [];
    const confidence = Math.min(1, Math.max(0, Number.isFinite(found.confidence) ? found.confidence : 0));
    const url = found.url && found.url.length <= 500 && /^https?:\/\//.test(found.url) ? found.url : null;
    return [{ field: found.field, value, confidence: speaksToMachines(value) ? Math.min(confidence, 0.2) : confidence, url }];
  });
}
