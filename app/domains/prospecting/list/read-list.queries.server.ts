import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ProspectFilter } from "../prospect/prospect-filter.schema";
import { isEmptyFilter, withoutPart } from "../prospect/prospect-filter.schema";
import { lineOf, type ListRow, type ProspectLine } from "../prospect/prospect-line.rules";
import { type Cursor, readCursor } from "../prospect/prospect-sort.rules";
import { prospectWhere, withinReach } from "../prospect/prospect-where.server";
import { type KeysetPage, keysetPages } from "./keyset-pages.server";
import { optionsOf } from "./list-columns.rules";
import { groupPage, groupValue, mostGroups, openGroups, orderGroups, type ProspectGroup, tokenOfCursor } from "./list-groups.rules";
import { cellSql, type CustomFields, groupKey, sortKey } from "./list-keys.server";
import type { ListShape } from "./list-shape.rules";

/** Prospects a page that is not grouped. */
export const listPage = 50;

interface Wanted {
  filter: ProspectFilter;
  shape: ListShape;
  custom: CustomFields;
}

/** A page of the list, with the cells of its columns and no more. One statement. */
export async function readList(ctx: CompanyCtx, { filter, shape, custom, at }: Wanted & { at: string | null }): Promise<ListedPage> {
  const key = sortKey(shape.sort, custom);
  const cursor = readCursor(at, key);
  // The best matches of a search are the first page of the list by score: no need to look at the others.
  const isBest = shape.sort.by === "leadScore" && shape.sort.descending && !cursor && isEmptyFilter(withoutPart(filter, "q"));
  const where = Prisma.sql`${await prospectWhere(ctx, filter, isBest ? listPage + 1 : undefined)}${withinReach(ctx)}`;
  const [page] = await keysetPages<ListRow>(ctx, { select: cells(shape, custom), key, slices: [{ where, cursor }], take: listPage });
  return listed(page!, shape);
}

/**
 * The groups of the list with the number of those in each, and a page of each that stands open. Two statements: the numbers, then the
 * rows. `open`: as they stand in the address; `at`: cursors, each with its group as its fifth part.
 */
export async function readGroups(
  ctx: CompanyCtx,
  { filter, shape, custom, open, at }: Wanted & { open: Array<string>; at: Array<string> },
): Promise<{ groups: Array<ProspectGroup & { page: ListedPage | null }>; moreGroups: number }> {
  const by = shape.group!;
  const key = sortKey(shape.sort, custom);
  const group = groupKey(by);
  const where = Prisma.sql`${await prospectWhere(ctx, filter)}${withinReach(ctx)}`;
  const counted = await ctx.db.$queryRaw<Array<ProspectGroup & { groups: number }>>`
    SELECT g.value, ${group.name} AS name, g.count, g.groups FROM (
      SELECT ${group.value} AS value, count(*)::int AS count, (count(*) OVER ())::int AS groups FROM ${group.from}
      WHERE ${where} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${mostGroups}::int) g ORDER BY g.count DESC, g.value`;
  const groups = orderGroups(
    counted.map(({ groups: _, ...one }) => one),
    optionsOf(by, custom),
  );
  const places = placesOf(at, key.shape);
  const opened = openGroups(open, groups);
  const pages = await keysetPages<ListRow>(ctx, {
    select: cells(shape, custom),
    key,
    slices: opened.map(({ value }) => ({ where: Prisma.sql`${where} AND ${group.holds(value)}`, cursor: places(value) })),
    take: groupPage,
  });
  return {
    groups: groups.map((one) => {
      const page = pages[opened.indexOf(one)];
      return { ...one, page: page ? listed(page, shape) : null };
    }),
    moreGroups: (counted[0]?.groups ?? 0) - counted.length,
  };
}

/** The cursor of a group: cursors of an address bear their group's token as their last part. */
function placesOf(at: Array<string>, shape: ReturnType<typeof sortKey>["shape"]): (value: string | null) => Cursor | null {
  const places = new Map<string | null, Cursor | null>();
  for (const text of at.slice(0, 20)) {
    const token = tokenOfCursor(text);
    if (token !== null) places.set(groupValue(token), readCursor(text, { shape }));
  }
  return (value) => places.get(value) ?? null;
}

const cells = (
  { columns }: ListShape,
  custom: CustomFields,
): Prisma.Sql => Prisma.sql`p.id, json_build_array(p.organization_name, p.first_name, p.last_name,
      coalesce(p.email, p.phone, p.mobile, p.siret)${Prisma.join(
        columns.map((column) => Prisma.sql`, ${column === "person" ? Prisma.sql`NULL::text` : cellSql(column, custom)}`),
        "",
      )}) AS cells`;

export interface ListedPage {
  rows: Array<ProspectLine>;
  place: number;
  next: Cursor | null;
  previous: Cursor | null;
}

const listed = (page: KeysetPage<ListRow>, { columns }: ListShape): ListedPage => ({
  ...page,
  rows: page.rows.map((row) => lineOf(row, columns)),
});
