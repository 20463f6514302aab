import type { CustomFieldType } from "~/generated/prisma/enums";

/** A field of a company's own, as forms, lists and files know it. */
export interface CustomFieldFacts {
  id: string;
  /** Under which its values stand; never changes. */
  key: string;
  label: string;
  type: CustomFieldType;
  /** What a choice offers, in order. */
  options: Array<string>;
  isArchived: boolean;
}

export type CustomValue = string | number | boolean | Array<string>;
export type CustomValues = Record<string, CustomValue>;

export const longestCustomText = 2000;

type Field = Pick<CustomFieldFacts, "type" | "options">;
type Read = { value: CustomValue | null } | { code: string };

/** Yes and no in the languages of lists: folded. */
const yes = new Set("oui yes true vrai 1 x si sí sì ja wahr نعم on".split(" "));
const no = new Set("non no false faux 0 nein falsch لا off".split(" "));

const refused = (reason: string): Read => ({ code: `catalogue.field.${reason}` });
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/**
 * A value in the form of its field's type, from a form, a cell of a list or the API; null empties. Blank is nothing. Text is read as people
 * write it: 1 234,50 · 31/12/2026 · oui; choices by their words whatever case or accents.
 * @returns the code of the sentence that says what does not fit
 */
export function readCustomValue(field: Field, given: unknown): Read {
  if (given === null || given === undefined) return { value: null };
  if (typeof given === "string" && given.trim() === "") return { value: null };
  if (typeof given === "string" && given.includes("\0")) return refused("invalid");
  switch (field.type) {
    case "number":
      return readNumber(given);
    case "boolean":
      return readBoolean(given);
    case "date":
      return readDate(given);
    case "choice": {
      const option = typeof given === "string" ? optionOf(field, given) : undefined;
      return option === undefined ? refused("not_an_option") : { value: option };
    }
    case "choices":
      return readChoices(field, given);
    case "url":
      return readUrl(given);
    case "email": {
      const text = typeof given === "string" ? given.trim().toLowerCase() : "";
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) && text.length <= 254 ? { value: text } : refused("not_an_email");
    }
    case "text": {
      if (typeof given !== "string") return refused("not_a_text");
      const text = given.trim();
      return text.length <= longestCustomText ? { value: text } : refused("too_long");
    }
  }
}

function readNumber(given: unknown): Read {
  const text = typeof given === "string" ? given.replace(/[\s\u00a0\u202f]/g, "").replace(/^([+-]?\d+),(\d+)$/, "$1.$2") : given;
  const number = typeof text === "string" ? (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN) : typeof text === "number" ? text : NaN;
  return Number.isFinite(number) && Math.abs(number) <= 1e12 ? { value: number } : refused("not_a_number");
}

function readBoolean(given: unknown): Read {
  if (typeof given === "boolean") return { value: given };
  const text = typeof given === "string" ? fold(given) : "";
  if (yes.has(text)) return { value: true };
  return no.has(text) ? { value: false } : refused("not_yes_or_no");
}

function readDate(given: unknown): Read {
  const text = typeof given === "string" ? given.trim() : "";
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text) ?? [];
  const [, firstDay, ofMonth, inYear] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = [year ?? inYear, (month ?? ofMonth)?.padStart(2, "0"), (day ?? firstDay)?.padStart(2, "0")].join("-");
  const moment = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? { value: iso } : refused("not_a_date");
}

const optionOf = ({ options }: Field, text: string) =>
  options.find((option) => option === text.trim()) ?? options.find((option) => fold(option) === fold(text));

function readChoices(field: Field, given: unknown): Read {
  const texts = Array.isArray(given) ? given : typeof given === "string" ? given.split(/[,;|\n،؛]/) : [given];
  const chosen: Array<string> = [];
  for (const text of texts) {
    if (typeof text !== "string") return refused("not_an_option");
    if (text.trim() === "") continue;
    const option = optionOf(field, text);
    if (option === undefined) return refused("not_an_option");
    if (!chosen.includes(option)) chosen.push(option);
  }
  return { value: chosen.length > 0 ? chosen : null };
}

function readUrl(given: unknown): Read {
  const text = typeof given === "string" ? given.trim() : "";
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || whole.length > 500 || !URL.canParse(whole)) return refused("not_an_address");
  const { protocol, hostname, href } = new URL(whole);
  return (protocol === "https:" || protocol === "http:") && hostname.includes(".") ? { value: href } : refused("not_an_address");
}

/** A value as one writes it in a field or a file. */
export const customText = (value: unknown): string =>
  value === null || value === undefined
    ? ""
    : Array.isArray(value)
      ? value.join(", ")
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value as string | number | boolean);
