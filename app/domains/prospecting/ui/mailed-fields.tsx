import { useTranslation } from "react-i18next";
import { Field } from "~/ui/forms/field";
import { FormSection } from "~/ui/forms/form-parts";
import { Input, Textarea } from "~/ui/forms/inputs";

/** What a list that comes by mail is called, and who may send it. */
export function MailedFields({ kept, faultOf }: { kept: Record<string, string>; faultOf: (field: string) => string | undefined }) {
  const { t } = useTranslation("prospecting");
  return (
    <FormSection title={t("import.scheduled.about")} purpose={t("import.scheduled.about_mail")}>
      <Field label={t("import.scheduled.name")} name="name" error={faultOf("name")} required>
        <Input maxLength={100} minLength={2} defaultValue={kept.name} />
      </Field>
      <Field
        label={t("import.scheduled.senders")}
        name="senders"
        hint={t("import.scheduled.senders_hint")}
        error={faultOf("senders")}
        required
      >
        <Textarea rows={3} maxLength={3000} dir="ltr" defaultValue={kept.senders} />
      </Field>
    </FormSection>
  );
}
