/** One line of text as people mean it: NFC, no control or invisible characters, no double or outer blanks. */
export function cleanLine(text: string): string {
  if (plainLine.test(text)) return text;
  return cleanCharacters(text).replace(/\s+/g, " ").trim();
}

/** As cleanLine, but the line breaks stay: for notes. */
export function cleanLines(text: string): string {
  if (plainLine.test(text)) return text;
  return cleanCharacters(text)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

/** A line that needs no cleaning, which is nearly every cell of a list. */
const plainLine = /^[!-~À-ÖØ-öø-ÿ]+(?: [!-~À-ÖØ-öø-ÿ]+)*$/;

function cleanCharacters(text: string): string {
  // Half of a surrogate pair cannot be stored; zero-width marks, soft hyphens and byte order marks hide in pasted text.
  return text
    .normalize("NFC")
    .replace(/\p{Cs}/gu, "")
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, "")
    .replace(/[^\P{Cc}\s]/gu, "");
}

/** Text for comparing: lower case, no accents, no punctuation, single blanks. */
export function foldText(text: string): string {
  return text
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const nothing = new Set(["-", "--", "---", "–", "—", ".", "?", "/", "n/a", "#n/a", "n.a.", "#ref!", "#value!", "#valeur!", "(vide)"]);
const nothingInWords = new Set([
  "na",
  "nc",
  "n.c.",
  "null",
  "nan",
  "none",
  "nil",
  "undefined",
  "néant",
  "neant",
  "aucun",
  "aucune",
  "inconnu",
  "inconnue",
  "unknown",
  "non renseigné",
  "non renseigne",
]);

/** Whether a cell only says that there is nothing. In names the words are believed: some people are called Null or Aucun. */
export function saysNothing(text: string, { isName = false }: { isName?: boolean } = {}): boolean {
  if (text === "") return true;
  if (text.length > 14) return false;
  const lower = text.toLowerCase();
  return nothing.has(lower) || (!isName && nothingInWords.has(lower));
}
