import { useTranslation } from "react-i18next";
import { Field } from "~/ui/forms/field";
import { Select } from "~/ui/forms/inputs";
import { useFormat } from "~/ui/words";

interface Props {
  owned: Array<{ table: string; count: number }>;
  successors: Array<{ userId: string; name: string }>;
  error?: Array<string>;
  chosen?: string;
}

/** What is somebody's, counted, and who gets it. With nothing to hand over it says so and asks nothing. */
export function HandOver({ owned, successors, error, chosen }: Props) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  if (owned.length === 0) return <p className="muted">{t("member.owns_nothing")}</p>;
  return (
    <div className="stack g4">
      <ul className="plain row row-wrap g4">
        {owned.map(({ table, count }) => (
          <li key={table}>
            <strong className="num">{format.number(count)}</strong> {t(`member.owned.${table}`, { count })}
          </li>
        ))}
      </ul>
      <Field label={t("member.hand_to")} name="handTo" error={error}>
        <Select
          defaultValue={chosen ?? ""}
          required
          options={[
            { value: "", label: t("member.hand_to_choose"), disabled: true },
            ...successors.map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
        />
      </Field>
    </div>
  );
}
