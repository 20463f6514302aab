/** Orders that have a name: the API's, and those the list shows by it. */
export const prospectSorts = ["score", "newest", "name", "city"] as const;
export type ProspectSort = (typeof prospectSorts)[number];
export const isProspectSort = (text: unknown): text is ProspectSort => prospectSorts.includes(text as ProspectSort);

/** An order of the list by a field of a prospect, `custom.<key>` included, or by its name. */
export interface ListSort {
  by: string;
  descending: boolean;
}

const named: Record<ProspectSort, ListSort> = {
  score: { by: "leadScore", descending: true },
  newest: { by: "createdAt", descending: true },
  name: { by: "name", descending: false },
  city: { by: "city", descending: false },
};
export const listSortOf = (sort: ProspectSort | ListSort): ListSort => (typeof sort === "string" ? named[sort] : sort);
export const usualSort = named.score;

/** As it stands in an address: a name where it has one, else the field, with "-" before it when the greatest comes first. */
export function writeSort({ by, descending }: ListSort): string {
  const name = prospectSorts.find((one) => named[one].by === by && named[one].descending === descending);
  return name ?? (descending ? `-${by}` : by);
}

/** @param isSortable whether there is an order by that field; what is none is the usual order */
export function readSort(text: string | null, isSortable: (field: string) => boolean): ListSort {
  if (isProspectSort(text)) return named[text];
  const [, minus, by] = /^(-?)(.{1,120})$/.exec(text ?? "") ?? [];
  return by !== undefined && isSortable(by) ? { by, descending: minus === "-" } : usualSort;
}

/** Where a page begins or ends: the sort key and id of the row beside it. */
export interface Cursor {
  /** Rows after it, or the page that ends before it. */
  side: "after" | "before";
  /** As the database writes it; null: that row holds nothing there, and stands among the last. */
  key: string | number | null;
  id: string;
  /** How many rows stand before the page's first one, as far as this walk has counted. */
  place: number;
}

/** What a sort key is, so that nothing reaches the database that it could not read. `options`: one of these. */
export type KeyShape = "text" | "integer" | "number" | "moment" | { options: ReadonlyArray<string> };
const namedShapes: Record<ProspectSort, KeyShape> = { score: "integer", newest: "moment", name: "text", city: "text" };

/** A cursor as it stands in an address. */
export const writeCursor = ({ side, key, id, place }: Cursor): string => JSON.stringify([side === "after" ? 1 : 0, key, id, place]);

/** Null for what is no cursor, or one of another sort: the list then begins at its beginning. */
export function readCursor(text: string | null, sort: ProspectSort | { shape: KeyShape }): Cursor | null {
  if (!text) return null;
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read)) return null;
    const [after, key, id, place] = read as Array<unknown>;
    const keyFits = key === null ? typeof sort !== "string" : fits(key, typeof sort === "string" ? namedShapes[sort] : sort.shape);
    if (!keyFits || typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id) || !Number.isInteger(place) || (place as number) < 0) return null;
    return { side: after === 1 ? "after" : "before", key: key as string | number | null, id, place: place as number };
  } catch {
    return null;
  }
}

function fits(key: unknown, shape: KeyShape): boolean {
  if (shape === "integer") return /^-?\d{1,4}$/.test(String(key));
  if (shape === "number") return /^-?\d{1,18}(\.\d{1,18})?$/.test(String(key));
  if (typeof key !== "string" || key.length > 500 || key.includes("\0")) return false;
  if (shape === "moment") return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(key) && !Number.isNaN(Date.parse(key));
  return shape === "text" || shape.options.includes(key);
}
