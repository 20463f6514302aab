import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { spokenLanguages } from "~/domains/prospecting/prospect/normalise-country.rules";
import { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Prospects · Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireCompany(request, "prospect:change");
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, ProspectInput);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { prospectId } = await inCompany(company, (ctx) => createProspect(ctx, form.value));
    return redirectWithNotice(`/prospects/${prospectId}`, {
      code: "prospecting:notice.created",
      undo: { action: "/prospects/bulk", fields: { act: "delete", id: prospectId, back: "/prospects" } },
    });
  });
}

const sections = [
  { key: "who", fields: ["organizationName", "siret", "firstName", "lastName", "jobTitle"] },
  { key: "reach", fields: ["email", "phone", "mobile", "language", "websiteUrl"] },
  { key: "where", fields: ["street", "postalCode", "city"] },
] as const;

const kinds: Record<string, { type?: string; autoComplete?: string }> = {
  email: { type: "email" },
  phone: { type: "tel" },
  mobile: { type: "tel" },
};

export default function NewProspect() {
  const { t } = useTranslation("prospecting");
  const { form, fault, faults, kept } = useSchemaForm(ProspectInput, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/prospects/new";
  return (
    <FormPage
      title={t("prospect.add")}
      crumbs={[{ label: t("prospect.many"), to: "/prospects" }]}
      purpose={t("new.purpose")}
      notice={<FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("new.verb")} busy={busy} />}
    >
      <Form method="post" {...form}>
        {sections.map(({ key, fields }) => (
          <FormSection key={key} title={t(`new.${key}`)}>
            <FormGrid>
              {fields.map((name) => (
                <Field key={name} label={t(`field.${name}`)} name={name} error={fault(name)}>
                  {name === "language" ? (
                    <Select
                      defaultValue={kept(name) ?? ""}
                      options={[
                        { value: "", label: t("tongue.unknown") },
                        ...spokenLanguages.map((code) => ({ value: code, label: t(`tongue.${code}`) })),
                      ]}
                    />
                  ) : (
                    <Input {...kinds[name]} autoComplete="off" defaultValue={kept(name)} />
                  )}
                </Field>
              ))}
            </FormGrid>
          </FormSection>
        ))}
        <FormSection title={t("new.origin")} purpose={t("new.origin_hint")}>
          <Field label={t("field.sourceDetail")} name="sourceDetail" error={fault("sourceDetail")}>
            <Input autoComplete="off" defaultValue={kept("sourceDetail")} />
          </Field>
          <Field label={t("field.tags")} name="tags" error={fault("tags")} hint={t("prospect.tags_hint")}>
            <Input autoComplete="off" defaultValue={kept("tags")} />
          </Field>
        </FormSection>
      </Form>
    </FormPage>
  );
}
