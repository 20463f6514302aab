import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Select } from "~/ui/forms/inputs";
import { retentions } from "../audit/audit.rules";

/** How long the company keeps its log; for who may change the company. */
export function AuditRetentionForm({ months }: { months: number }) {
  const { t } = useTranslation("operations");
  const busy = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="row g3 wrap" key={months}>
      <Field label={t("audit.retention.label")} name="months" hint={t("audit.retention.hint")}>
        <Select
          size="sm"
          defaultValue={String(months)}
          options={retentions.map((count) => ({ value: String(count), label: t("audit.retention.months", { count }) }))}
        />
      </Field>
      <Button size="sm" busy={busy}>
        {t("audit.retention.save")}
      </Button>
    </Form>
  );
}
