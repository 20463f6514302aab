import { useTranslation } from "react-i18next";
import { Field } from "~/ui/forms/field";
import { Input } from "~/ui/forms/inputs";

interface Props {
  fault: (name: string) => Array<string> | undefined;
  /** What stands in a field: typed before a refusal, or saved. */
  value: (name: "label" | "usageLimitMonthly" | "costPerRequest") => string | undefined;
  /** The last characters of the key that is there; without, a key must be given. */
  lastFour?: string | null;
}

/** Key, label, cap and cost. The key itself goes in and never comes back. */
export function ServiceKeyFields({ fault, value, lastFour }: Props) {
  const { t } = useTranslation("identity");
  const isNew = lastFour === undefined;
  return (
    <>
      <Field
        label={t(isNew ? "keys.value" : "keys.replace")}
        name="value"
        error={fault("value")}
        hint={isNew ? t("keys.value_hint") : t("keys.replace_hint", { lastFour: lastFour ?? "" })}
        required={isNew}
      >
        <Input type="password" autoComplete="off" spellCheck={false} autoCapitalize="none" />
      </Field>
      <Field label={t("keys.label")} name="label" error={fault("label")} hint={t("keys.label_hint")} optional>
        <Input defaultValue={value("label")} autoComplete="off" maxLength={100} />
      </Field>
      <Field label={t("keys.cap")} name="usageLimitMonthly" error={fault("usageLimitMonthly")} hint={t("keys.cap_hint")} optional>
        <Input inputMode="numeric" defaultValue={value("usageLimitMonthly")} autoComplete="off" after={t("keys.cap_unit")} />
      </Field>
      <Field label={t("keys.cost")} name="costPerRequest" error={fault("costPerRequest")} hint={t("keys.cost_hint")} optional>
        <Input inputMode="decimal" defaultValue={value("costPerRequest")} autoComplete="off" after="USD" />
      </Field>
    </>
  );
}
