import { Prisma } from "~/generated/prisma/client";
import { fieldExpression } from "../condition/compile-condition.server";
import { customKeyOf } from "../condition/condition-fields.rules";
import { cellKindOf } from "./list-columns.rules";
import { type CustomFields, recordName } from "./list-keys.server";

const nameText = Prisma.sql`coalesce(p.organization_name, nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email, p.phone, p.mobile, p.siret)`;

/** A column of the list as the text of a file's cell, on alias `p`: days as 2026-11-21, several words with commas between. */
export function exportText(column: string, custom: CustomFields): Prisma.Sql {
  const own = customKeyOf(column);
  const kind = cellKindOf(column, custom);
  if (own !== null)
    return kind === "choices"
      ? Prisma.sql`(SELECT string_agg(one, ', ') FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(p.custom_fields -> ${own}::text) = 'array' THEN p.custom_fields -> ${own}::text ELSE '[]' END) one)`
      : Prisma.sql`p.custom_fields ->> ${own}::text`;
  if (column === "name") return nameText;
  if (column === "person") return Prisma.sql`nullif(concat_ws(' ', p.first_name, p.last_name), '')`;
  if (column === "reason") return Prisma.sql`p.score_reasons -> 0 ->> 'code'`;
  const expression = fieldExpression(column);
  if (!expression) return Prisma.sql`NULL::text`;
  const { sql } = expression;
  if (kind === "record") return recordName(column);
  if (kind === "choices") return Prisma.sql`array_to_string(${sql}, ', ')`;
  return kind === "moment" ? Prisma.sql`to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD')` : Prisma.sql`(${sql})::text`;
}
