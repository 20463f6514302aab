import { clsx } from "clsx";
import { type MouseEvent, type ReactNode, type RefObject, useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useKeyHelp } from "~/ui/controls/use-shortcut";
import { SelectionBar } from "~/ui/data/selection-bar";
import { actOnTable, emptyTable, type TableDeed, type TableState } from "~/ui/data/table-keys";
import { cellAt, type TableEdits, useFocusAfterEdit } from "~/ui/data/table-edits";
import { type Column, columnLook, TableHead, TableRow } from "~/ui/data/table-parts";
import { useLinkClicks } from "~/ui/data/use-link-clicks";
import { useTableKeys } from "~/ui/data/use-table-keys";
import { useFormat, useWords } from "~/ui/words";

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
  /** `rows` in parts, each under a heading; a closed one has none. Together they are `rows`. */
  groups?: Array<{ key: string; heading: ReactNode; rows: Row[]; foot?: ReactNode }>;
  edits?: TableEdits<Row>;
};

/** Rows of one sort: sticky head, sorting by links, choosing, keys j k x enter (shift extends), two lines a row on a phone. Where cells can
 *  be changed, arrows go sideways, F2, Enter or a double click opens one. Keep `columns` stable (outside of the component, or in a memo):
 *  rows are drawn again only when they change. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowId, rowHref, rowName, selection, total, compact, groups, edits } = props;
  const say = useWords();
  const { date } = useFormat();
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  const chooseRow = say("selectRow", { name: "{name}" }); // asked once: a hundred questions a page are a tenth of its time
  const latestIds = useRef(ids);
  latestIds.current = ids;
  const [state, act] = useReducer((now: TableState, deed: TableDeed) => actOnTable(now, deed, latestIds.current), emptyTable);
  const frame = useRef<HTMLDivElement>(null);
  const followLinks = useLinkClicks();
  const signature = ids.join(" ");

  const looks = useMemo(() => columns.map((column) => columnLook(column as Column<never>)), [columns]);
  const open = edits?.open ?? null;
  const shown = columns.filter((column) => !column.phoneOnly);

  useEffect(() => act({ kind: "rows" }), [signature]);
  useEffect(() => {
    if (open) act({ kind: "cell", id: open.id, column: shown.findIndex(({ key }) => key === open.column) });
  }, [open?.id, open?.column]);
  useTableKeys(frame, act, { state, rows, rowId, rowHref, columns: shown, edits });
  useFocusAfterEdit(frame, open !== null);
  useEffect(() => {
    const cell = frame.current?.querySelector("tr.is-cursor td.is-here");
    (cell ?? frame.current?.querySelector("tr.is-cursor"))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [state.cursor, state.column]);

  const toggle = useCallback((id: string, range: boolean) => act({ kind: "toggle", id, range }), []);
  const chosenHere = ids.filter((id) => state.chosen.has(id)).length;
  const count = state.all ? (total ?? chosenHere) : chosenHere;
  const line = (row: Row) => {
    const id = rowId(row);
    const isOpen = open?.id === id;
    return (
      <TableRow
        key={id}
        id={id}
        row={row}
        columns={columns as Column<unknown>[]}
        looks={looks}
        href={rowHref?.(row)}
        choose={chooseRow.replace("{name}", () => rowName(row))}
        cursor={state.cursor === id}
        chosen={selection ? state.chosen.has(id) : undefined}
        onToggle={toggle}
        here={state.cursor === id ? state.column : undefined}
        editing={isOpen ? open.column : undefined}
        editor={isOpen ? edits?.editor : undefined}
      />
    );
  };
  // The whole date on hover, written when it is wanted: for each row it would be a twentieth of the page's time.
  const nameMoment = ({ target }: MouseEvent) => {
    const time = (target as Element).closest<HTMLTimeElement>("td > time:not([title])");
    if (time) time.title = date(time.dateTime, "full");
  };
  const openByHand = (event: MouseEvent) => {
    const cell = edits && !(event.target as Element).closest("a, input, button") && cellAt(event.target);
    const column = cell && shown[cell.at];
    const row = cell && rows.find((one) => rowId(one) === cell.row.querySelector<HTMLInputElement>(".col-check input")?.value);
    if (row && column && edits.mayEdit(row, column.key)) edits.onOpen(rowId(row), column.key);
  };
  return (
    <>
      <div
        className="table-wrap"
        ref={frame}
        tabIndex={0}
        role="region"
        aria-label={label}
        onClick={followLinks}
        onDoubleClick={edits && openByHand}
        onMouseOver={nameMoment}
      >
        <table
          className={clsx(
            "datatable table-cards",
            compact && "is-compact",
            !selection && "has-no-check",
            columns.some(({ area }) => area?.startsWith("line")) && "has-lines",
          )}
        >
          <TableHead
            columns={columns}
            page={selection && { on: chosenHere > 0 && chosenHere === ids.length, mixed: chosenHere > 0 && chosenHere < ids.length }}
            onPage={(on) => act({ kind: "page", on })}
          />
          {groups ? (
            groups.map(({ key, heading, rows: inside, foot }) => (
              <tbody key={key}>
                <tr className="group-head">
                  <th scope="rowgroup" colSpan={shown.length + (selection ? 1 : 0)}>
                    {heading}
                  </th>
                </tr>
                {inside.map(line)}
                {foot && (
                  <tr className="group-foot">
                    <td colSpan={shown.length + (selection ? 1 : 0)}>{foot}</td>
                  </tr>
                )}
              </tbody>
            ))
          ) : (
            <tbody>{rows.map(line)}</tbody>
          )}
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
      {edits && <CellSaid column={state.cursor === null || state.column === null ? undefined : shown[state.column]} frame={frame} />}
      <KeyNames browse={say("browse")} pick={selection ? say("pick") : undefined} edit={edits && say("editCell")} />
    </>
  );
}

/** For the keyboard map only: the table listens by itself. */
function KeyNames({ browse, pick, edit }: { browse: string; pick?: string; edit?: string }) {
  useKeyHelp(edit && "f2", edit);
  useKeyHelp("j", browse);
  useKeyHelp(pick && "x", pick);
  return null;
}

/** Tells who cannot see it which cell the keys stand on. */
function CellSaid<Row>({ column, frame }: { column: Column<Row> | undefined; frame: RefObject<HTMLElement> }) {
  const [said, tell] = useState("");
  useEffect(() => {
    const cell = column && frame.current?.querySelector("td.is-here");
    tell(cell ? `${typeof column.header === "string" ? column.header : ""} ${cell.textContent}` : "");
  });
  return (
    <span className="sr-only" role="status">
      {said}
    </span>
  );
}
