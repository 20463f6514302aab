import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Select } from "~/ui/forms/inputs";

/** Which sheet of a workbook is the list, and the form that takes another. */
export function ImportSheet({ workbook, action }: { workbook: { sheets: Array<string>; sheet: number }; action: string }) {
  const { t } = useTranslation("prospecting");
  return (
    <section className="stack g2">
      <h2 className="lead strong">{t("import.sheet.title")}</h2>
      <Form method="post" action={action} className="row row-wrap items-end">
        <Field label={t("import.sheet.label")} name="sheet">
          <Select
            defaultValue={String(workbook.sheet)}
            options={workbook.sheets.map((name, at) => ({ value: String(at), label: name || `#${at + 1}` }))}
          />
        </Field>
        <Button size="sm">{t("import.sheet.verb")}</Button>
      </Form>
    </section>
  );
}
