/** What the keys do in a list: where the cursor is, what is chosen. Pure; the table draws it. */

export type TableState = {
  /** Row under the keys; none until a key is pressed. */
  cursor: string | null;
  chosen: ReadonlySet<string>;
  /** Where a range starts. */
  anchor: string | null;
  /** Every row that matches, also those on other pages. Any single change on this page ends it. */
  all: boolean;
  /** Column under the keys, in the cursor's row; none until an arrow goes sideways. */
  column: number | null;
};

export type TableDeed =
  | { kind: "key"; key: string; shift?: boolean }
  | { kind: "toggle"; id: string; range?: boolean }
  | { kind: "page"; on: boolean }
  | { kind: "all" }
  | { kind: "clear" }
  /** Goes sideways, by one column, among so many. */
  | { kind: "side"; by: 1 | -1; columns: number }
  | { kind: "cell"; id: string; column: number }
  /** Other rows came in: what left the page is no longer chosen. */
  | { kind: "rows" };

export const emptyTable: TableState = { cursor: null, chosen: new Set(), anchor: null, all: false, column: null };

/** `ids`: the rows of this page, in order. */
export function actOnTable(state: TableState, deed: TableDeed, ids: readonly string[]): TableState {
  switch (deed.kind) {
    case "key":
      return actOnKey(state, deed.key, Boolean(deed.shift), ids);
    case "toggle":
      return toggle(state, deed.id, Boolean(deed.range), ids);
    case "page":
      return { ...state, all: false, chosen: new Set(deed.on ? ids : []) };
    case "all":
      return { ...state, all: true, chosen: new Set(ids) };
    case "clear":
      return { ...state, all: false, chosen: new Set(), anchor: null };
    case "side": {
      const { cursor, column } = state;
      if (cursor === null) return state;
      const to = column === null ? (deed.by > 0 ? 0 : deed.columns - 1) : column + deed.by;
      return { ...state, column: Math.max(0, Math.min(to, deed.columns - 1)) };
    }
    case "cell":
      return { ...state, cursor: deed.id, column: deed.column };
    case "rows": {
      const here = new Set(ids);
      const cursor = state.cursor && here.has(state.cursor) ? state.cursor : null;
      return {
        cursor,
        column: cursor === null ? null : state.column,
        anchor: null,
        all: false,
        chosen: new Set([...state.chosen].filter((id) => here.has(id))),
      };
    }
  }
}

/** Whether the table answers that key at all. Enter is the table's own: it opens, which is not a state. */
export const isTableKey = (key: string) => ["j", "k", "x", "arrowdown", "arrowup", "escape"].includes(key.toLowerCase());

function actOnKey(state: TableState, key: string, shift: boolean, ids: readonly string[]): TableState {
  const at = state.cursor === null ? -1 : ids.indexOf(state.cursor);
  switch (key.toLowerCase()) {
    case "j":
    case "arrowdown":
      return step(state, Math.min(at + 1, ids.length - 1), shift, ids);
    case "k":
    case "arrowup":
      return step(state, at < 0 ? ids.length - 1 : Math.max(at - 1, 0), shift, ids);
    case "x":
      return state.cursor === null ? state : toggle(state, state.cursor, shift, ids);
    case "escape":
      if (state.column !== null) return { ...state, column: null };
      return state.chosen.size > 0 ? actOnTable(state, { kind: "clear" }, ids) : { ...state, cursor: null };
    default:
      return state;
  }
}

function step(state: TableState, to: number, extend: boolean, ids: readonly string[]): TableState {
  const cursor = ids[to] ?? null;
  if (!extend || cursor === null) return { ...state, cursor };
  const from = state.anchor ?? state.cursor ?? cursor;
  return { ...state, cursor, anchor: from, all: false, chosen: new Set([...state.chosen, ...between(from, cursor, ids)]) };
}

function toggle(state: TableState, id: string, range: boolean, ids: readonly string[]): TableState {
  const chosen = new Set(state.chosen);
  if (range && state.anchor !== null) for (const one of between(state.anchor, id, ids)) chosen.add(one);
  else if (chosen.has(id)) chosen.delete(id);
  else chosen.add(id);
  return { ...state, cursor: id, anchor: id, all: false, chosen };
}

function between(from: string, to: string, ids: readonly string[]): readonly string[] {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
