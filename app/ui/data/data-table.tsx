import { useNavigate } from "@remix-run/react";
import { clsx } from "clsx";
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import { isTyping } from "~/ui/controls/keys";
import { useKeyHelp } from "~/ui/controls/use-shortcut";
import { SelectionBar } from "~/ui/data/selection-bar";
import { actOnTable, emptyTable, isTableKey, type TableDeed } from "~/ui/data/table-keys";
import { type Column, TableHead, TableRow } from "~/ui/data/table-parts";
import { useLinkClicks } from "~/ui/data/use-link-clicks";
import { useWords } from "~/ui/words";

export type Selection = {
  /** Ids on this page, or of every match when `all`. */
  ids: string[];
  all: boolean;
  count: number;
  clear: () => void;
  /** Hidden inputs for a form that acts on the selection: `id` for each, or `all=true` (send the filters along). */
  fields: ReactNode;
};

type Props<Row> = {
  /** What the rows are, in a word. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** Where a row leads; the main cell becomes the link. */
  rowHref?: (row: Row) => string;
  /** How a row is called: "Choisir {name}". */
  rowName: (row: Row) => string;
  /** Draws the verbs of the selection bar. Without it rows cannot be chosen. */
  selection?: (selection: Selection) => ReactNode;
  /** How many rows match in all, for "Choisir les 142". */
  total?: number;
  compact?: boolean;
};

/** Rows of one sort: sticky head, sorting by links, choosing, keys j k x enter (shift extends), two lines a row on a phone. Keep
 *  `columns` stable (outside of the component, or in a memo): rows are drawn again only when they change. */
export function DataTable<Row>({ label, columns, rows, rowId, rowHref, rowName, selection, total, compact }: Props<Row>) {
  const say = useWords();
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  const chooseRow = say("selectRow", { name: "{name}" }); // asked once: a hundred questions a page are a tenth of its time
  const latestIds = useRef(ids);
  latestIds.current = ids;
  const [state, act] = useReducer((now: typeof emptyTable, deed: TableDeed) => actOnTable(now, deed, latestIds.current), emptyTable);
  const frame = useRef<HTMLDivElement>(null);
  const followLinks = useLinkClicks();
  const signature = ids.join(" ");

  useEffect(() => act({ kind: "rows" }), [signature]);
  useTableKeys(frame, act, state.cursor, rows, rowId, rowHref);
  useEffect(() => {
    frame.current?.querySelector("tr.is-cursor")?.scrollIntoView({ block: "nearest" });
  }, [state.cursor]);

  const toggle = useCallback((id: string, range: boolean) => act({ kind: "toggle", id, range }), []);
  const chosenHere = ids.filter((id) => state.chosen.has(id)).length;
  const count = state.all ? (total ?? chosenHere) : chosenHere;
  return (
    <>
      <div className="table-wrap" ref={frame} tabIndex={0} role="region" aria-label={label} onClick={followLinks}>
        <table className={clsx("datatable table-cards", compact && "is-compact", !selection && "has-no-check")}>
          <TableHead
            columns={columns}
            page={selection && { on: chosenHere > 0 && chosenHere === ids.length, mixed: chosenHere > 0 && chosenHere < ids.length }}
            onPage={(on) => act({ kind: "page", on })}
          />
          <tbody>
            {rows.map((row, at) => {
              const id = ids[at]!;
              return (
                <TableRow
                  key={id}
                  id={id}
                  row={row}
                  columns={columns as Column<unknown>[]}
                  href={rowHref?.(row)}
                  choose={chooseRow.replace("{name}", () => rowName(row))}
                  cursor={state.cursor === id}
                  chosen={selection ? state.chosen.has(id) : undefined}
                  onToggle={toggle}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {selection && count > 0 && (
        <SelectionBar
          count={count}
          total={total}
          all={state.all}
          isPage={chosenHere === ids.length}
          onAll={() => act({ kind: "all" })}
          onClear={() => act({ kind: "clear" })}
        >
          {selection({
            ids: ids.filter((id) => state.chosen.has(id)),
            all: state.all,
            count,
            clear: () => act({ kind: "clear" }),
            fields: state.all ? (
              <input type="hidden" name="all" value="true" />
            ) : (
              ids.filter((id) => state.chosen.has(id)).map((id) => <input key={id} type="hidden" name="id" value={id} />)
            ),
          })}
        </SelectionBar>
      )}
      <KeyNames browse={say("browse")} pick={selection ? say("pick") : undefined} />
    </>
  );
}

/** For the keyboard map only: the table listens by itself. */
function KeyNames({ browse, pick }: { browse: string; pick?: string }) {
  useKeyHelp("j", browse);
  useKeyHelp(pick && "x", pick);
  return null;
}

function useTableKeys<Row>(
  frame: RefObject<HTMLElement>,
  act: (deed: TableDeed) => void,
  cursor: string | null,
  rows: Row[],
  rowId: (row: Row) => string,
  rowHref?: (row: Row) => string,
) {
  const navigate = useNavigate();
  const open = useRef<() => void>(() => {});
  open.current = () => {
    const row = rows.find((one) => rowId(one) === cursor);
    if (row && rowHref) navigate(rowHref(row));
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open], .menu:popover-open")) return;
      const onControl = (event.target as Element).closest?.("a, button, input, summary");
      if (event.key === "Enter" && !onControl) return open.current();
      if (!isTableKey(event.key) || (event.key.startsWith("Arrow") && onControl)) return;
      event.preventDefault();
      frame.current?.focus({ preventScroll: true }); // so that Enter opens the row, not what was pressed before
      act({ kind: "key", key: event.key, shift: event.shiftKey });
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [act, frame]);
}
