import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Check } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { Callout } from "~/ui/surfaces/card";
import { draftLanguages, tones } from "../campaign/campaign.rules";

interface Props {
  products: Array<{ id: string; name: string }>;
  value: (name: string) => string | undefined;
  fault: (name: string) => Array<string> | undefined;
}

/** What a campaign says, to be put inside a form. */
export function CampaignFields({ products, value, fault }: Props) {
  const { t } = useTranslation("outreach");
  const choices = (values: ReadonlyArray<string>, words: string) => values.map((one) => ({ value: one, label: t(`${words}.${one}`) }));
  return (
    <FormSection title={t("campaign.about.title")} purpose={t("campaign.about.purpose")}>
      {products.length === 0 && (
        <Callout
          tone="warning"
          action={
            <Link className="link" to="/products/new">
              {t("campaign.product_add")}
            </Link>
          }
        >
          {t("campaign.product_none")}
        </Callout>
      )}
      <FormGrid>
        <Field label={t("campaign.name")} name="name" error={fault("name")}>
          <Input defaultValue={value("name")} maxLength={200} autoComplete="off" />
        </Field>
        <Field label={t("campaign.product")} name="productId" error={fault("productId")}>
          <Select defaultValue={value("productId")} options={products.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        <Field label={t("campaign.tone")} name="tone" error={fault("tone")}>
          <Select defaultValue={value("tone") ?? "friendly"} options={choices(tones, "tone")} />
        </Field>
        <Field label={t("campaign.language")} name="language" error={fault("language")}>
          <Select defaultValue={value("language") ?? "fr"} options={choices(draftLanguages, "language")} />
        </Field>
        <Check
          name="languageOfContact"
          value="on"
          label={t("campaign.language_of_contact")}
          hint={t("campaign.language_of_contact_hint")}
          defaultChecked={value("languageOfContact") === "on"}
          className="span-2"
        />
        <Field label={t("campaign.goal")} name="goal" error={fault("goal")} hint={t("campaign.goal_hint")} optional className="span-2">
          <Input defaultValue={value("goal")} maxLength={500} />
        </Field>
        <Field
          label={t("campaign.daily_limit")}
          name="dailyLimit"
          error={fault("dailyLimit")}
          hint={t("campaign.daily_limit_hint")}
          optional
        >
          <Input type="number" min={1} inputMode="numeric" defaultValue={value("dailyLimit")} />
        </Field>
        <Field
          label={t("campaign.bant_threshold")}
          name="bantThreshold"
          error={fault("bantThreshold")}
          hint={t("campaign.bant_threshold_hint")}
          optional
        >
          <Input type="number" min={0} max={100} inputMode="numeric" defaultValue={value("bantThreshold") ?? "60"} />
        </Field>
      </FormGrid>
    </FormSection>
  );
}
