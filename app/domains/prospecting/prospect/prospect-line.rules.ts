import { personOf, prospectName } from "./prospect-name.rules";

/** What a cell holds, as JSON says it. */
export type Cell = string | number | boolean | null | Array<string | null>;

/** A line of the list as it goes to the browser, which gets it twice, as a page and as data: what is shown, no more. */
export interface ProspectLine {
  id: string;
  name: string;
  /** A firm: its person stands in a column of its own. */
  isFirm: boolean;
  /** In the order of the columns that are shown. */
  cells: Array<Cell>;
}

/** As it was read: firm, first and last name, what else reaches it, then the columns. */
export interface ListRow {
  id: string;
  cells: [string | null, string | null, string | null, string | null, ...Array<Cell>];
}

export function lineOf(
  { id, cells: [organizationName, firstName, lastName, email, ...cells] }: ListRow,
  columns: ReadonlyArray<string>,
): ProspectLine {
  const isFirm = organizationName !== null;
  const person = columns.indexOf("person");
  if (person >= 0) cells[person] = isFirm ? personOf({ firstName, lastName }) : "";
  return { id, name: prospectName({ organizationName, firstName, lastName, email }), isFirm, cells };
}
