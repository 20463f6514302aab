import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ChangeCustomField } from "~/domains/catalogue/custom-field/custom-field.schema";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { changeCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["catalogue", "identity"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  const id = idFrom(params.customFieldId);
  const fields = await inCompany(company, (ctx) => listCustomFields(ctx, { entity: "prospect", archived: true }));
  return { field: found(fields.find((field) => field.id === id)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  const customFieldId = idFrom(params.customFieldId);
  const form = await readForm(request, ChangeCustomField);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => changeCustomField(ctx, { ...form.value, customFieldId }));
    return redirectWithNotice("/settings/fields", { code: "catalogue:notice.field_changed" });
  });
}

export default function CustomField() {
  const { field } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalogue");
  const { form, fault, faults, kept } = useSchemaForm(ChangeCustomField, useActionData<typeof action>());
  return (
    <FormPage
      title={field.label}
      crumbs={[{ label: t("field.title"), to: "/settings/fields" }]}
      purpose={t("field.key", { key: field.key })}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("field.save")} busy={useNavigation().state === "submitting"} />}
    >
      <Form key={JSON.stringify(field)} method="post" {...form}>
        <FormSection title={t(`field.types.${field.type}`)}>
          <Field label={t("field.label")} name="label" error={fault("label")} required>
            <Input maxLength={100} autoComplete="off" defaultValue={kept("label") ?? field.label} />
          </Field>
          {(field.type === "choice" || field.type === "choices") && (
            <Field label={t("field.options")} name="options" error={fault("options")} hint={t("field.options_hint")}>
              <Textarea rows={8} defaultValue={kept("options") ?? field.options.join("\n")} />
            </Field>
          )}
        </FormSection>
      </Form>
      <Form method="post" action={`/settings/fields/${field.id}/arrange`}>
        <FormSection title={t(field.isArchived ? "field.restore" : "field.archive")} purpose={t("field.archive_hint")}>
          <div className="row">
            <Button name="act" value={field.isArchived ? "restore" : "archive"}>
              {t(field.isArchived ? "field.restore" : "field.archive")}
            </Button>
          </div>
        </FormSection>
      </Form>
    </FormPage>
  );
}
