import { useNavigate } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";
import { isTyping } from "~/ui/controls/keys";
import type { TableEdits } from "~/ui/data/table-edits";
import { isTableKey, type TableDeed, type TableState } from "~/ui/data/table-keys";
import type { Column } from "~/ui/data/table-parts";

interface Listening<Row> {
  state: TableState;
  rows: Row[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  columns: Column<Row>[];
  edits?: TableEdits<Row>;
}

/** The table listens wherever the reader is on the page: j k x and the arrows move and choose, Enter and F2 open. */
export function useTableKeys<Row>(frame: RefObject<HTMLDivElement>, act: (deed: TableDeed) => void, listening: Listening<Row>) {
  const navigate = useNavigate();
  const now = useRef(listening);
  now.current = listening;
  useEffect(() => {
    /** What Enter or F2 does: the cell under the keys is opened, by F2 else the first that can be; by Enter else the row's own page. */
    const open = (key: "Enter" | "F2"): boolean => {
      const { state, rows, rowId, rowHref, columns, edits } = now.current;
      const row = rows.find((one) => rowId(one) === state.cursor);
      if (!row) return false;
      const mayEdit = ({ key: column }: Column<Row>) => edits?.mayEdit(row, column);
      const column =
        state.column !== null ? columns.slice(state.column, state.column + 1).find(mayEdit) : key === "F2" && columns.find(mayEdit);
      if (column) edits!.onOpen(rowId(row), column.key);
      else if (key === "Enter" && rowHref) navigate(rowHref(row));
      return Boolean(column);
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open], .menu:popover-open")) return;
      const onControl = (event.target as Element).closest?.("a, button, input, summary");
      if (event.key === "F2" || (event.key === "Enter" && !onControl)) {
        if (open(event.key)) event.preventDefault();
        return;
      }
      const { edits, columns, state } = now.current;
      if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && edits && state.cursor !== null && !onControl) {
        event.preventDefault();
        const forth = (event.key === "ArrowRight") !== (document.dir === "rtl");
        return act({ kind: "side", by: forth ? 1 : -1, columns: columns.length });
      }
      if (!isTableKey(event.key) || (event.key.startsWith("Arrow") && onControl)) return;
      event.preventDefault();
      frame.current?.focus({ preventScroll: true }); // so that Enter opens the row, not what was pressed before
      act({ kind: "key", key: event.key, shift: event.shiftKey });
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [act, frame, navigate]);
}
