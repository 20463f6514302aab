import { Link } from "@remix-run/react";
import { Check, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { askedField, type ConditionChoices } from "~/domains/prospecting/condition/condition-words.rules";
import type { Explanation } from "~/domains/prospecting/condition/explanation.rules";
import { Button } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input } from "~/ui/forms/inputs";
import { useFormat } from "~/ui/words";
import { useTestWords } from "./condition-sentence";

interface Props {
  /** What was asked for. */
  who: string;
  why: { id: string; name: string; holds: boolean; search: boolean | null; questions: Explanation | null } | null;
  choices: ConditionChoices;
}

/** One prospect against the conditions: each question with its answer and what the record holds there. */
export function WhyInOrOut({ who, why, choices }: Props) {
  const { t } = useTranslation("prospecting");
  return (
    <div className="stack g4">
      <Form method="get" className="row g2 items-end" preventScrollReset>
        <Field label={t("segment.why.who")} name="who" className="grow">
          <Input type="search" defaultValue={who} maxLength={100} autoComplete="off" />
        </Field>
        <Button>{t("segment.why.ask")}</Button>
      </Form>
      {who !== "" && !why && <p className="muted">{t("segment.why.nobody")}</p>}
      {why && (
        <div className="stack g3" role="status">
          <p>
            <Link className="linked" to={`/prospects/${why.id}`}>
              {why.name}
            </Link>{" "}
            <strong className={why.holds ? "up" : "warn"}>{t(why.holds ? "segment.why.in" : "segment.why.out")}</strong>
          </p>
          {why.search !== null && (
            <p className="row g2">
              <Verdict holds={why.search} />
              {t("segment.why.words")}
            </p>
          )}
          {why.questions && <Answers explanation={why.questions} choices={choices} />}
        </div>
      )}
    </div>
  );
}

function Answers({ explanation, choices }: { explanation: Explanation; choices: ConditionChoices }) {
  const { t } = useTranslation("prospecting");
  const words = useTestWords(choices);
  const { date } = useFormat();
  if ("test" in explanation) {
    const { test, holds, has } = explanation;
    const { field, operator, value } = words(test);
    const asked = askedField(test.field, t, choices);
    const option = asked?.options?.find((one) => one.value === has)?.label;
    const said = option ?? (has && asked?.type === "date" && /^\d{4}-\d\d-\d\d$/.test(has) ? date(`${has}T12:00:00Z`) : has);
    return (
      <span className="row g2 items-start">
        <Verdict holds={holds} />
        <span>
          <span className="muted">
            {field} {operator}
          </span>{" "}
          {value && <strong dir="auto">{value}</strong>}
          {asked?.type !== "record" && (
            <span className="block meta muted">{t("segment.why.has", { value: said || t("condition.nothing") })}</span>
          )}
        </span>
      </span>
    );
  }
  const parts = "all" in explanation ? explanation.all : explanation.any;
  return (
    <div className="stack g2">
      {parts.length > 1 && (
        <span className="row g2 meta muted">
          <Verdict holds={explanation.holds} />
          {t("all" in explanation ? "condition.all" : "condition.any")}
        </span>
      )}
      <ul className="condition-list stack g2">
        {parts.map((part, at) => (
          <li key={at}>
            <Answers explanation={part} choices={choices} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Verdict({ holds }: { holds: boolean }) {
  const { t } = useTranslation("prospecting");
  return (
    <span className={holds ? "up" : "warn"}>
      <Icon of={holds ? Check : X} label={t(holds ? "filter.yes" : "filter.no")} />
    </span>
  );
}
