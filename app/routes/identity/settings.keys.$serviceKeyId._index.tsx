import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Plug, Power } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { getServiceKey } from "~/domains/identity/outside-key/outside-key.queries.server";
import { ChangeServiceKey } from "~/domains/identity/outside-key/outside-key.schema";
import { ServiceKeyFields } from "~/domains/identity/ui/outside-key-fields";
import { ServiceKeyState } from "~/domains/identity/ui/outside-key-state";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { DangerZone, FormGrid, FormSection, SaveBar } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["identity"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  const serviceKeyId = idFrom(params.serviceKeyId);
  return { key: await inCompany(member, (ctx) => getServiceKey(ctx, serviceKeyId)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  await requireSecondFactor(request);
  const serviceKeyId = idFrom(params.serviceKeyId);
  const form = await readForm(request, ChangeServiceKey);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => changeServiceKey(ctx, serviceKeyId, form.value));
    return redirectWithNotice(`/settings/keys/${serviceKeyId}`, { code: `identity:keys.${form.value.value ? "replaced" : "changed"}` });
  });
}

export default function ServiceKey() {
  const { key } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(ChangeServiceKey, useActionData<typeof action>());
  const here = `/settings/keys/${key.id}`;
  const busy = useNavigation().formAction === `${here}?index`;
  const name = t(`keys.service.${key.serviceName}`);
  return (
    <FormPage
      title={[name, key.label].filter(Boolean).join(" · ")}
      crumbs={[{ label: t("keys.title"), to: "/settings/keys" }]}
      purpose={t(`keys.use.${key.serviceName}`)}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("settings.save")} busy={busy} />}
    >
      <FormSection title={t("keys.state")}>
        <ServiceKeyState serviceKey={key} />
        <div className="row row-wrap g3">
          <Form method="post" action={`${here}/test`}>
            <Button icon={Plug}>{t("keys.test")}</Button>
          </Form>
          <Form method="post" action={`${here}/switch`}>
            <input type="hidden" name="isActive" value={key.isActive ? "no" : "yes"} />
            <Button icon={Power} kind="quiet">
              {t(key.isActive ? "keys.switch_off" : "keys.switch_on")}
            </Button>
          </Form>
        </div>
      </FormSection>
      <Form key={JSON.stringify(key)} method="post" action={`${here}?index`} {...form}>
        <FormSection title={t("keys.edit")}>
          <FormGrid>
            <ServiceKeyFields
              fault={fault}
              lastFour={key.lastFour}
              value={(field) => kept(field) ?? (key[field] === null ? undefined : String(key[field]))}
            />
          </FormGrid>
        </FormSection>
      </Form>
      <DangerZone
        title={t("keys.delete_title")}
        purpose={t("keys.delete_purpose")}
        verb={t("keys.delete")}
        word={name}
        form={{ action: `${here}/delete`, fields: {} }}
      />
    </FormPage>
  );
}
