/** Checks a SIREN (9 digits) or SIRET (14) and tells which it is; null when the check digit is wrong. Zeros that a spreadsheet dropped come back. */
export function readSiret(text: string): { siret: string } | { siren: string } | null {
  const digits = text
    .replace(/^'/, "")
    .replace(/\.0$/, "")
    .replace(/[\s.\u00a0\u202f-]/g, "");
  if (!/^\d{8,14}$/.test(digits)) return null;
  if (digits.length >= 12) {
    const siret = digits.padStart(14, "0");
    return isSiret(siret) ? { siret } : null;
  }
  const siren = digits.padStart(9, "0");
  return digits.length <= 9 && passesLuhn(siren) && siren !== "000000000" ? { siren } : null;
}

/** Whether 14 digits are a SIRET. The branches of La Poste follow a rule of their own: their digits add up to a multiple of five. */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || digits.startsWith("000000000")) return false;
  if (passesLuhn(digits)) return true;
  return digits.startsWith("356000000") && [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
