import { isSiret, passesLuhn } from "~/domains/identity/company/company-numbers.rules";

export { isSiret };

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
