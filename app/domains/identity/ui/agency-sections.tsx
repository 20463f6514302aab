import { useTranslation } from "react-i18next";
import { Check, Choices } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { type AgencyFacts, agencyTypes, propertyTypes, socialNetworks, transactionTypes } from "../agency/agency.schema";

type Name = keyof AgencyFacts;
interface Props {
  value: (name: Name) => string | undefined;
  fault: (name: string) => string[] | undefined;
  chosen: { propertyTypes: Array<string>; transactionTypes: Array<string> };
}

/** The parts of an agency's profile: what it is, what it does, where it is seen. */
export function AgencySections({ value, fault, chosen }: Props) {
  const { t } = useTranslation("identity");
  const label = (name: Name) => t(`settings.agency.${name}`);
  const line = (name: Name, type?: string, hint?: string) => (
    <Field label={label(name)} name={name} error={fault(name)} hint={hint} optional>
      <Input type={type} inputMode={type === "number" ? "numeric" : undefined} defaultValue={value(name)} />
    </Field>
  );
  const list = (name: Name) => (
    <Field label={label(name)} name={name} error={fault(name)} hint={t("settings.agency.one_a_line")} optional>
      <Textarea rows={3} defaultValue={value(name)} />
    </Field>
  );
  const boxes = (name: "propertyTypes" | "transactionTypes", choices: ReadonlyArray<string>) => (
    <Choices legend={label(name)} className="span-2">
      {choices.map((choice) => (
        <Check
          key={choice}
          name={name}
          value={choice}
          defaultChecked={chosen[name].includes(choice)}
          label={t(`settings.agency.${name}_${choice}`)}
        />
      ))}
    </Choices>
  );
  return (
    <>
      <FormSection title={t("settings.agency.who")}>
        <FormGrid>
          <Field label={label("agencyType")} name="agencyType" error={fault("agencyType")}>
            <Select
              defaultValue={value("agencyType")}
              options={agencyTypes.map((type) => ({ value: type, label: t(`settings.agency.type.${type}`) }))}
            />
          </Field>
          {line("franchiseName")}
          {line("establishedYear", "number")}
          {line("agentsCount", "number")}
          {line("officesCount", "number")}
          {line("crmSystem")}
        </FormGrid>
      </FormSection>
      <FormSection title={t("settings.agency.what")} purpose={t("settings.agency.what_purpose")}>
        <FormGrid>
          {boxes("propertyTypes", propertyTypes)}
          {boxes("transactionTypes", transactionTypes)}
          {line("activeListings", "number")}
          {line("avgMonthlyTransactions", "number")}
          {line("avgTransactionValue", undefined, t("settings.agency.avgTransactionValue_hint"))}
          {line("marketShareEstimation", undefined, t("settings.agency.marketShareEstimation_hint"))}
          {list("geographicalZones")}
          {list("mainCompetitors")}
        </FormGrid>
      </FormSection>
      <FormSection title={t("settings.agency.where")}>
        <FormGrid>
          {line("websiteUrl", "url")}
          {socialNetworks.map((network) => (
            <Field key={network} label={t(`settings.agency.${network}`)} name={network} error={fault(network)} optional>
              <Input type="url" placeholder="https://" defaultValue={value(network)} />
            </Field>
          ))}
          {list("portalSubscriptions")}
          {list("otherTools")}
        </FormGrid>
      </FormSection>
    </>
  );
}
