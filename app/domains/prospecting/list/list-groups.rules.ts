/** Prospects that hold the same in a field. */
export interface ProspectGroup {
  /** Null: they hold nothing there. */
  value: string | null;
  /** Of a value that is an id. */
  name: string | null;
  count: number;
}

/** Headings of a page at most, and groups that stand open on it; the greatest are shown. */
export const mostGroups = 200;
export const mostOpen = 8;
export const groupPage = 25;

/** A group's value as it stands in an address; what holds nothing is "~". */
export const groupToken = (value: string | null): string => (value === null ? "~" : value.startsWith("~") ? `~${value}` : value);
export const groupValue = (token: string): string | null => (token === "~" ? null : token.startsWith("~~") ? token.slice(1) : token);

/** Which groups stand open: those asked for; the first before anything was asked; none once all were closed (a blank one). */
export function openGroups(asked: ReadonlyArray<string>, groups: ReadonlyArray<ProspectGroup>): Array<ProspectGroup> {
  if (asked.length === 0) return groups.slice(0, 1);
  const wanted = new Set(asked.filter((token) => token !== "").map(groupValue));
  return groups.filter(({ value }) => wanted.has(value)).slice(0, mostOpen);
}

/** In the order of a choice's own values, else by name for what has few words, else as they came; those that hold nothing last. */
export function orderGroups(groups: ReadonlyArray<ProspectGroup>, options: ReadonlyArray<string> | null): Array<ProspectGroup> {
  const rank = ({ value }: ProspectGroup) => (value === null ? Infinity : options ? options.indexOf(value) : 0);
  return groups
    .map((group, at) => ({ group, at }))
    .sort((one, other) => (rank(one.group) === rank(other.group) ? one.at - other.at : rank(one.group) - rank(other.group)))
    .map(({ group }) => group);
}

/** The group that a cursor of an address belongs to: its token stands last; null for a cursor of no group. */
export function tokenOfCursor(text: string): string | null {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) && typeof read[4] === "string" ? read[4] : null;
  } catch {
    return null;
  }
}
