import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Cell, ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";

export interface CellPlace {
  id: string;
  column: string;
}
interface Edit extends CellPlace {
  /** As it is posted, and as it was. */
  value: string;
  before: string;
  /** What the cell holds until the server has said what it does. */
  cell: Cell;
}
/** A value that was refused, kept with the code of its sentence. */
export interface RefusedEdit extends CellPlace {
  value: string;
  code: string;
}
interface Answer {
  field: string;
  code?: string;
}

const same = (one: CellPlace, other: CellPlace) => one.id === other.id && one.column === other.column;

/**
 * What is changed in the list's cells: one at a time goes to the server, the others wait; the cells show what was typed meanwhile. A refused
 * value is kept with its reason until it is right or left. `onRefused` is told of it.
 */
export function useCellEdits(rows: Array<ProspectLine>, columns: ReadonlyArray<string>, onRefused: (refused: RefusedEdit) => void) {
  const { submit, state, data } = useFetcher<Answer>();
  const [waiting, setWaiting] = useState<Array<Edit>>([]);
  const [refused, setRefused] = useState<Array<RefusedEdit>>([]);
  const underWay = useRef<Edit | null>(null);
  const wasBusy = useRef(false);

  useEffect(() => {
    if (state !== "idle") {
      wasBusy.current = true;
      return;
    }
    const done = underWay.current;
    if (done && wasBusy.current) {
      underWay.current = null;
      wasBusy.current = false;
      setWaiting((now) => now.filter((edit) => edit !== done));
      if (data?.code) {
        const answer = { id: done.id, column: done.column, value: done.value, code: data.code };
        setRefused((now) => [...now.filter((one) => !same(one, done)), answer]);
        onRefused(answer);
      }
      return;
    }
    const next = waiting[0];
    if (!next || underWay.current) return;
    underWay.current = next;
    const { id, column, value, before } = next;
    submit({ field: column, value, before, stay: "true" }, { method: "post", action: `/prospects/${id}/change` });
  }, [state, data, waiting, submit, onRefused]);

  const forget = useCallback((place: CellPlace) => setRefused((now) => now.filter((one) => !same(one, place))), []);
  const save = useCallback(
    (edit: Edit) => {
      forget(edit);
      setWaiting((now) => [...now.filter((one) => one === underWay.current || !same(one, edit)), edit]);
    },
    [forget],
  );
  const patched = useMemo(() => {
    if (waiting.length === 0) return rows;
    return rows.map((row) => {
      const edits = waiting.filter(({ id }) => id === row.id);
      if (edits.length === 0) return row;
      const cells = columns.map(
        (column, at) =>
          edits.findLast((edit) => edit.column === column)?.cell ??
          (edits.some((edit) => edit.column === column) ? null : (row.cells[at] ?? null)),
      );
      return { ...row, cells };
    });
  }, [rows, columns, waiting]);
  return { rows: patched, save, refused, forget };
}
