import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DraftTest } from "~/domains/prospecting/condition/condition-draft.rules";
import { operandOf } from "~/domains/prospecting/condition/condition-fields.rules";
import type { AskedField } from "~/domains/prospecting/condition/condition-words.rules";
import { Icon } from "~/ui/controls/icon";
import { Input, Select } from "~/ui/forms/inputs";

interface Props {
  test: DraftTest;
  field: AskedField | null;
  change: (change: Partial<DraftTest>) => void;
}

const inputTypes: Partial<Record<string, string>> = { number: "number", date: "date" };

/** What a question is compared with: as many fields as its operator asks, of the kind its field holds. */
export function ConditionValues({ test, field, change }: Props) {
  const { t } = useTranslation("prospecting");
  const operand = operandOf(test.is);
  if (operand === "none") return null;
  const type = inputTypes[test.type] ?? "text";
  if (operand === "days")
    return (
      <Input
        type="number"
        min={0}
        max={3650}
        aria-label={t("condition.days")}
        after={t("condition.days")}
        value={test.text}
        onChange={(event) => change({ text: event.target.value })}
      />
    );
  if (operand === "list")
    return field?.options ? (
      <PickSeveral options={field.options} list={test.list} change={(list) => change({ list })} />
    ) : (
      <Input
        aria-label={t("condition.values")}
        placeholder={t("condition.values")}
        maxLength={2000}
        value={test.text}
        onChange={(event) => change({ text: event.target.value, list: [] })}
      />
    );
  return (
    <span className="row g2">
      <Input
        type={type}
        step="any"
        aria-label={t("condition.value")}
        maxLength={200}
        value={test.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      {operand === "range" && (
        <Input
          type={type}
          step="any"
          aria-label={t("condition.second")}
          value={test.second}
          onChange={(event) => change({ second: event.target.value })}
        />
      )}
    </span>
  );
}

interface PickProps {
  options: Array<{ value: string; label: string }>;
  list: Array<string>;
  change: (list: Array<string>) => void;
}

/** Several of a list: those chosen stand before the choice, each with its way out. */
function PickSeveral({ options, list, change }: PickProps) {
  const { t } = useTranslation("prospecting");
  const open = options.filter(({ value }) => !list.includes(value));
  return (
    <span className="row row-wrap g2">
      {list.map((value) => {
        const label = options.find((option) => option.value === value)?.label ?? value;
        return (
          <span className="chip" key={value}>
            <span className="chip-value">{label}</span>
            <button
              type="button"
              className="chip-remove"
              aria-label={t("condition.unpick", { name: label })}
              onClick={() => change(list.filter((one) => one !== value))}
            >
              <Icon of={X} />
            </button>
          </span>
        );
      })}
      {open.length > 0 && (
        <Select
          size="sm"
          className="condition-pick"
          aria-label={t("condition.pick")}
          value=""
          onChange={(event) => event.target.value && change([...list, event.target.value])}
          options={[{ value: "", label: t("condition.pick") }, ...open]}
        />
      )}
    </span>
  );
}
