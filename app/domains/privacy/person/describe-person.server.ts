import { strToU8, zipSync } from "fflate";
import { nameOf } from "~/platform/database/name-fields.server";
import { isLanguage, type Language, localeOf } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { personalData } from "../catalogue/personal-data";
import type { CollectedTable } from "./collect-person.server";
import { writeSheet } from "./pdf-sheet.server";

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const isId = (name: string) => name === "id" || name.endsWith("_id");

/** All that is held of a person as an archive of two files: JSON for machines (portability), PDF to read. */
export async function describePerson({
  tables,
  company,
  language: wanted,
  at,
}: {
  tables: Array<CollectedTable>;
  company: string;
  language: string;
  at: Date;
}): Promise<Uint8Array> {
  const language = isLanguage(wanted) ? wanted : "fr";
  const t = (await voiceFor(language, ["privacy"])).getFixedT(language, "privacy");
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: "UTC" }).format(at);
  const pdf = await writeSheet({
    title: t("archive.title"),
    intro: [t("archive.intro", { company, day }), t("archive.rights", { company })],
    language,
    parts: tables.map(({ table, rows }) => ({
      title: nameOf(`table.${table}`, language) ?? table,
      rows: rows.map((row) => told(table, row, language)),
    })),
  });
  const json = JSON.stringify({ format: "essor-person/1", company, exportedAt: at.toISOString(), tables }, null, 2);
  return zipSync({ "donnees.json": strToU8(json), "donnees.pdf": pdf }, { level: 6 });
}

/** What a reader wants of a row: what tells of him, without ids and empty fields. */
function told(table: string, row: Record<string, unknown>, language: Language) {
  return Object.entries(row)
    .filter(([column, value]) => !isId(column) && !isEmpty(value) && personalData[table]?.columns[column]?.tag !== undefined)
    .map(([column, value]) => ({
      label: nameOf(camel(column), language) ?? column.replaceAll("_", " "),
      value: typeof value === "string" ? readable(value, language) : typeof value === "object" ? JSON.stringify(value) : String(value),
    }));
}

const isEmpty = (value: unknown) =>
  value === null || value === "" || value === false || (typeof value === "object" && Object.keys(value as object).length === 0);

const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const readable = (value: string, language: Language) =>
  isMoment.test(value)
    ? new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(new Date(value))
    : value;
