import { Plus, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  changedDraft,
  type Draft,
  type DraftGroup,
  type DraftTest,
  emptyGroup,
  emptyTest,
  isDraftGroup,
} from "~/domains/prospecting/condition/condition-draft.rules";
import { operatorsFor } from "~/domains/prospecting/condition/condition-fields.rules";
import { type AskedField, askedFields, type ConditionChoices } from "~/domains/prospecting/condition/condition-words.rules";
import { conditionLimits } from "~/domains/prospecting/condition/condition.schema";
import { Button, IconButton } from "~/ui/controls/button";
import { Select } from "~/ui/forms/inputs";
import { ConditionValues } from "./condition-values";

interface Props {
  draft: DraftGroup;
  choices: ConditionChoices;
  /** Fields that make no sense here. */
  without?: ReadonlyArray<string>;
  change: (draft: DraftGroup) => void;
}

type Edit = (id: number, change: (part: Draft) => Draft | null) => void;
interface Shared {
  groups: ReturnType<typeof askedFields>;
  fieldOf: (name: string) => AskedField | null;
  edit: Edit;
}

/** Questions in groups of all or any, made by choosing: field, comparison, value. */
export function ConditionEditor({ draft, choices, without = [], change }: Props) {
  const { t } = useTranslation("prospecting");
  const left = without.join(" ");
  const groups = useMemo(
    () =>
      askedFields(t, choices).map(({ heading, fields }) => ({
        heading,
        fields: fields.filter(({ name }) => !left.split(" ").includes(name)),
      })),
    [t, choices, left],
  );
  const fieldOf = (name: string) => groups.flatMap(({ fields }) => fields).find((field) => field.name === name) ?? null;
  const edit: Edit = (id, made) => change(id === draft.id ? (made(draft) as DraftGroup) : changedDraft(draft, id, made));
  return <GroupEditor group={draft} depth={0} groups={groups} fieldOf={fieldOf} edit={edit} />;
}

function GroupEditor({ group, depth, ...shared }: Shared & { group: DraftGroup; depth: number }) {
  const { t } = useTranslation("prospecting");
  const { groups, edit } = shared;
  const first = groups.flatMap(({ fields }) => fields).find(({ name }) => name === "city")!;
  const put = (part: Draft) => edit(group.id, (now) => ({ ...(now as DraftGroup), parts: [...(now as DraftGroup).parts, part] }));
  return (
    <fieldset className={depth === 0 ? "plain stack g3" : "condition-group stack g3"}>
      <legend className="sr-only">{t(`condition.${group.join}`)}</legend>
      <span className="row between g2">
        <Select
          size="sm"
          className="condition-join"
          aria-label={t("condition.join")}
          value={group.join}
          onChange={(event) => edit(group.id, (now) => ({ ...(now as DraftGroup), join: event.target.value as DraftGroup["join"] }))}
          options={(["all", "any"] as const).map((join) => ({ value: join, label: t(`condition.${join}`) }))}
        />
        {depth > 0 && <IconButton icon={Trash2} label={t("condition.remove_group")} onClick={() => edit(group.id, () => null)} />}
      </span>
      {group.parts.map((part) =>
        isDraftGroup(part) ? (
          <GroupEditor key={part.id} group={part} depth={depth + 1} {...shared} />
        ) : (
          <TestEditor key={part.id} test={part} {...shared} />
        ),
      )}
      <span className="row row-wrap g2">
        <Button type="button" size="sm" kind="quiet" icon={Plus} onClick={() => put(emptyTest(first.name, first.type))}>
          {t("condition.add")}
        </Button>
        {depth + 2 < conditionLimits.depth && (
          <Button
            type="button"
            size="sm"
            kind="quiet"
            icon={Plus}
            onClick={() => put(emptyGroup([emptyTest(first.name, first.type)], "any"))}
          >
            {t("condition.add_group")}
          </Button>
        )}
      </span>
    </fieldset>
  );
}

function TestEditor({ test, groups, fieldOf, edit }: Shared & { test: DraftTest }) {
  const { t } = useTranslation("prospecting");
  const field = fieldOf(test.field);
  const change = (made: Partial<DraftTest>) => edit(test.id, (now) => ({ ...(now as DraftTest), ...made }));
  return (
    <div className="condition-test">
      <Select
        size="sm"
        aria-label={t("condition.field")}
        value={test.field}
        onChange={(event) => {
          const chosen = fieldOf(event.target.value)!;
          edit(test.id, () => ({ ...emptyTest(chosen.name, chosen.type), id: test.id }));
        }}
      >
        {!field && <option value={test.field}>{test.field}</option>}
        {groups.map(({ heading, fields }) => (
          <optgroup key={heading} label={heading}>
            {fields.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Select
        size="sm"
        aria-label={t("condition.operator")}
        value={test.is}
        onChange={(event) => change({ is: event.target.value as DraftTest["is"] })}
        options={operatorsFor(test.field, test.type).map((is) => ({ value: is, label: t(`condition.op.${is}`) }))}
      />
      <ConditionValues test={test} field={field} change={change} />
      <IconButton icon={Trash2} label={t("condition.remove")} onClick={() => edit(test.id, () => null)} />
    </div>
  );
}
