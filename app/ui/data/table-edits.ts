import { type ReactNode, type RefObject, useEffect, useRef } from "react";

/** Cells that are changed where they stand. One editor for the table: the caller draws it for the cell that is open. */
export type TableEdits<Row> = {
  mayEdit: (row: Row, column: string) => boolean;
  open: { id: string; column: string } | null;
  onOpen: (id: string, column: string) => void;
  /** Stands in the open cell; it takes the focus by itself. */
  editor: ReactNode;
};

/** A cell is opened by a double click; its row and column are told by where it stands. */
export function cellAt(target: EventTarget | null): { row: HTMLTableRowElement; at: number } | null {
  const cell = (target as Element | null)?.closest<HTMLTableCellElement>("tbody td");
  const row = cell?.closest("tr");
  if (!cell || !row || cell.classList.contains("is-editing")) return null;
  return { row, at: cell.cellIndex - (row.cells[0]!.classList.contains("col-check") ? 1 : 0) };
}

/** When the editor is gone and left the focus nowhere, the table takes it: its keys go on. */
export function useFocusAfterEdit(frame: RefObject<HTMLElement>, isOpen: boolean) {
  const was = useRef(isOpen);
  useEffect(() => {
    if (was.current && !isOpen && (document.activeElement === document.body || !document.activeElement))
      frame.current?.focus({ preventScroll: true });
    was.current = isOpen;
  }, [isOpen, frame]);
}
