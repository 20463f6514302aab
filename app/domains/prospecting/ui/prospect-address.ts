import { filterToUrl, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { type Cursor, type ProspectSort, writeCursor } from "~/domains/prospecting/prospect/prospect-sort.rules";

/** The list's address: filter, order unless it is the usual one, and page. */
export function prospectsHref(filter: ProspectFilter, sort: ProspectSort = "score", cursor?: Cursor | null): string {
  const search = new URLSearchParams(filterToUrl(filter));
  if (sort !== "score") search.set("sort", sort);
  if (cursor) search.set("at", writeCursor(cursor));
  const query = search.toString();
  return query ? `/prospects?${query}` : "/prospects";
}
