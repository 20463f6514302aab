import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/controls/button";
import { Setting } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { useFormat } from "~/ui/words";
import { enrichmentFields } from "../../enrichment/enrichment-fields.rules";
import { providerFacts, providers, type Waterfall } from "../../enrichment/waterfall.rules";
import { SourceOrder } from "./source-order";

type Fault = (name: string) => Array<string> | undefined;

interface BudgetProps {
  /** Dollars, all three. */
  budget: string;
  spent: string;
  reserved: string;
  isAutomatic: boolean;
  fault: Fault;
}

/** What a month may cost, and whether imports are enriched by themselves. */
export function BudgetFields({ budget, spent, reserved, isAutomatic, fault }: BudgetProps) {
  const { t } = useTranslation("prospecting");
  const { money } = useFormat();
  const dollars = (text: string) => money(Math.round(Number(text) * 100), "USD");
  return (
    <FormSection title={t("enrichment.set.budget_title")} purpose={t("enrichment.set.budget_purpose")}>
      <FormGrid>
        <Field
          label={t("enrichment.set.budget")}
          name="monthlyBudget"
          error={fault("monthlyBudget")?.[0]}
          hint={t("enrichment.set.used", { spent: dollars(spent), reserved: dollars(reserved) })}
        >
          <Input inputMode="decimal" defaultValue={plain(budget)} />
        </Field>
      </FormGrid>
      <Setting
        name="isAutomatic"
        defaultChecked={isAutomatic}
        label={t("enrichment.set.automatic")}
        hint={t("enrichment.set.automatic_hint")}
      />
    </FormSection>
  );
}

/** Without the zeros that only the database needs. */
const plain = (text: string) => String(Number(text));

/** What a question to each source costs, and whether its key is there. */
export function SourceFields({
  prices,
  connected,
  fault,
}: {
  prices: Waterfall["prices"];
  connected: Record<"hunter" | "clearbit", boolean>;
  fault: Fault;
}) {
  const { t } = useTranslation("prospecting");
  return (
    <FormSection title={t("enrichment.set.sources_title")} purpose={t("enrichment.set.sources_purpose")}>
      <ul className="plain stack g4">
        {providers.map((provider) => {
          const { service, priceMicros } = providerFacts[provider];
          const name = t(`enrichment.provider.${provider}`);
          return (
            <li key={provider} className="row between flex-wrap g3">
              <span className="strong">{name}</span>
              {service === null ? (
                <span className="muted">{t("enrichment.set.free")}</span>
              ) : (
                <span className="row flex-wrap g3">
                  {connected[service] ? (
                    <span className="meta muted">{t("enrichment.set.connected")}</span>
                  ) : (
                    <ButtonLink kind="quiet" size="sm" to="/settings/keys">
                      {t("enrichment.set.add_key")}
                    </ButtonLink>
                  )}
                  <Field
                    label={t("enrichment.set.price", { provider: name })}
                    labelHidden
                    name={`price.${provider}`}
                    error={fault(`price.${provider}`)?.[0]}
                  >
                    <Input
                      inputMode="decimal"
                      placeholder={String(priceMicros / 1e6)}
                      defaultValue={prices[provider] === undefined ? "" : String(prices[provider] / 1e6)}
                    />
                  </Field>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </FormSection>
  );
}

/** For each field the sources in their order, and how sure one must be to spare the next. */
export function FieldOrders({ waterfall, fault }: { waterfall: Waterfall; fault: Fault }) {
  const { t } = useTranslation("prospecting");
  return (
    <FormSection title={t("enrichment.set.fields_title")} purpose={t("enrichment.set.fields_purpose")}>
      {enrichmentFields.map((field) => (
        <fieldset key={field} className="stack g3">
          <legend className="strong">{t(`enrichment.field.${field}`)}</legend>
          <FormGrid>
            <SourceOrder field={field} steps={waterfall.steps[field]} />
            <Field label={t("enrichment.set.confidence")} name={`confidence.${field}`} error={fault(`confidence.${field}`)?.[0]}>
              <Input type="number" min={0} max={100} defaultValue={waterfall.confidence[field]} />
            </Field>
          </FormGrid>
        </fieldset>
      ))}
    </FormSection>
  );
}
