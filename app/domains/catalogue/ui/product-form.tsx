import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProductInput, splitBenefits } from "~/domains/catalogue/product/product.schema";
import { useSchemaForm } from "~/platform/use-form";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { BenefitList } from "./benefit-list";

export interface ProductFields {
  name: string;
  description: string | null;
  targetMarket: string | null;
  websiteUrl: string | null;
  isActive: boolean;
  benefits: Array<{ text: string }>;
}

/** A product and its benefits in their order. `refusal` is what the action answered; `children` stand below its form. */
export function ProductForm({
  product,
  refusal,
  mayChange,
  aside,
  children,
}: {
  product?: ProductFields;
  refusal: unknown;
  mayChange: boolean;
  aside?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation("catalogue");
  const { form, fault, faults, kept } = useSchemaForm(ProductInput, refusal);
  const benefitsKept: unknown = kept("benefits"); // several fields of one name are kept as a list
  const keptBenefits = benefitsKept === undefined ? undefined : [benefitsKept].flat().flatMap((text) => splitBenefits(String(text)));
  const busy = useNavigation().state === "submitting";
  return (
    <FormPage
      title={product?.name ?? t("product.new")}
      crumbs={[{ label: t("product.many"), to: "/products" }]}
      purpose={t("product.purpose")}
      aside={aside}
      notice={<FormErrors faults={faults} />}
      save={mayChange && <SaveBar formId={form.id} verb={t("product.save")} busy={busy} />}
    >
      <Form method="post" {...form}>
        <fieldset className="plain" disabled={!mayChange}>
          <FormSection title={t("product.what")}>
            <Field label={t("product.name")} name="name" error={fault("name")}>
              <Input defaultValue={kept("name") ?? product?.name} maxLength={100} autoComplete="off" />
            </Field>
            <Field
              label={t("product.description")}
              name="description"
              error={fault("description")}
              hint={t("product.description_hint")}
              optional
            >
              <Textarea defaultValue={kept("description") ?? product?.description ?? ""} rows={4} />
            </Field>
            <FormGrid>
              <Field label={t("product.target")} name="targetMarket" error={fault("targetMarket")} optional>
                <Input defaultValue={kept("targetMarket") ?? product?.targetMarket ?? ""} maxLength={100} autoComplete="off" />
              </Field>
              <Field label={t("product.website")} name="websiteUrl" error={fault("websiteUrl")} optional>
                <Input defaultValue={kept("websiteUrl") ?? product?.websiteUrl ?? ""} inputMode="url" autoComplete="off" />
              </Field>
            </FormGrid>
          </FormSection>
          <FormSection title={t("product.why")} purpose={t("product.why_purpose")}>
            <BenefitList benefits={keptBenefits ?? product?.benefits.map(({ text }) => text) ?? []} error={fault("benefits")} />
          </FormSection>
        </fieldset>
      </Form>
      {children}
    </FormPage>
  );
}
