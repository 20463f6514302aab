import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { departmentShapes } from "~/domains/prospecting/map/department-shapes";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input, Select } from "~/ui/forms/inputs";

interface Props {
  /** Kept in the address beside what is searched. */
  hidden?: Record<string, string>;
  department?: string;
  /** Fields of text, by their name in the address. */
  texts: ReadonlyArray<{ name: string; label: string; value?: string }>;
}

/** Narrows a list of the market by department and words. */
export function MarketSearch({ hidden = {}, department = "", texts }: Props) {
  const { t } = useTranslation("prospecting");
  return (
    <Form role="search" className="row g2 row-wrap" key={JSON.stringify([department, texts, hidden])}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {texts.map(({ name, label, value }) => (
        <Field key={name} label={label} labelHidden name={name}>
          <Input type="search" defaultValue={value} placeholder={label} />
        </Field>
      ))}
      <Field label={t("field.department")} labelHidden name="department">
        <Select
          size="sm"
          defaultValue={department}
          options={[
            { value: "", label: t("market.any_department") },
            ...departmentShapes.map(([code, name]) => ({ value: code, label: `${code} ${name}` })),
          ]}
        />
      </Field>
      <Button size="sm" icon={Search}>
        {t("market.search")}
      </Button>
    </Form>
  );
}
