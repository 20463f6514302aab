import { useTranslation } from "react-i18next";
import { Field } from "~/ui/forms/field";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { addressKinds, type CompanyAddress } from "../address/address.schema";

type Name = keyof CompanyAddress;
type Props = { value: (name: Name) => string | undefined; fault: (name: string) => string[] | undefined };

/** An address of the company, to be added or changed. */
export function AddressFields({ value, fault }: Props) {
  const { t } = useTranslation("identity");
  const line = (name: Name, autoComplete: string, optional = false) => (
    <Field label={t(`settings.addresses.${name}`)} name={name} error={fault(name)} optional={optional}>
      <Input defaultValue={value(name)} autoComplete={autoComplete} />
    </Field>
  );
  return (
    <FormGrid>
      <Field label={t("settings.addresses.kind")} name="kind" error={fault("kind")}>
        <Select
          defaultValue={value("kind") ?? "office"}
          options={addressKinds.map((kind) => ({ value: kind, label: t(`settings.addresses.kinds.${kind}`) }))}
        />
      </Field>
      {line("label", "off", true)}
      <Field label={t("settings.addresses.streetAddress")} name="streetAddress" error={fault("streetAddress")} className="span-2">
        <Input defaultValue={value("streetAddress")} autoComplete="street-address" />
      </Field>
      {line("postalCode", "postal-code")}
      {line("city", "address-level2")}
      {line("region", "address-level1", true)}
      <Field
        label={t("settings.addresses.countryCode")}
        name="countryCode"
        error={fault("countryCode")}
        hint={t("settings.addresses.countryCode_hint")}
      >
        <Input defaultValue={value("countryCode") ?? "FR"} autoComplete="country" maxLength={2} />
      </Field>
    </FormGrid>
  );
}
