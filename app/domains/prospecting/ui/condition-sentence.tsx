import { useTranslation } from "react-i18next";
import { type ConditionChoices, testWords } from "~/domains/prospecting/condition/condition-words.rules";
import { type Condition, isGroup, partsOf, type Test } from "~/domains/prospecting/condition/condition.schema";
import { useFormat } from "~/ui/words";

/** A question in words, in the reader's language. */
export function useTestWords(choices: ConditionChoices) {
  const { t } = useTranslation("prospecting");
  const { date, list } = useFormat();
  return (test: Test) => testWords(test, t, { date: (day) => date(`${day}T12:00:00Z`), list }, choices);
}

/** A condition to read: its groups as lists, each under what binds it. */
export function ConditionSentence({ condition, choices }: { condition: Condition; choices: ConditionChoices }) {
  const { t } = useTranslation("prospecting");
  const words = useTestWords(choices);
  if (!isGroup(condition)) {
    const { field, operator, value } = words(condition);
    return (
      <span>
        <span className="muted">
          {field} {operator}
        </span>{" "}
        {value && <strong dir="auto">{value}</strong>}
      </span>
    );
  }
  const parts = partsOf(condition);
  return (
    <div className="stack g2">
      {parts.length > 1 && <p className="meta muted">{t("all" in condition ? "condition.all" : "condition.any")}</p>}
      <ul className="condition-list stack g2">
        {parts.map((part, at) => (
          <li key={at}>
            <ConditionSentence condition={part} choices={choices} />
          </li>
        ))}
      </ul>
    </div>
  );
}
