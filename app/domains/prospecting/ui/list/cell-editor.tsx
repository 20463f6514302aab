import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { customKeyOf } from "~/domains/prospecting/condition/condition-fields.rules";
import type { CellKind } from "~/domains/prospecting/list/list-columns.rules";
import { spokenLanguages } from "~/domains/prospecting/prospect/normalise-country.rules";
import { prospectStatuses } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { Input, Select } from "~/ui/forms/inputs";

interface Props {
  column: string;
  kind: CellKind | null;
  custom: ReadonlyArray<CustomFieldFacts>;
  people: Array<{ id: string; name: string }>;
  /** "Ville de Agence Corbelune". */
  label: string;
  value: string;
  /** Why what stands in it was refused. */
  error?: string;
  /** Enter, Tab or leaving: `go` tells where the keys want to be next. */
  onSave: (value: string, go: "stay" | "forth" | "back", label?: string) => void;
  onCancel: () => void;
}

/** The one editor of the list, in the cell that is open: Enter saves, Escape leaves it as it was, Tab saves and goes on to the next. */
export function CellEditor({ column, kind, custom, people, label, value, error, onSave, onCancel }: Props) {
  const { t } = useTranslation("prospecting");
  const [typed, type] = useState(value);
  const control = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    const element: HTMLElement | null = control.current;
    element?.focus();
    if (element instanceof HTMLInputElement && element.type !== "date") element.select();
  }, []);
  const options = optionsFor(column, kind, custom, people, t);
  const end = (go: "stay" | "forth" | "back" | "cancel") => {
    if (isDone.current) return;
    isDone.current = true;
    if (go === "cancel") onCancel();
    else onSave(typed, go, options?.find((one) => one.value === typed)?.label);
  };
  const wiring = {
    ref: control,
    value: typed,
    "aria-label": label,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? "cell-error" : undefined,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => type(event.target.value),
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget !== null || document.hasFocus()) end("stay");
    },
    onKeyDown: (event: KeyboardEvent) => {
      const go =
        event.key === "Enter"
          ? "stay"
          : event.key === "Escape"
            ? "cancel"
            : event.key === "Tab"
              ? event.shiftKey
                ? "back"
                : "forth"
              : null;
      if (!go) return;
      event.preventDefault();
      event.stopPropagation();
      end(go);
    },
  };
  return (
    <>
      {options ? (
        <Select size="sm" options={options} {...wiring} />
      ) : (
        <Input
          type={kind === "day" ? "date" : "text"}
          inputMode={kind === "number" ? "decimal" : undefined}
          autoComplete="off"
          {...wiring}
        />
      )}
      {error && (
        <span className="cell-error" id="cell-error" role="alert">
          {error}
        </span>
      )}
    </>
  );
}

type Say = (key: string) => string;

/** What can be chosen; null where one types. */
function optionsFor(column: string, kind: CellKind | null, custom: ReadonlyArray<CustomFieldFacts>, people: Props["people"], t: Say) {
  const none = { value: "", label: "–" };
  if (column === "status") return prospectStatuses.map((value) => ({ value, label: t(`status.${value}`) }));
  if (column === "assignedTo")
    return [{ value: "", label: t("bulk.nobody") }, ...people.map(({ id, name }) => ({ value: id, label: name }))];
  if (column === "language")
    return [{ value: "", label: t("tongue.unknown") }, ...spokenLanguages.map((code) => ({ value: code, label: t(`tongue.${code}`) }))];
  if (kind === "boolean") return [none, { value: "true", label: t("filter.yes") }, { value: "false", label: t("filter.no") }];
  const key = customKeyOf(column);
  if (kind === "choice" && key !== null)
    return [none, ...(custom.find((field) => field.key === key)?.options ?? []).map((value) => ({ value, label: value }))];
  return null;
}
