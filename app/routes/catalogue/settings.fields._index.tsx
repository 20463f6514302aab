import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { customFieldTypes, NewCustomField } from "~/domains/catalogue/custom-field/custom-field.schema";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { createCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button, IconButton } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["catalogue", "identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  return { fields: await inCompany(company, (ctx) => listCustomFields(ctx, { entity: "prospect", archived: true })) };
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  const form = await readForm(request, NewCustomField);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => createCustomField(ctx, { ...form.value, entity: "prospect" }));
    return redirectWithNotice("/settings/fields", { code: "catalogue:notice.field_created" });
  });
}

export default function CustomFields() {
  const { fields } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalogue");
  const { form, fault, faults, kept } = useSchemaForm(NewCustomField, useActionData<typeof action>());
  const open = fields.filter(({ isArchived }) => !isArchived);
  const archived = fields.filter(({ isArchived }) => isArchived);
  return (
    <FormPage
      title={t("field.title")}
      purpose={t("field.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
    >
      <FormSection title={t("field.of_prospects")}>
        {open.length === 0 && <p className="muted">{t("field.none")}</p>}
        <ul className="plain stack g3">
          {open.map(({ id, label, type }, place) => (
            <li key={id} className="row g3">
              <span>
                <Link className="linked" to={`/settings/fields/${id}`} prefetch="intent">
                  {label}
                </Link>
                <span className="block meta muted">{t(`field.types.${type}`)}</span>
              </span>
              <span className="push row g1">
                {place > 0 && <Move id={id} act="up" label={t("field.up", { label })} />}
                {place < open.length - 1 && <Move id={id} act="down" label={t("field.down", { label })} />}
              </span>
            </li>
          ))}
        </ul>
      </FormSection>
      <Form key={fields.length} method="post" {...form}>
        <FormSection title={t("field.new")}>
          <FormGrid>
            <Field label={t("field.label")} name="label" error={fault("label")} required>
              <Input maxLength={100} autoComplete="off" defaultValue={kept("label")} />
            </Field>
            <Field label={t("field.type")} name="type" error={fault("type")} hint={t("field.type_hint")}>
              <Select
                defaultValue={kept("type") ?? "text"}
                options={customFieldTypes.map((type) => ({ value: type, label: t(`field.types.${type}`) }))}
              />
            </Field>
          </FormGrid>
          <Field label={t("field.options")} name="options" error={fault("options")} hint={t("field.options_hint")} optional>
            <Textarea rows={4} defaultValue={kept("options")} />
          </Field>
          <div className="row">
            <Button>{t("field.create")}</Button>
          </div>
        </FormSection>
      </Form>
      {archived.length > 0 && (
        <FormSection title={t("field.archived_ones")} purpose={t("field.archive_hint")}>
          <ul className="plain stack g3">
            {archived.map(({ id, label, type }) => (
              <li key={id} className="row g3">
                <span>
                  {label}
                  <span className="block meta muted">{t(`field.types.${type}`)}</span>
                </span>
                <Form method="post" action={`/settings/fields/${id}/arrange`} className="push">
                  <Button size="sm" name="act" value="restore">
                    {t("field.restore")}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </FormSection>
      )}
    </FormPage>
  );
}

const Move = ({ id, act, label }: { id: string; act: "up" | "down"; label: string }) => (
  <Form method="post" action={`/settings/fields/${id}/arrange`} preventScrollReset>
    <IconButton type="submit" name="act" value={act} icon={act === "up" ? ArrowUp : ArrowDown} label={label} />
  </Form>
);
