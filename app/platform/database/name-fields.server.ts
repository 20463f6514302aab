import type { AppError } from "../errors";
import type { Language } from "../i18n";
import { languageFor } from "../i18n.server";
import { camel } from "./constraint-faults.rules";
import ar from "./i18n/ar.json";
import de from "./i18n/de.json";
import en from "./i18n/en.json";
import es from "./i18n/es.json";
import fr from "./i18n/fr.json";
import it from "./i18n/it.json";

const words: Record<Language, { field: Record<string, string>; table: Record<string, string> }> = { fr, en, it, es, de, ar };
const quoted: Record<Language, (name: string) => string> = {
  fr: (name) => `«\u00a0${name}\u00a0»`,
  en: (name) => `“${name}”`,
  it: (name) => `«${name}»`,
  es: (name) => `«${name}»`,
  de: (name) => `„${name}“`,
  ar: (name) => `«${name}»`,
};

/** The words of a key of a refusal: `vatRate` or `table.documents`, a table by its own name or as code calls it. */
export function nameOf(key: string, language: Language): string | undefined {
  const [first, table] = key.split(".");
  return table ? (words[language].table[table] ?? words[language].table[camel(table)]) : words[language].field[first!];
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
      .join(language === "ar" ? "، " : ", ");
  return { ...values, field: inWords(values.field), ...(values.other !== undefined && { other: inWords(values.other) }) };
}
