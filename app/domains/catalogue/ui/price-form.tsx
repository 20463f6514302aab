import { useTranslation } from "react-i18next";
import { currencies, type Price } from "~/domains/catalogue/price/price.rules";
import { PriceInput } from "~/domains/catalogue/price/price.schema";
import { useSchemaForm } from "~/platform/use-form";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";

/** A new price, or one in the place of `price`. */
export function PriceForm({ price, back, refusal }: { price?: Price; back: string; refusal: unknown }) {
  const { t } = useTranslation("catalogue");
  const { form, fault, faults, kept } = useSchemaForm(PriceInput, refusal);
  return (
    <Form method="post" {...form}>
      {price && <input type="hidden" name="instead" value={price.id} />}
      <FormSection title={t(price ? "price.change" : "price.new")} purpose={t("price.purpose")}>
        {faults.length > 0 && <FormErrors faults={faults} />}
        <FormGrid>
          <Field label={t("price.amount")} name="amount" error={fault("amount")} hint={t("price.amount_hint")} required>
            <Input inputMode="decimal" autoComplete="off" dir="ltr" defaultValue={kept("amount") ?? price?.amount} />
          </Field>
          <Field label={t("price.up_to")} name="upTo" error={fault("upTo")} hint={t("price.up_to_hint")} optional>
            <Input inputMode="decimal" autoComplete="off" dir="ltr" defaultValue={kept("upTo") ?? price?.upTo ?? ""} />
          </Field>
          <Field label={t("price.currency")} name="currency" error={fault("currency")}>
            <Select
              defaultValue={kept("currency") ?? price?.currency ?? currencies[0]}
              options={currencies.map((value) => ({ value, label: value }))}
            />
          </Field>
        </FormGrid>
        <FormGrid>
          <Field label={t("price.valid_from")} name="validFrom" error={fault("validFrom")} hint={t("price.valid_from_hint")} optional>
            <Input type="date" defaultValue={kept("validFrom") ?? price?.validFrom ?? ""} />
          </Field>
          <Field label={t("price.valid_until")} name="validUntil" error={fault("validUntil")} hint={t("price.valid_until_hint")} optional>
            <Input type="date" defaultValue={kept("validUntil") ?? price?.validUntil ?? ""} />
          </Field>
        </FormGrid>
        <div className="row">
          <Button kind="primary">{t(price ? "price.save" : "price.add")}</Button>
          {price && (
            <ButtonLink kind="quiet" to={back}>
              {t("price.leave")}
            </ButtonLink>
          )}
        </div>
      </FormSection>
    </Form>
  );
}
