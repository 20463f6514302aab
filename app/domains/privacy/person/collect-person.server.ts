import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ColumnTag, TableTags } from "../catalogue/column-tags.rules";
import { personalData } from "../catalogue/personal-data";
import type { KnownPerson } from "./find-person.server";
import { quoted, rowsOfPerson } from "./person-rows.server";

/** The rows of one table about a person, newest knowledge as it stands. */
export interface CollectedTable {
  table: string;
  rows: Array<Record<string, unknown>>;
}

/** Rows of a table that an export holds at most. */
const mostRows = 5000;
/** Members' data are theirs, secrets are nobody's; the company's key says nothing. */
const isTold = (name: string, { tag }: ColumnTag) => tag !== "staff" && tag !== "secret" && name !== "company_id";

/** All that a company holds of a person, by the catalogue of tagged columns: what a new column holds is in it by itself. */
export async function collectPerson(ctx: CompanyCtx, person: KnownPerson): Promise<Array<CollectedTable>> {
  const collected: Array<CollectedTable> = [];
  for (const [table, condition] of await rowsOfPerson(ctx, person)) {
    const rows = await ctx.db.$queryRaw<Array<{ row: Record<string, unknown> }>>`
      SELECT to_jsonb(t) AS row FROM (SELECT ${columnsToTell(personalData[table]!)} FROM ${quoted(table)} WHERE ${condition} LIMIT ${mostRows}::int) t`;
    if (rows.length > 0) collected.push({ table, rows: rows.map(({ row }) => row) });
  }
  return collected;
}

const columnsToTell = ({ columns }: TableTags) =>
  Prisma.join(
    Object.entries(columns)
      .filter(([name, tag]) => isTold(name, tag))
      .map(([name]) => quoted(name)),
  );
