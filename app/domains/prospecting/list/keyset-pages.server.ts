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
  const isDirect = slices.length === 1 && key.indexed;
  const rows = await db.$queryRaw<Array<Keyed<Row>>>(
    isDirect ? directly(slices[0]!, key, select, take) : byPlaces(slices, key, select, take),
  );
  return slices.map(({ cursor }, at) => pageOf(isDirect ? rows : rows.filter((row) => row.slice === at), cursor, take, isDirect));
}

/** Along an index: what is read is what is shown. */
const directly = (slice: Slice, key: SortKey, select: Prisma.Sql, take: number) =>
  Prisma.sql`SELECT ${select}, ${said(key, key.sql)} AS key ${slicePlaces(slice, key, take)}`;

/** Where all that match must be sorted, what is shown is read of the page's rows alone: building it for each would be most of the work. */
function byPlaces(slices: ReadonlyArray<Slice>, key: SortKey, select: Prisma.Sql, take: number): Prisma.Sql {
  const places = slices.map(
    (slice, at) => Prisma.sql`(SELECT ${at}::int AS slice, p.id, ${key.sql} AS sort_key ${slicePlaces(slice, key, take)})`,
  );
  const direction = key.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return Prisma.sql`SELECT ${select}, ${said(key, Prisma.sql`k.sort_key`)} AS key, k.slice FROM (${Prisma.join(places, " UNION ALL ")}) k
    JOIN prospects p ON p.id = k.id ORDER BY k.slice, k.sort_key ${direction} NULLS LAST, k.id ${direction}`;
}

function slicePlaces({ where, cursor }: Slice, key: SortKey, take: number): Prisma.Sql {
  const backwards = cursor?.side === "before";
  const downwards = key.descending !== backwards;
  const direction = downwards ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const nulls = !key.nullable ? Prisma.empty : backwards ? Prisma.sql` NULLS FIRST` : Prisma.sql` NULLS LAST`;
  return Prisma.sql`FROM prospects p${key.join} WHERE ${where}${cursor ? beyond(cursor, key, downwards) : Prisma.empty}
    ORDER BY ${key.sql} ${direction}${nulls}, p.id ${direction} LIMIT ${take + 1}::int`;
}

/** The key as an address holds it. */
const said = ({ shape }: SortKey, sql: Prisma.Sql): Prisma.Sql =>
  shape === "moment" ? Prisma.sql`to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : Prisma.sql`(${sql})::text`;

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

/** `isAsked`: in the order of the question, which goes back from its cursor; else in that of the list. */
function pageOf<Row extends { id: string }>(
  rows: Array<Keyed<Row>>,
  cursor: Cursor | null,
  take: number,
  isAsked: boolean,
): KeysetPage<Row> {
  const backwards = cursor?.side === "before";
  const more = rows.length > take;
  const inOrder = backwards && isAsked ? [...rows].reverse() : rows;
  const page = backwards ? inOrder.slice(-take) : inOrder.slice(0, take);
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
