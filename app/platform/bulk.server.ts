import { Prisma } from "~/generated/prisma/client";

/**
 * Rows for INSERT … SELECT or UPDATE … FROM in one statement: `FROM ${recordset(rows, "id uuid, email text")}` is a relation
 * named `r` with those columns. The one way to write many rows inside a company (COPY is refused on tables with row security).
 */
export function recordset(rows: Array<Record<string, unknown>>, columns: string): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (${Prisma.raw(columns)})`;
}
