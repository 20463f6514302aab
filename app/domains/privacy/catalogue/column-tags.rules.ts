/**
 * What each column of the database holds of a person, and what an erasure makes of it. Export, erasure and their certificate read
 * nothing else, and an invariant test holds these tags against the catalogue of the database: a column without one fails the build.
 */

/** What a contact's column tells of him. */
export type Kind = "name" | "contact" | "profile" | "content" | "trace";
/** Why something of an erased person stays. The sentence of each is in the words: `law.<key>`. */
export type Law = "accounts" | "till" | "proof" | "audit";

export type ColumnTag =
  /** Of the outside person the row is about; emptied when he is erased. */
  | { tag: "contact"; kind: Kind }
  /** Of the outside person too, and kept when he is erased, by law. */
  | { tag: "kept"; law: Law }
  /** Words of members or machines in which anybody may be named: his name and addresses are cut out wherever they stand. */
  | { tag: "free" }
  /** Of a member of the company: leaves with the account, not with a contact. */
  | { tag: "staff" }
  /** A secret or its digest: never exported, worth nothing without its other half. */
  | { tag: "secret" }
  /** Nothing of a person: ids, states, figures, the company's own words. */
  | { tag: "plain" };

export interface TableTags {
  columns: Readonly<Record<string, ColumnTag>>;
  /**
   * How the rows of a contact are found: own column (or expression) → table whose person's rows it names, or `table.column` of such a
   * table that names this one's rows. Without it the table holds no rows of contacts.
   */
  rows?: Readonly<Record<string, string>>;
  /** rows: they go. drafts: those that bind nobody yet go, the others stay by law. Else their columns are emptied. */
  erase?: "rows" | "drafts";
}

type Group = Record<string, ColumnTag>;
const each = (names: string, tag: ColumnTag): Group => Object.fromEntries(names.split(" ").map((name) => [name, tag]));

export const contact = (kind: Kind, names: string) => each(names, { tag: "contact", kind });
export const kept = (law: Law, names: string) => each(names, { tag: "kept", law });
export const free = (names: string) => each(names, { tag: "free" });
export const staff = (names: string) => each(names, { tag: "staff" });
export const secret = (names: string) => each(names, { tag: "secret" });
export const plain = (names: string) => each(names, { tag: "plain" });

export const table = (groups: Array<Group>, how: Omit<TableTags, "columns"> = {}): TableTags => ({
  columns: Object.assign({}, ...groups) as TableTags["columns"],
  ...how,
});
