import { customKeyOf } from "../condition/condition-fields.rules";
import { filterFromUrl, filterToUrl, type ProspectFilter } from "../prospect/prospect-filter.schema";
import { type ListSort, readSort, usualSort, writeSort } from "../prospect/prospect-sort.rules";
import { cellKindOf, groupFields, isColumn, isGroupable, isSortable, mostColumns, usualColumns } from "./list-columns.rules";

/** How a list is shown: beside its filter, what an address and a saved view hold. */
export interface ListShape {
  sort: ListSort;
  /** Beside the name, which stands first; in order. */
  columns: ReadonlyArray<string>;
  /** The field whose values make groups. */
  group: string | null;
}

export const usualShape: ListShape = { sort: usualSort, columns: usualColumns, group: null };
const isUsual = (columns: ReadonlyArray<string>) => columns.join() === usualColumns.join();

/** Reads it out of an address; what makes no sense is left out. Fields of a company's own are asked of the company by `fittingShape`. */
export function shapeFromUrl(search: URLSearchParams): ListShape {
  const columns = [...new Set((search.get("cols") ?? "").split(",").filter(isColumn))].slice(0, mostColumns);
  const group = search.get("group");
  return {
    sort: readSort(search.get("sort"), isSortable),
    columns: columns.length > 0 ? columns : usualColumns,
    group: group && (groupFields.includes(group) || customKeyOf(group) !== null) ? group : null,
  };
}

/** The shape without what the company has no more. */
export function fittingShape(shape: ListShape, custom: Parameters<typeof isGroupable>[1]): ListShape {
  const columns = shape.columns.filter((name) => customKeyOf(name) === null || cellKindOf(name, custom) !== null);
  return {
    sort: customKeyOf(shape.sort.by) !== null && cellKindOf(shape.sort.by, custom) === null ? usualSort : shape.sort,
    columns: columns.length > 0 ? columns : usualColumns,
    group: shape.group && isGroupable(shape.group, custom) ? shape.group : null,
  };
}

/** What of an address says how the list is shown, without what is usual. Starts without "?". */
export function listQuery(filter: ProspectFilter, { sort, columns, group }: ListShape): string {
  const search = new URLSearchParams(filterToUrl(filter));
  for (const [name, value] of Object.entries(shapeFields({ sort, columns, group }))) search.set(name, value);
  return search.toString();
}

/** The same as fields of a form or of another address. */
export function shapeFields({ sort, columns, group }: ListShape): Record<string, string> {
  const by = writeSort(sort);
  return {
    ...(by !== writeSort(usualSort) && { sort: by }),
    ...(!isUsual(columns) && { cols: columns.join(",") }),
    ...(group && { group }),
  };
}

/** An address of the list in its one form, without a place in it: what a saved view keeps. */
export function keptQuery(address: string): string {
  const search = new URLSearchParams(address);
  return listQuery(filterFromUrl(search), shapeFromUrl(search));
}
