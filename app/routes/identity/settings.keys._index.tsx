import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { addServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { listServiceKeys } from "~/domains/identity/outside-key/outside-key.queries.server";
import { services } from "~/domains/identity/outside-key/outside-key.rules";
import { AddServiceKey } from "~/domains/identity/outside-key/outside-key.schema";
import { ServiceKeyFields } from "~/domains/identity/ui/outside-key-fields";
import { ServiceKeyState } from "~/domains/identity/ui/outside-key-state";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { Empty } from "~/ui/surfaces/faces";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "key:read");
  const keys = await inCompany(member, (ctx) => listServiceKeys(ctx));
  return { keys, mayChange: member.may("key:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  await requireSecondFactor(request);
  const form = await readForm(request, AddServiceKey);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { serviceKeyId } = await inCompany(member, (ctx) => addServiceKey(ctx, form.value));
    return redirectWithNotice(`/settings/keys/${serviceKeyId}`, { code: "identity:keys.added" });
  });
}

export default function ServiceKeys() {
  const { keys, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  return (
    <FormPage title={t("keys.title")} purpose={t("keys.purpose")} subnav={useSettingsNav()}>
      {keys.length === 0 ? (
        <Empty icon={KeyRound} title={t("keys.empty_title")}>
          {t("keys.empty_text")}
        </Empty>
      ) : (
        <FormSection title={t("keys.yours")}>
          <ul className="plain stack g4">
            {keys.map((key) => (
              <li key={key.id}>
                <Link to={`/settings/keys/${key.id}`} className="link strong" prefetch="intent">
                  {[t(`keys.service.${key.serviceName}`), key.label].filter(Boolean).join(" · ")}
                </Link>
                <ServiceKeyState serviceKey={key} />
              </li>
            ))}
          </ul>
        </FormSection>
      )}
      {mayChange && <AddKey />}
    </FormPage>
  );
}

function AddKey() {
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(AddServiceKey, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/keys?index";
  return (
    <Form method="post" action="/settings/keys?index" {...form}>
      <FormSection title={t("keys.add")} purpose={t("keys.add_purpose")}>
        <FormErrors faults={formFaults} title="" />
        <FormGrid>
          <Field label={t("keys.service_name")} name="serviceName" error={fault("serviceName")}>
            <Select
              defaultValue={kept("serviceName") ?? services[0]}
              options={services.map((service) => ({
                value: service,
                label: `${t(`keys.service.${service}`)} · ${t(`keys.use.${service}`)}`,
              }))}
            />
          </Field>
          <ServiceKeyFields fault={fault} value={kept} />
        </FormGrid>
        <div className="row">
          <Button kind="primary" busy={busy}>
            {t("keys.add_verb")}
          </Button>
        </div>
      </FormSection>
    </Form>
  );
}
