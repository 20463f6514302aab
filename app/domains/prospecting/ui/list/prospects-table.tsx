import { useFetcher } from "@remix-run/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { ConditionChoices } from "~/domains/prospecting/condition/condition-words.rules";
import { cellOf, cellText } from "~/domains/prospecting/list/cell-text.rules";
import { cellKindOf, columnLabel, isEditableCell } from "~/domains/prospecting/list/list-columns.rules";
import type { ListShape } from "~/domains/prospecting/list/list-shape.rules";
import { filterToUrl, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import type { ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";
import { BulkActs } from "~/domains/prospecting/ui/bulk-acts";
import { prospectsHref } from "~/domains/prospecting/ui/prospect-address";
import { errorKey } from "~/platform/i18n";
import { DataTable, type Selection } from "~/ui/data/data-table";
import { useNotify } from "~/ui/overlays/toast";
import { useFormat } from "~/ui/words";
import { CellEditor } from "./cell-editor";
import { type ListedGroup, useGroupLines } from "./group-lines";
import { prospectColumns } from "./prospect-columns";
import { type CellPlace, type RefusedEdit, useCellEdits } from "./use-cell-edits";

interface Props {
  rows: Array<ProspectLine>;
  groups: Array<ListedGroup> | null;
  filter: ProspectFilter;
  shape: ListShape;
  custom: Array<CustomFieldFacts>;
  /** Cursors of groups as they stand in the address. */
  at: Array<string>;
  total: number;
  now: Date | string;
  may: { change: boolean; campaign: boolean };
}

const rowName = (row: ProspectLine) => row.name;
const rowId = (row: ProspectLine) => row.id;
const rowHref = (row: ProspectLine) => `/prospects/${row.id}`;
const noGroups: Array<ListedGroup> = [];

/** The prospects of a page: chosen columns, groups, acts on many, and cells that are changed where they stand. */
export function ProspectsTable({ rows: read, groups, filter, shape, custom, at, total, now, may }: Props) {
  const { t, i18n } = useTranslation("prospecting");
  const format = useFormat();
  const signature = `${filterToUrl(filter)} ${prospectsHref({}, shape)} ${custom.map(({ id }) => id).join()}`;
  const columns = useMemo(
    () => prospectColumns({ t, format, shape, custom, now, sortTo: (sort) => prospectsHref(filter, { ...shape, sort }) }),
    [i18n.language, format, now, signature], // the signature stands for filter, shape and fields
  );
  const { rows, open, onOpen, editor } = useEditing({ read, shape, custom, mayChange: may.change });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lines = useGroupLines({ groups: groups ?? noGroups, filter, shape, custom, at });
  const acts = useCallback(
    (selection: Selection) => <BulkActs selection={selection} filter={filter} mayChange={may.change} mayCampaign={may.campaign} />,
    [signature, may.change, may.campaign], // the signature stands for the filter
  );
  return (
    <DataTable
      label={t("prospect.many")}
      columns={columns}
      rows={rows}
      rowId={rowId}
      rowHref={rowHref}
      rowName={rowName}
      selection={acts}
      total={total}
      groups={groups ? lines.map((line) => ({ ...line, rows: line.rows.flatMap(({ id }) => byId.get(id) ?? []) })) : undefined}
      edits={may.change ? { mayEdit: (_, column) => isEditableCell(column), open, onOpen, editor } : undefined}
    />
  );
}

interface Editing {
  read: Array<ProspectLine>;
  shape: ListShape;
  custom: Array<CustomFieldFacts>;
  mayChange: boolean;
}

/** The cell that stands open, and where the keys go from it. */
function useEditing({ read, shape: { columns }, custom, mayChange }: Editing) {
  const { t } = useTranslation("prospecting");
  const notify = useNotify();
  const [open, setOpen] = useState<CellPlace | null>(null);
  const openNow = useRef(open);
  openNow.current = open;
  const choices = useFetcher<ConditionChoices>();
  const nameOf = (id: string) => read.find((row) => row.id === id)?.name ?? "";
  const labelOf = (column: string) => columnLabel(column, t, custom);
  const onRefused = useCallback(
    ({ id, column, code }: RefusedEdit) => {
      if (!openNow.current) return setOpen({ id, column }); // the reason stands there
      const text = t("list.refused", { field: labelOf(column), name: nameOf(id), reason: t(errorKey(code)) });
      notify({ id: crypto.randomUUID(), text, tone: "danger" });
    },
    [read, custom, notify],
  );
  const { rows, save, refused, forget } = useCellEdits(read, columns, onRefused);
  const onOpen = useCallback(
    (id: string, column: string) => {
      if (column === "assignedTo" && !choices.data) choices.load("/prospects/fields");
      setOpen({ id, column });
    },
    [choices],
  );
  const row = open && rows.find(({ id }) => id === open.id);
  if (!mayChange || !open || !row) return { rows, open: null, onOpen, editor: null };

  const { column } = open;
  const kind = cellKindOf(column, custom);
  const cell = row.cells[columns.indexOf(column)];
  const before = cellText(cell, column, kind);
  const kept = refused.find((one) => one.id === open.id && one.column === column);
  const editor = (
    <CellEditor
      key={`${open.id} ${column} ${column === "assignedTo" && choices.data ? "named" : ""}`}
      column={column}
      kind={kind}
      custom={custom}
      people={choices.data?.records.member ?? []}
      label={t("list.cell", { field: labelOf(column), name: row.name })}
      value={kept?.value ?? before}
      error={kept && t(errorKey(kept.code))}
      onCancel={() => {
        forget(open);
        setOpen(null);
      }}
      onSave={(value, go, label) => {
        if (value.trim() !== before.trim() || kept)
          save({ ...open, value: value.trim(), before, cell: cellOf(value, column, kind, cell, label) });
        setOpen((now) => (now !== open ? now : go === "stay" ? null : beside(open, go === "forth" ? 1 : -1)));
      }}
    />
  );
  return { rows, open, onOpen, editor };

  /** The next cell that can be changed, in this row, then in the next. */
  function beside(from: CellPlace, by: 1 | -1): CellPlace | null {
    const editable = columns.filter(isEditableCell);
    const at = rows.findIndex(({ id }) => id === from.id) * editable.length + editable.indexOf(from.column) + by;
    const next = rows[Math.floor(at / editable.length)];
    return at >= 0 && next ? { id: next.id, column: editable[at % editable.length]! } : null;
  }
}
