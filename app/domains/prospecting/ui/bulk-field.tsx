import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { settableFields } from "~/domains/prospecting/bulk/bulk.schema";
import { customPrefix } from "~/domains/prospecting/condition/condition-fields.rules";
import { Field } from "~/ui/forms/field";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { CustomInput } from "./custom-input";

/** Which field gets which value for all that are chosen; the company's own fields with the control of their type. */
export function BulkField({ custom }: { custom: Array<CustomFieldFacts> }) {
  const { t } = useTranslation("prospecting");
  const [field, choose] = useState<string>("city");
  const own = custom.find(({ key }) => customPrefix + key === field);
  return (
    <>
      <Field label={t("bulk.set_field")} name="field">
        <Select
          value={field}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          options={[
            ...settableFields.map((name) => ({ value: name as string, label: t(`field.${name}`) })),
            ...custom.map(({ key, label }) => ({ value: customPrefix + key, label })),
          ]}
        />
      </Field>
      <Field key={field} label={t("bulk.set_value")} name="value" hint={t("bulk.set_hint")}>
        {own ? <CustomInput field={own} /> : field === "notes" ? <Textarea rows={4} /> : <Input autoComplete="off" />}
      </Field>
    </>
  );
}
