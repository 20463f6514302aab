import { groupToken } from "~/domains/prospecting/list/list-groups.rules";
import { listQuery, type ListShape, usualShape } from "~/domains/prospecting/list/list-shape.rules";
import type { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { type Cursor, writeCursor } from "~/domains/prospecting/prospect/prospect-sort.rules";

/** Where one is in a list: its page, or the groups that stand open and the page of each. */
export interface ListPlace {
  cursor?: Cursor | null;
  /** As they stand in the address; none: the first group is open. A blank one: none is. */
  open?: ReadonlyArray<string>;
  /** Cursors of groups, as they stand in the address. */
  at?: ReadonlyArray<string>;
}

/** The list's address: filter, order, columns and groups unless they are the usual ones, and place. */
export function prospectsHref(
  filter: ProspectFilter,
  shape: ListShape = usualShape,
  { cursor, open = [], at = [] }: ListPlace = {},
): string {
  const search = new URLSearchParams(listQuery(filter, shape));
  for (const token of open) search.append("open", token);
  for (const place of cursor ? [writeCursor(cursor)] : at) search.append("at", place);
  const query = search.toString();
  return query ? `/prospects?${query}` : "/prospects";
}

/** A group's cursor as it stands in an address: with its group as its last part. */
export const groupCursor = ({ side, key, id, place }: Cursor, value: string | null): string =>
  JSON.stringify([side === "after" ? 1 : 0, key, id, place, groupToken(value)]);
