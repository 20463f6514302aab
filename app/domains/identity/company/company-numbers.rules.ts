/** Numbers by which authorities know a company, checked by their form and their check digits. Whether one is in use, only they can say. */

/** Spaces, points and dashes that people write for the eye. */
const bare = (text: string) => text.replace(/[\s.\u00a0\u202f-]/g, "");

/** Whether the digits end in their Luhn check digit. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether 9 digits are a SIREN. */
export const isSiren = (digits: string) => /^\d{9}$/.test(digits) && digits !== "000000000" && passesLuhn(digits);

/** Whether 14 digits are a SIRET. The branches of La Poste follow a rule of their own: their digits add up to a multiple of five. */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || digits.startsWith("000000000")) return false;
  if (passesLuhn(digits)) return true;
  return digits.startsWith("356000000") && [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

/** A SIREN as typed, in 9 digits; null when it is none. */
export const readSiren = (text: string) => (isSiren(bare(text)) ? bare(text) : null);

/** A SIRET as typed, in 14 digits; null when it is none. */
export const readSiretOf = (text: string) => (isSiret(bare(text)) ? bare(text) : null);

/** A NAF rev. 2 code as INSEE writes it, 6831Z; null when it is none. */
export function readNaf(text: string): string | null {
  const code = bare(text).toUpperCase();
  return /^(0[1-9]|[1-9]\d)\d{2}[A-Z]$/.test(code) ? code : null;
}

/** The forms of EU VAT numbers after their country, and of Northern Ireland. */
const vatForms: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9]{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** Check digits of the countries whose languages we speak, and of two neighbours of France. The others are held to their form. */
const vatChecks: Record<string, (number: string) => boolean> = {
  FR: isFrenchVat,
  DE: isGermanVat,
  IT: (number) => number.slice(7, 10) !== "000" && passesLuhn(number),
  ES: isSpanishVat,
  IE: isIrishVat,
  XI: isNorthernIrishVat,
  BE: (number) => 97 - (Number(number.slice(0, 8)) % 97) === Number(number.slice(8)),
  LU: (number) => Number(number.slice(0, 6)) % 89 === Number(number.slice(6)),
};

/** An EU VAT number as typed, FR40303265045; null when its form or its check digits are wrong. Greece is EL, Northern Ireland XI. */
export function readVat(text: string): string | null {
  const typed = bare(text).toUpperCase();
  const [, country = "", number = ""] = /^([A-Z]{2})(.+)$/.exec(typed) ?? [];
  if (!vatForms[country]?.test(number)) return null;
  return (vatChecks[country]?.(number) ?? true) ? typed : null;
}

/** Two characters and the SIREN: numbers, (12 + 3 × (SIREN mod 97)) mod 97, or letters by the rule of 1995. */
function isFrenchVat(number: string): boolean {
  const [key, siren] = [number.slice(0, 2), number.slice(2)];
  if (siren.startsWith("000")) return /^\d{2}$/.test(key); // Monaco: no SIREN
  if (!isSiren(siren)) return false;
  if (/^\d{2}$/.test(key)) return (12 + 3 * (Number(siren) % 97)) % 97 === Number(key);
  const alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const [first, second] = [alphabet.indexOf(key[0]!), alphabet.indexOf(key[1]!)];
  const sum = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(sum / 11)) % 11 === sum % 11;
}

/** ISO 7064, MOD 11,10. */
function isGermanVat(number: string): boolean {
  let product = 10;
  for (const digit of number.slice(0, 8)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(number[8]);
}

/** NIF of a person (letter by mod 23, NIE with X, Y, Z) or of a company (digit or letter by Luhn). */
function isSpanishVat(number: string): boolean {
  const last = number.at(-1)!;
  const person = "TRWAGMYFPDXBNJZSQVHLCKE";
  if (/^\d/.test(number)) return person[Number(number.slice(0, 8)) % 23] === last;
  if (/^[XYZ]/.test(number)) return person[Number("XYZ".indexOf(number[0]!) + number.slice(1, 8)) % 23] === last;
  if (/^[KLM]/.test(number)) return person[Number(number.slice(1, 8)) % 23] === last;
  if (!/^[ABCDEFGHJNPQRSUVW]/.test(number)) return false;
  const sum = [...number.slice(1, 8)].reduce((total, digit, at) => {
    const doubled = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  const control = (10 - (sum % 10)) % 10;
  const letter = "JABCDEFGHI"[control]!;
  if (/^[NPQRSW]/.test(number)) return last === letter;
  return /^[ABEH]/.test(number) ? last === String(control) : last === String(control) || last === letter;
}

/** Seven digits weighted 8 to 2, a second letter of 9, mod 23. The old form has its first digit last. */
function isIrishVat(number: string): boolean {
  const letters = "WABCDEFGHIJKLMNOPQRSTUV";
  const old = /^(\d)[A-Z+*](\d{5})([A-W])$/.exec(number);
  const digits = old ? `0${old[2]}${old[1]}` : number.slice(0, 7);
  const check = old ? old[3]! : number[7]!;
  const second = old ? "" : (number[8] ?? "");
  const sum =
    [...digits].reduce((total, digit, at) => total + Number(digit) * (8 - at), 0) +
    (second === "W" ? 0 : second ? (second.charCodeAt(0) - 64) * 9 : 0);
  return letters[sum % 23] === check;
}

/** Nine digits by mod 97, or the newer ones by mod 97 less 55; those of governments and health authorities have no check. */
function isNorthernIrishVat(number: string): boolean {
  if (/^(GD|HA)/.test(number)) return true;
  const sum = [...number.slice(0, 7)].reduce((total, digit, at) => total + Number(digit) * (8 - at), 0);
  const check = Number(number.slice(7, 9));
  return (sum + check) % 97 === 0 || (sum + check + 55) % 97 === 0;
}

/** Whether a French VAT number is that of a SIREN. Numbers of other countries say nothing of it. */
export const vatFitsSiren = (vat: string, siren: string) =>
  !vat.startsWith("FR") || vat.slice(4) === siren || vat.slice(4).startsWith("000");
