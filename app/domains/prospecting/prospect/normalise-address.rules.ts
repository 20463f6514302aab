/**
 * A postcode as its country writes it. French ones get back the zero that spreadsheets drop (`6300` is `06300`).
 * Null when it cannot be one. `country` is ISO 3166-1 alpha-2.
 */
export function normalisePostcode(text: string, country = "FR"): string | null {
  const bare = text.trim().toUpperCase().replace(/^'/, "").replace(/\.0+$/, "");
  if (isFrench(country)) {
    const digits = bare.replace(/^(?:FR?|CP)[\s-]*/, "").replace(/\s/g, "");
    if (/^\d{4}$/.test(digits)) return digits === "0000" ? null : `0${digits}`;
    return /^(?!00)\d{5}$/.test(digits) ? digits : null;
  }
  const compact = bare.replace(/\s+/g, " ");
  return /^[A-Z0-9][A-Z0-9 -]{1,9}$/.test(compact) && /\d/.test(compact) && compact.length <= 10 ? compact : null;
}

/** The department of a French postcode: 01–95, 2A, 2B, 971–976; null abroad, in Monaco and in the armed forces. */
export function departmentOf(postcode: string | null | undefined, country = "FR"): string | null {
  if (!postcode || !isFrench(country) || !/^\d{5}$/.test(postcode)) return null;
  const number = Number(postcode.slice(0, 3));
  if (number >= 971 && number <= 976) return String(number);
  if (number >= 200 && number <= 209) return number <= 201 ? "2A" : "2B";
  return number >= 10 && number < 960 ? postcode.slice(0, 2) : null;
}

export interface AddressParts {
  street: string | null;
  postalCode: string;
  /** Without `CEDEX 12` and without the arrondissement; null when the cell ends with its postcode. */
  city: string | null;
  isCedex: boolean;
}

/**
 * Street, postcode and city out of one French address cell (`12 rue X  75012 paris 12ème`); null when it holds no postcode.
 * The last group of five digits counts: the ones before it are boxes (`bp30507  75825 paris cedex 17`).
 */
export function splitAddress(text: string): AddressParts | null {
  const match = /^(.*)(?<!\d)((?!00)\d{5})(?!\d)(?:[\s,-]+(\D.*))?$/s.exec(text);
  const [, before = "", postalCode = "", place] = match ?? [];
  if (!departmentOf(postalCode) || (!place && /(?:^|\b(?:bp|cs|tsa))\s*$/i.test(before))) return null;
  const { city, isCedex } = cleanCity((place ?? "").replace(/[\s,]+(?:france)\s*$/i, ""));
  if (place && !/^\p{L}/u.test(city)) return null;
  if (before.trim() === "" && wayWords.test(city)) return null;
  const street = before
    .replace(/[\s,;-]+$/, "")
    .replace(/\s+/g, " ")
    .trim();
  return { street: street || null, postalCode, city: city || null, isCedex };
}

/** `12345 route du Lac` begins with a house number. */
const wayWords =
  /^(?:rue|route|rte|avenue|av|boulevard|bd|bld|blvd|place|pl|chemin|ch|impasse|all[ée]e|quai|cours|square|passage|sentier|voie|villa|zone|za|zac|zi|lieu[- ]dit|r[ée]sidence|hameau)\b/i;

/** A city without `CEDEX 12` or `12ème`, which name an office of the post and a district. */
export function cleanCity(text: string): { city: string; isCedex: boolean } {
  const line = text.replace(/\s+/g, " ").trim();
  const isCedex = /\bcedex\b/i.test(line);
  const place = line.replace(/\s*\bcedex\b.*$/i, "").trim();
  const city = place.replace(/^(paris|lyon|marseille)[\s,-]+\(?\d{1,2}\s*(?:er?|(?:i?[eè]me)|e|è)?\)?(?:\s+arr\S*)?$/iu, "$1");
  return { city, isCedex };
}

/** French postcodes hold in the departments overseas too, whatever country code the list gives them. */
const isFrench = (country: string): boolean => ["FR", "RE", "GP", "MQ", "GF", "YT", "PM", "BL", "MF", "MC"].includes(country);
