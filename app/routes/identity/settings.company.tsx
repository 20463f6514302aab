import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeCompany } from "~/domains/identity/company/change-company.server";
import { getCompany } from "~/domains/identity/company/company.queries.server";
import { SenderIdentity } from "~/domains/identity/company/company.schema";
import { CompanyRegister } from "~/domains/identity/ui/company-register";
import { canReceiveAnswers } from "~/domains/outreach/sending/answer-place.server";
import { readForm } from "~/platform/forms.server";
import { languages } from "~/platform/i18n";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const company = await inCompany(member, getCompany);
  return { company, receivesAnswers: canReceiveAnswers(), timezones: Intl.supportedValuesOf("timeZone") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, SenderIdentity);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => changeCompany(ctx, form.value));
    return redirectWithNotice("/settings/company", { code: "identity:settings.saved" });
  });
}

const hours = Array.from({ length: 25 }, (_, hour) => hour);

export default function CompanySettings() {
  const { company, receivesAnswers, timezones } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(SenderIdentity, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/company";
  const value = (name: keyof typeof company) => kept(name) ?? (company[name] === null ? undefined : String(company[name]));
  const hourChoices = (from: number, until: number) =>
    hours.slice(from, until + 1).map((hour) => ({ value: String(hour), label: t("settings.hour", { hour }) }));
  return (
    <FormPage
      title={t("settings.company")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("settings.save")} busy={busy} />}
    >
      {/* A new form for what is saved now: selects keep their first choice as their unchanged state. */}
      <Form key={JSON.stringify(company)} method="post" {...form}>
        <FormSection title={t("settings.identity.title")} purpose={t("settings.identity.purpose")}>
          <FormGrid>
            <Field label={t("settings.name")} name="name" error={fault("name")}>
              <Input defaultValue={value("name")} autoComplete="organization" />
            </Field>
            <Field label={t("settings.website")} name="websiteUrl" error={fault("websiteUrl")} optional>
              <Input type="url" defaultValue={value("websiteUrl")} placeholder="https://" />
            </Field>
            <Field label={t("settings.postal")} name="postalAddress" error={fault("postalAddress")} className="span-2">
              <Textarea rows={2} defaultValue={value("postalAddress")} autoComplete="street-address" />
            </Field>
            <Field label={t("settings.sender_name")} name="senderName" error={fault("senderName")}>
              <Input defaultValue={value("senderName")} />
            </Field>
            <Field
              label={t("settings.sender_email")}
              name="senderEmail"
              error={fault("senderEmail")}
              hint={t("settings.sender_email_hint")}
            >
              <Input type="email" defaultValue={value("senderEmail")} />
            </Field>
            <Field
              label={t("settings.reply_to")}
              name="replyToEmail"
              error={fault("replyToEmail")}
              hint={t(receivesAnswers ? "settings.reply_to_hint" : "settings.reply_to_hint_nowhere")}
              optional
            >
              <Input type="email" defaultValue={value("replyToEmail")} />
            </Field>
            <Field label={t("settings.source")} name="dataSourceNote" error={fault("dataSourceNote")} hint={t("settings.source_hint")}>
              <Input defaultValue={value("dataSourceNote")} />
            </Field>
          </FormGrid>
        </FormSection>
        <CompanyRegister value={value} fault={fault} />
        <FormSection title={t("settings.hours.title")} purpose={t("settings.hours.purpose")}>
          <FormGrid>
            <Field label={t("settings.language")} name="language" error={fault("language")} hint={t("settings.language_hint")}>
              <Select defaultValue={value("language")} options={languages.map((code) => ({ value: code, label: t(`language.${code}`) }))} />
            </Field>
            <Field label={t("settings.timezone")} name="timezone" error={fault("timezone")}>
              <Select
                defaultValue={value("timezone")}
                options={timezones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
              />
            </Field>
            <Field label={t("settings.from")} name="sendFromHour" error={fault("sendFromHour")}>
              <Select defaultValue={value("sendFromHour")} options={hourChoices(0, 23)} />
            </Field>
            <Field label={t("settings.until")} name="sendUntilHour" error={fault("sendUntilHour")}>
              <Select defaultValue={value("sendUntilHour")} options={hourChoices(1, 24)} />
            </Field>
          </FormGrid>
        </FormSection>
      </Form>
    </FormPage>
  );
}
