import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Cursor } from "../prospect/prospect-sort.rules";
import type { SortKey } from "./list-keys.server";

/** Some of the prospects, and the place of their page in the walk through them. */
export interface Slice {
  /** A condition on alias `p`. */
  where: Prisma.Sql;
  cursor: Cursor | null;
}

export interface KeysetPage<Row> {
  rows: Array<Row>;
  /** Place of the page's first row in the whole slice, from 0. */
  place: number;
  next: Cursor | null;
  previous: Cursor | null;
}

type Keyed<Row> = Row & { id: string; key: string | null; slice: number };

/**
 * A page of each slice, by the row after or before its cursor: as quick at the thousandth page as at the first, and a row that comes in
 * between neither repeats nor hides another. Rows that hold nothing where one sorts stand last, whatever the direction; ties are parted
 * by the id. One statement. `select`: columns on alias `p`, the id among them.
 */
export async function keysetPages<Row extends { id: string }>(
  { db }: CompanyCtx,
  { select, key, slices, take }: { select: Prisma.Sql; key: SortKey; slices: ReadonlyArray<Slice>; take: number },
): Promise<Array<KeysetPage<Row>>> {
  if (slices.length === 0) return [];
  const isMany = slices.length > 1;
  const parts = slices.map((slice, at) => sliceSql(slice, key, select, take, isMany ? at : null));
  const statement = isMany
    ? Prisma.sql`SELECT * FROM (${Prisma.join(
        parts.map((part) => Prisma.sql`(${part})`),
        " UNION ALL ",
      )}) s ORDER BY s.slice, s.nth`
    : parts[0]!;
  const rows = await db.$queryRaw<Array<Keyed<Row>>>(statement);
  return slices.map(({ cursor }, at) => pageOf(isMany ? rows.filter((row) => row.slice === at) : rows, cursor, take));
}

function sliceSql({ where, cursor }: Slice, key: SortKey, select: Prisma.Sql, take: number, nth: number | null): Prisma.Sql {
  const { sql, type, nullable, shape } = key;
  const backwards = cursor?.side === "before";
  const downwards = key.descending !== backwards;
  const direction = downwards ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const nulls = !nullable ? Prisma.empty : backwards ? Prisma.sql` NULLS FIRST` : Prisma.sql` NULLS LAST`;
  const order = Prisma.sql`${sql} ${direction}${nulls}, p.id ${direction}`;
  const said =
    shape === "moment" ? Prisma.sql`to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : Prisma.sql`(${sql})::text`;
  const numbered = nth === null ? Prisma.empty : Prisma.sql`, ${nth}::int AS slice, row_number() OVER (ORDER BY ${order}) AS nth`;
  return Prisma.sql`SELECT ${select}, ${said} AS key${numbered} FROM prospects p
    WHERE ${where}${cursor ? beyond(cursor, { sql, type, nullable }, downwards) : Prisma.empty} ORDER BY ${order} LIMIT ${take + 1}::int`;
}

function beyond(
  { side, key, id }: Cursor,
  { sql, type, nullable }: Pick<SortKey, "sql" | "type" | "nullable">,
  downwards: boolean,
): Prisma.Sql {
  const past = downwards ? Prisma.sql`<` : Prisma.sql`>`;
  if (key === null)
    return side === "after"
      ? Prisma.sql` AND ${sql} IS NULL AND p.id ${past} ${id}::uuid`
      : Prisma.sql` AND (${sql} IS NOT NULL OR p.id ${past} ${id}::uuid)`;
  const row = Prisma.sql`(${sql}, p.id) ${past} (${String(key)}::${type}, ${id}::uuid)`;
  return nullable && side === "after" ? Prisma.sql` AND (${row} OR ${sql} IS NULL)` : Prisma.sql` AND ${row}`;
}

function pageOf<Row extends { id: string }>(rows: Array<Keyed<Row>>, cursor: Cursor | null, take: number): KeysetPage<Row> {
  const backwards = cursor?.side === "before";
  const more = rows.length > take;
  const page = rows.slice(0, take);
  if (backwards) page.reverse();
  const place = !cursor ? 0 : backwards ? Math.max(0, cursor.place - page.length) : cursor.place;
  const hasNext = backwards ? true : more;
  const hasPrevious = backwards ? more : cursor !== null;
  const edge = (row: Keyed<Row> | undefined, side: Cursor["side"], at: number): Cursor | null =>
    row ? { side, key: row.key, id: row.id, place: at } : null;
  return {
    rows: page,
    place: hasPrevious ? place : 0,
    next: hasNext ? edge(page.at(-1), "after", place + page.length) : null,
    previous: hasPrevious ? edge(page[0], "before", place) : null,
  };
}
