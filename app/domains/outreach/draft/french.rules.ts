/** Small grammar for names out of lists. */

const capitals = new Set([
  "SARL",
  "SAS",
  "SASU",
  "EURL",
  "SCI",
  "SA",
  "SNC",
  "FNAIM",
  "ORPI",
  "IAD",
  "ERA",
  "BSK",
  "SOGIM",
  "CEO",
  "RH",
  "DRH",
  "DG",
  "PDG",
  "IT",
  "GMBH",
  "AG",
  "KG",
  "SRL",
  "SPA",
]);
const small = new Set([
  "de",
  "du",
  "des",
  "la",
  "le",
  "les",
  "et",
  "en",
  "sur",
  "sous",
  "à",
  "au",
  "aux",
  "lès",
  "lez",
  "d",
  "l",
  "of",
  "the",
  "and",
  "del",
  "della",
  "delle",
  "dei",
  "di",
  "el",
  "los",
  "las",
  "y",
  "und",
  "von",
  "der",
]);

/** Text that a list shouts, as one would write it: "SAINT-MALO" → "Saint-Malo", "AGENCE DU PORT" → "Agence du Port". Other text stays. */
export function calm(text: string): string {
  if (text.length < 3 || text !== text.toUpperCase() || !/\p{Lu}{3}/u.test(text)) return text;
  let first = true;
  return text.replace(/[\p{L}\d]+/gu, (word) => {
    const lower = word.toLowerCase();
    const begins = first;
    first = false;
    if (capitals.has(word) || /\d/.test(word)) return word;
    if (!begins && small.has(lower)) return lower;
    return word[0]! + lower.slice(1);
  });
}

const vowel = /^[aeiouyàâäéèêëîïôöùûüœæ]/i;
/** "d’Angers", "de Rennes". Before h the full form: it is never wrong to the ear of a reader. */
export const de = (word: string) => (vowel.test(word) ? `d’${word}` : `de ${word}`);
/** "qu’agente", "que directrice". */
export const que = (word: string) => (vowel.test(word) ? `qu’${word}` : `que ${word}`);

/** "à Rennes", "au Havre", "aux Ulis", "à La Rochelle". */
export function at(city: string): string {
  if (/^le /i.test(city)) return `au ${city.slice(3)}`;
  if (/^les /i.test(city)) return `aux ${city.slice(4)}`;
  return `à ${city}`;
}

/** A text as it stands inside a sentence: first letter small, unless it is a name or an abbreviation. */
export function inside(text: string): string {
  const [first = "", second = ""] = text;
  return first === first.toUpperCase() && second === second.toLowerCase() ? first.toLowerCase() + text.slice(1) : text;
}

/** Without the full stop it may end with. */
export const unstopped = (text: string) => text.replace(/[\s.;,!…]+$/u, "");
