import { useTranslation } from "react-i18next";
import { Field } from "~/ui/forms/field";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { legalForms } from "../company/company.schema";

type Name = "commercialName" | "email" | "phone" | "legalForm" | "siren" | "siret" | "vatNumber" | "nafCode" | "cardNumber" | "cardIssuer" | "cardExpiresOn"; // prettier-ignore
type Props = { value: (name: Name) => string | undefined; fault: (name: string) => string[] | undefined };

/** What the register and the chamber of commerce know of the company: printed where the law wants it. */
export function CompanyRegister({ value, fault }: Props) {
  const { t } = useTranslation("identity");
  const line = (
    name: Exclude<Name, "legalForm">,
    more: { hint?: string; type?: string; inputMode?: "numeric"; autoComplete?: string } = {},
  ) => (
    <Field label={t(`settings.register.${name}`)} name={name} error={fault(name)} hint={more.hint} optional>
      <Input type={more.type} inputMode={more.inputMode} autoComplete={more.autoComplete ?? "off"} defaultValue={value(name)} />
    </Field>
  );
  return (
    <>
      <FormSection title={t("settings.register.title")} purpose={t("settings.register.purpose")}>
        <FormGrid>
          {line("commercialName", { hint: t("settings.register.commercialName_hint") })}
          <Field label={t("settings.register.legalForm")} name="legalForm" error={fault("legalForm")} optional>
            <Select
              defaultValue={value("legalForm") ?? ""}
              options={[
                { value: "", label: t("settings.register.legalForm_none") },
                ...legalForms.map((form) => ({ value: form, label: t(`settings.register.form.${form}`) })),
              ]}
            />
          </Field>
          {line("siren", { inputMode: "numeric", hint: t("settings.register.siren_hint") })}
          {line("siret", { inputMode: "numeric", hint: t("settings.register.siret_hint") })}
          {line("vatNumber", { hint: t("settings.register.vatNumber_hint") })}
          {line("nafCode", { hint: t("settings.register.nafCode_hint") })}
          {line("email", { type: "email", autoComplete: "email" })}
          {line("phone", { type: "tel", autoComplete: "tel" })}
        </FormGrid>
      </FormSection>
      <FormSection title={t("settings.register.card")} purpose={t("settings.register.card_purpose")}>
        <FormGrid>
          {line("cardNumber", { hint: t("settings.register.cardNumber_hint") })}
          {line("cardIssuer", { hint: t("settings.register.cardIssuer_hint") })}
          {line("cardExpiresOn", { type: "date", hint: t("settings.register.cardExpiresOn_hint") })}
        </FormGrid>
      </FormSection>
    </>
  );
}
