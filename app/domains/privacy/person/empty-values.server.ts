import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ColumnTag } from "../catalogue/column-tags.rules";
import { personalData } from "../catalogue/personal-data";
import { quoted } from "./person-rows.server";

export interface ColumnShape {
  name: string;
  type: string;
  required: boolean;
  hasDefault: boolean;
}

/** The columns of a table with a tag, as the database has them. */
export async function taggedColumns(db: CompanyCtx["db"], table: string, wanted: (tag: ColumnTag) => boolean): Promise<Array<ColumnShape>> {
  const names = Object.entries(personalData[table]!.columns).flatMap(([name, tag]) => (wanted(tag) ? [name] : []));
  if (names.length === 0) return [];
  return db.$queryRaw<Array<ColumnShape>>`
    SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AS required, a.atthasdef AS "hasDefault"
    FROM pg_attribute a WHERE a.attrelid = to_regclass('public.' || quote_ident(${table})) AND a.attnum > 0 AND NOT a.attisdropped AND a.attname = ANY (${names}::text[])`;
}

/** Assignments that leave nothing in the tagged columns of a table: null, the column's own default, or what its type calls empty. */
export async function emptyValues(db: CompanyCtx["db"], table: string, wanted: (tag: ColumnTag) => boolean): Promise<Array<Prisma.Sql>> {
  const columns = await taggedColumns(db, table, wanted);
  return columns.map(({ name, ...shape }) => Prisma.sql`${quoted(name)} = ${Prisma.raw(emptyOf(shape))}`);
}

function emptyOf({ type, required, hasDefault }: Omit<ColumnShape, "name">): string {
  if (!required) return "NULL";
  if (hasDefault) return "DEFAULT";
  if (type.endsWith("[]") || type.startsWith("json")) return "'{}'";
  return type === "text" || type.startsWith("character") ? "'—'" : "DEFAULT";
}
