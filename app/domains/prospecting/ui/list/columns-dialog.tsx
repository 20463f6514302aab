import { useFetcher, useNavigate } from "@remix-run/react";
import { ArrowDown, ArrowUp, Columns3, Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { ConditionChoices } from "~/domains/prospecting/condition/condition-words.rules";
import { customPrefix } from "~/domains/prospecting/condition/condition-fields.rules";
import {
  columnLabel,
  groupFields,
  isGroupable,
  knownColumns,
  mostColumns,
  usualColumns,
} from "~/domains/prospecting/list/list-columns.rules";
import type { ListShape } from "~/domains/prospecting/list/list-shape.rules";
import { Button, IconButton } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Select } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";

interface Props {
  shape: ListShape;
  /** The company's own fields that are columns now; the others are asked for when it opens. */
  custom: ReadonlyArray<CustomFieldFacts>;
  to: (shape: ListShape) => string;
}

/** Which fields are columns, in which order, and what makes groups. The address holds it, so that a saved view keeps it. */
export function ColumnsDialog({ shape, custom, to }: Props) {
  const { t } = useTranslation("prospecting");
  const [isOpen, setOpen] = useState(false);
  const choices = useFetcher<ConditionChoices>();
  return (
    <>
      <Button
        type="button"
        kind="quiet"
        size="sm"
        icon={Columns3}
        onClick={() => {
          if (!choices.data) choices.load("/prospects/fields");
          setOpen(true);
        }}
      >
        {t("list.display")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t("list.display_title")}
        foot={
          <Button kind="primary" form="list-columns">
            {t("list.apply")}
          </Button>
        }
      >
        <Chooser shape={shape} custom={choices.data?.custom ?? custom} to={to} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Chooser({ shape, custom, to, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation("prospecting");
  const navigate = useNavigate();
  const [columns, setColumns] = useState(shape.columns);
  const [group, setGroup] = useState(shape.group ?? "");
  const label = (name: string) => columnLabel(name, t, custom);
  const left = [...custom.map(({ key }) => customPrefix + key), ...knownColumns].filter((name) => !columns.includes(name));
  const groups = [...groupFields, ...custom.map(({ key }) => customPrefix + key).filter((name) => isGroupable(name, custom))];
  const move = (at: number, by: 1 | -1) =>
    setColumns((now) => {
      const next = [...now];
      [next[at], next[at + by]] = [next[at + by]!, next[at]!];
      return next;
    });
  return (
    <form
      id="list-columns"
      className="stack g5"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        navigate(to({ ...shape, columns, group: group || null }));
      }}
    >
      <Field label={t("list.group_by")} name="group">
        <Select
          value={group}
          onChange={(event) => setGroup(event.target.value)}
          options={[{ value: "", label: t("list.group_none") }, ...groups.map((name) => ({ value: name, label: label(name) }))]}
        />
      </Field>
      <fieldset className="stack g2">
        <legend className="label">{t("list.shown")}</legend>
        <ol className="column-list">
          {columns.map((name, at) => (
            <li key={name} className="row between">
              <span className="truncate" dir="auto">
                {label(name)}
              </span>
              <span className="row">
                <IconButton icon={ArrowUp} label={t("list.up", { field: label(name) })} disabled={at === 0} onClick={() => move(at, -1)} />
                <IconButton
                  icon={ArrowDown}
                  label={t("list.down", { field: label(name) })}
                  disabled={at === columns.length - 1}
                  onClick={() => move(at, 1)}
                />
                <IconButton
                  icon={X}
                  label={t("list.remove", { field: label(name) })}
                  disabled={columns.length === 1}
                  onClick={() => setColumns((now) => now.filter((one) => one !== name))}
                />
              </span>
            </li>
          ))}
        </ol>
      </fieldset>
      {columns.length < mostColumns && (
        <AddColumn
          key={columns.length}
          left={left.map((name) => ({ value: name, label: label(name) }))}
          onAdd={(name) => setColumns((now) => [...now, name])}
        />
      )}
      <Button
        type="button"
        kind="quiet"
        size="sm"
        className="self-start"
        onClick={() => {
          setColumns(usualColumns);
          setGroup("");
        }}
      >
        {t("list.reset")}
      </Button>
    </form>
  );
}

function AddColumn({ left, onAdd }: { left: Array<{ value: string; label: string }>; onAdd: (name: string) => void }) {
  const { t } = useTranslation("prospecting");
  const [name, setName] = useState("");
  return (
    <div className="row items-end">
      <span className="grow">
        <Field label={t("list.add")} name="column">
          <Select
            value={name}
            onChange={(event) => setName(event.target.value)}
            options={[{ value: "", label: t("list.pick") }, ...left]}
          />
        </Field>
      </span>
      <IconButton icon={Plus} label={t("list.add")} disabled={!name} onClick={() => onAdd(name)} />
    </div>
  );
}
