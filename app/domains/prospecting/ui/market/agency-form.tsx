import { useTranslation } from "react-i18next";
import type { AgencyFacts } from "~/domains/prospecting/agency/agency.rules";
import { agencyKinds, mostPortals } from "~/domains/prospecting/agency/agency-profile.schema";
import { Field } from "~/ui/forms/field";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { useFormat } from "~/ui/words";

interface Props {
  agency: AgencyFacts;
  /** What was typed before a refusal. */
  kept: (name: string) => string | undefined;
  fault: (name: string) => string[] | undefined;
}

/** An amount as it is typed in the reader's language. */
const amountText = (amount: string, language: string) => (language === "en" ? amount : amount.replace(".", ","));

/** The fields of an agency's profile: what it is, with what it works, where it advertises and for how much. */
export function AgencyFields({ agency, kept, fault }: Props) {
  const { t } = useTranslation("prospecting");
  const { language } = useFormat();
  const value = (name: string, known: string | number | null) => kept(name) ?? known ?? undefined;
  const line = (name: "networkName" | "crmSystem" | "cardNumber", hint?: string) => (
    <Field label={t(`agency.field.${name}`)} name={name} error={fault(name)} hint={hint} optional>
      <Input defaultValue={value(name, agency[name])} />
    </Field>
  );
  const count = (name: "agentsCount" | "listingsCount", hint?: string) => (
    <Field label={t(`agency.field.${name}`)} name={name} error={fault(name)} hint={hint} optional>
      <Input type="number" inputMode="numeric" min={0} defaultValue={value(name, agency[name])} />
    </Field>
  );
  const rows = Math.min(mostPortals, agency.portals.length + 2);
  return (
    <>
      <FormSection title={t("agency.section.who")}>
        <FormGrid>
          <Field label={t("field.agencyType")} name="agencyType" error={fault("agencyType")} optional>
            <Select
              defaultValue={value("agencyType", agency.agencyType)}
              options={[
                { value: "", label: t("agency.unknown") },
                ...agencyKinds.map((kind) => ({ value: kind, label: t(`agency_type.${kind}`) })),
              ]}
            />
          </Field>
          {line("networkName")}
          {count("agentsCount")}
          {count("listingsCount", t("agency.listings_hint"))}
          {line("cardNumber", t("agency.card_hint"))}
          <Field label={t("agency.field.cardExpiresOn")} name="cardExpiresOn" error={fault("cardExpiresOn")} optional>
            <Input type="date" defaultValue={value("cardExpiresOn", agency.cardExpiresOn)} />
          </Field>
        </FormGrid>
      </FormSection>
      <FormSection title={t("agency.section.tools")}>
        <FormGrid>
          {line("crmSystem")}
          <Field label={t("agency.field.otherTools")} name="otherTools" error={fault("otherTools")} hint={t("agency.one_a_line")} optional>
            <Textarea rows={3} defaultValue={value("otherTools", agency.otherTools.join("\n"))} />
          </Field>
        </FormGrid>
      </FormSection>
      <FormSection title={t("agency.section.portals")} purpose={t("agency.portals_purpose")}>
        {Array.from({ length: rows }, (_, at) => {
          const portal = agency.portals[at];
          const name = `portals[${at}].portalName`;
          const cost = `portals[${at}].monthlyCost`;
          return (
            <FormGrid key={at}>
              <Field label={t("agency.field.portal", { number: at + 1 })} name={name} error={fault(name)} optional>
                <Input defaultValue={value(name, portal?.portalName ?? null)} />
              </Field>
              <Field label={t("agency.field.monthlyCost", { number: at + 1 })} name={cost} error={fault(cost)} optional>
                <Input
                  inputMode="decimal"
                  after="€"
                  defaultValue={value(cost, portal?.monthlyCost ? amountText(portal.monthlyCost, language) : null)}
                />
              </Field>
            </FormGrid>
          );
        })}
      </FormSection>
    </>
  );
}
