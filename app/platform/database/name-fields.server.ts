import type { AppError } from "../errors";
import type { Language } from "../i18n";
import { languageFor } from "../i18n.server";
import en from "./i18n/en.json";
import fr from "./i18n/fr.json";

const words: Record<Language, { field: Record<string, string>; table: Record<string, string> }> = { fr, en };
const quoted: Record<Language, (name: string) => string> = { fr: (name) => `«\u00a0${name}\u00a0»`, en: (name) => `“${name}”` };

/** The words of a key of a refusal: `vatRate` or `table.documents`. */
export function nameOf(key: string, language: Language): string | undefined {
  const [first, table] = key.split(".");
  return table ? words[language].table[table] : words[language].field[first!];
}

/** The values of a refusal with its fields' names in words, in the language of the one who asked. Other refusals have theirs as they are. */
export async function nameFields(request: Request, { code, values }: { code: string; values?: AppError["detail"]["values"] }) {
  if (!values || !/^platform[.:](error\.)?database\./.test(code)) return values;
  const language = await languageFor(request);
  const inWords = (keys: string | number | undefined) =>
    String(keys ?? "")
      .split(" ")
      .filter(Boolean)
      .map((key) => quoted[language](nameOf(key, language) ?? key))
      .join(", ");
  return { ...values, field: inWords(values.field), ...(values.other !== undefined && { other: inWords(values.other) }) };
}
