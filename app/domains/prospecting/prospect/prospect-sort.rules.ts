export const prospectSorts = ["score", "newest", "name", "city"] as const;
export type ProspectSort = (typeof prospectSorts)[number];
export const isProspectSort = (text: unknown): text is ProspectSort => prospectSorts.includes(text as ProspectSort);

/** Where a page begins or ends: the sort key and id of the row beside it. */
export interface Cursor {
  /** Rows after it, or the page that ends before it. */
  side: "after" | "before";
  key: string | number;
  id: string;
  /** How many rows stand before the page's first one, as far as this walk has counted. */
  place: number;
}

/** A cursor as it stands in an address. */
export const writeCursor = ({ side, key, id, place }: Cursor): string => JSON.stringify([side === "after" ? 1 : 0, key, id, place]);

/** Null for what is no cursor, or one of another sort: the list then begins at its beginning. */
export function readCursor(text: string | null, sort: ProspectSort): Cursor | null {
  if (!text) return null;
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read)) return null;
    const [after, key, id, place] = read as Array<unknown>;
    const keyFits =
      sort === "score"
        ? Number.isInteger(key) && Math.abs(key as number) <= 1000
        : typeof key === "string" && key.length <= 500 && !key.includes("\0") && (sort !== "newest" || !Number.isNaN(Date.parse(key)));
    if (!keyFits || typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id) || !Number.isInteger(place) || (place as number) < 0) return null;
    return { side: after === 1 ? "after" : "before", key: key as string | number, id, place: place as number };
  } catch {
    return null;
  }
}
