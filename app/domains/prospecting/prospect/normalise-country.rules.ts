const tongues = ["fr", "en", "it", "es", "de"];

const otherNames: Record<string, string> = {
  fra: "FR",
  deu: "DE",
  esp: "ES",
  ita: "IT",
  bel: "BE",
  che: "CH",
  lux: "LU",
  prt: "PT",
  nld: "NL",
  gbr: "GB",
  usa: "US",
  can: "CA",
  mar: "MA",
  tun: "TN",
  dza: "DZ",
  mco: "MC",
  uk: "GB",
  "u.k.": "GB",
  "u.s.a.": "US",
  "u.s.": "US",
  england: "GB",
  angleterre: "GB",
  "great britain": "GB",
  "grande bretagne": "GB",
  hollande: "NL",
  holland: "NL",
  "etats unis d amerique": "US",
  "united states of america": "US",
  "france metropolitaine": "FR",
};

const notCountries = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"]);
let names: Map<string, string> | null = null;

/** ISO 3166-1 alpha-2 of a country given by its code or by its name in one of five languages; null when unknown. */
export function normaliseCountry(text: string): string | null {
  names ??= countryNames();
  return names.get(text) ?? names.get(fold(text.replace(/\(.*\)/, ""))) ?? null;
}

function countryNames(): Map<string, string> {
  const known = new Map<string, string>();
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((one) => letters.map((other) => one + other)).filter((code) => isCurrent(code));
  for (const tongue of tongues) {
    const spoken = new Intl.DisplayNames([tongue], { type: "region", fallback: "none" });
    for (const code of codes) {
      const name = spoken.of(code);
      if (name && !known.has(fold(name))) known.set(fold(name), code).set(fold(code), code);
    }
  }
  for (const [name, code] of Object.entries(otherNames)) known.set(fold(name), code);
  return known;
}

/** Codes of states that are gone (DD, SU …) lead to another code and would hide it. */
function isCurrent(code: string): boolean {
  return !notCountries.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z.]+/g, " ")
    .trim();

/** Languages that a prospect may be said to speak (ISO 639-1); their names stand under `tongue` in the words of prospecting. */
export const spokenLanguages = ["fr", "en", "it", "es", "de", "ar", "pt", "nl", "pl", "ru", "zh", "ja", "tr", "sv", "da", "el", "he", "ro"];
let languages: Map<string, string> | null = null;

/** ISO 639-1 of a language given by its code (`fr`, `fr-FR`) or its name; null when unknown. */
export function normaliseLanguage(text: string): string | null {
  languages ??= new Map(
    tongues.flatMap((tongue) => {
      const spoken = new Intl.DisplayNames([tongue], { type: "language" });
      return spokenLanguages.map((code) => [fold(spoken.of(code) ?? code), code] as const);
    }),
  );
  const code = /^([a-z]{2})(?:[-_][a-z]{2})?$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (code) return spokenLanguages.includes(code) ? code : null;
  return languages.get(fold(text)) ?? null;
}
