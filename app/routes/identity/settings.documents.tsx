import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { currencies, DocumentSettings } from "~/domains/identity/documents/document-settings.schema";
import { getDocumentSettings, saveDocumentSettings } from "~/domains/identity/documents/save-document-settings.server";
import { valuesOf } from "~/domains/identity/ui/form-values";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Setting } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return { settings: await inCompany(member, getDocumentSettings) };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, DocumentSettings);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => saveDocumentSettings(ctx, form.value));
    return redirectWithNotice("/settings/documents", { code: "identity:settings.saved" });
  });
}

export default function Documents() {
  const { settings } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { language } = useFormat();
  const { form, fault, faults, kept } = useSchemaForm(DocumentSettings, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/documents";
  const value = valuesOf(settings, kept);
  const month = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  const line = (name: keyof typeof settings, unit: string, inputMode: "numeric" | "decimal") => (
    <Field label={t(`settings.documents.${name}`)} name={name} error={fault(name)}>
      <Input inputMode={inputMode} defaultValue={value(name)} after={unit} />
    </Field>
  );
  return (
    <FormPage
      title={t("settings.documents.title")}
      purpose={t("settings.documents.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("settings.save")} busy={busy} />}
    >
      <Form key={JSON.stringify(settings)} method="post" {...form}>
        <FormSection title={t("settings.documents.terms")}>
          <FormGrid>
            {line("paymentTermDays", t("settings.documents.days"), "numeric")}
            {line("quoteValidityDays", t("settings.documents.days"), "numeric")}
            {line("defaultVatRate", "%", "decimal")}
            {line("latePenaltyRate", "%", "decimal")}
            <Field label={t("settings.documents.currency")} name="currency" error={fault("currency")}>
              <Select defaultValue={value("currency")} options={currencies.map((code) => ({ value: code, label: code }))} />
            </Field>
            <Field label={t("settings.documents.fiscalYearStartMonth")} name="fiscalYearStartMonth" error={fault("fiscalYearStartMonth")}>
              <Select
                defaultValue={value("fiscalYearStartMonth")}
                options={Array.from({ length: 12 }, (_, at) => ({
                  value: String(at + 1),
                  label: month.format(new Date(Date.UTC(2026, at, 1))),
                }))}
              />
            </Field>
          </FormGrid>
        </FormSection>
        <FormSection title={t("settings.documents.print")} purpose={t("settings.documents.print_purpose")}>
          <FormGrid>
            <Field label={t("settings.documents.bankDetails")} name="bankDetails" error={fault("bankDetails")} className="span-2" optional>
              <Textarea rows={2} defaultValue={value("bankDetails")} />
            </Field>
            <Field
              label={t("settings.documents.documentFooter")}
              name="documentFooter"
              error={fault("documentFooter")}
              className="span-2"
              optional
            >
              <Textarea rows={3} defaultValue={value("documentFooter")} />
            </Field>
          </FormGrid>
        </FormSection>
        <FormSection title={t("settings.documents.portal")}>
          <Setting
            name="portalEnabled"
            defaultChecked={settings.portalEnabled}
            label={t("settings.documents.portalEnabled")}
            hint={t("settings.documents.portalEnabled_hint")}
          />
        </FormSection>
      </Form>
    </FormPage>
  );
}
