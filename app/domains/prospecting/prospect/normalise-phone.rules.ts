import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** National numbers of the overseas departments, which have calling codes of their own. */
const overseas: Record<string, string> = {
  "262": "262",
  "692": "262",
  "693": "262",
  "590": "590",
  "690": "590",
  "594": "594",
  "694": "594",
  "596": "596",
  "696": "596",
};

/**
 * A phone number in E.164, read as in `country` (ISO 3166-1 alpha-2) when it names no calling code itself; null when it
 * cannot be one. French numbers are read by their shape alone: written with `(0)`, without `+`, without their zero.
 */
export function normalisePhone(text: string, country = "FR"): string | null {
  const bare = text.trim().replace(/^'/, "").replace(/\.0$/, "");
  if (/^\+33[1-9]\d{8}$/.test(bare) && !overseas[bare.slice(3, 6)]) return bare;
  if (/^\+(262|590|594|596)\d{9}$/.test(bare) && overseas[bare.slice(4, 7)] === bare.slice(1, 4)) return bare;
  const french = frenchNumber(bare, country === "FR");
  if (french) return french;
  const digits = bare.replace(/\D/g, "").length;
  if (digits < 6 || digits > 22 || /[a-z]{6}/i.test(bare)) return null;
  const cleaned = bare.replace(/^00(?=[1-9])/, "+").replace(/\(0\)/, "");
  const parsed = parsePhoneNumberFromString(cleaned, isSupportedCountry(country) ? (country as CountryCode) : undefined);
  // What is stored is read again without its country, by the form and the API: it has to hold then too.
  return parsed?.isValid() && parsePhoneNumberFromString(parsed.number)?.isValid() ? parsed.number : null;
}

function frenchNumber(text: string, isAtHome: boolean): string | null {
  if (!/^[+\d\s().\-/_\u00a0\u202f·]+$/.test(text)) return null;
  const digits = text.replace(/\(0\)/, "").replace(/[^\d+]/g, "");
  const match = isAtHome ? /^(?:(?:\+|00)?330?|0)?([1-9]\d{8})$/.exec(digits) : /^(?:\+|00)330?([1-9]\d{8})$/.exec(digits);
  const national = match?.[1];
  if (!national) return null;
  const code = overseas[national.slice(0, 3)] ?? "33";
  return `+${code}${national}`;
}

/** Whether a number in E.164 is a mobile; null where the number alone does not tell. */
export function isMobilePhone(number: string): boolean | null {
  if (/^\+33[67]/.test(number) || /^\+(262|590|594|596)69/.test(number)) return true;
  if (/^\+(33|262|590|594|596)/.test(number)) return false;
  if (/^\+(32[4]|34[67]|393|44 ?7|491[567]|417[5-9]|3526)/.test(number)) return true;
  return /^\+(32|34|39|44|49|41|352)/.test(number) ? false : null;
}

/** The numbers of a cell that may hold several (`01 … / 06 …`), as written. A cell that is one number stays whole. */
export function splitPhones(text: string, country = "FR"): Array<string> {
  if (!/[/;,|\n]|:::| (?:ou|or|et|and|puis) /i.test(text) || normalisePhone(text, country)) return [text];
  return text
    .split(/\s*(?::::|[/;,|\n]|\b(?:ou|or|et|and|puis)\b)\s*/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
