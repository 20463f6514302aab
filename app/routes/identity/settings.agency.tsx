import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AgencyFacts } from "~/domains/identity/agency/agency.schema";
import { getAgency, saveAgency } from "~/domains/identity/agency/save-agency.server";
import { AgencySections } from "~/domains/identity/ui/agency-sections";
import { valuesOf } from "~/domains/identity/ui/form-values";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { SaveBar } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return { agency: await inCompany(member, getAgency) };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, AgencyFacts);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => saveAgency(ctx, form.value));
    return redirectWithNotice("/settings/agency", { code: "identity:settings.saved" });
  });
}

export default function Agency() {
  const { agency } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(AgencyFacts, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/agency";
  return (
    <FormPage
      title={t("settings.agency.title")}
      purpose={t("settings.agency.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("settings.save")} busy={busy} />}
    >
      <Form key={JSON.stringify(agency)} method="post" {...form}>
        <AgencySections value={valuesOf(agency as Record<keyof AgencyFacts, unknown>, kept)} fault={fault} chosen={agency} />
      </Form>
    </FormPage>
  );
}
