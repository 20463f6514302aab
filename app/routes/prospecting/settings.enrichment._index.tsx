import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasServiceKey } from "~/domains/identity/outside-key/take-outside-key.server";
import { enrichmentSettingsOf } from "~/domains/prospecting/enrichment/enrichment-budget.server";
import { EnrichmentSettingsForm } from "~/domains/prospecting/enrichment/enrichment-settings.schema";
import { saveEnrichmentSettings } from "~/domains/prospecting/enrichment/save-settings.server";
import { BudgetFields, FieldOrders, SourceFields } from "~/domains/prospecting/ui/enrichment/settings-fields";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { FormErrors } from "~/ui/forms/form-errors";
import { SaveBar } from "~/ui/forms/form-parts";
import { Form } from "~/ui/forms/form";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["prospecting", "identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  return inCompany(company, async (ctx) => ({
    ...(await enrichmentSettingsOf(ctx)),
    connected: { hunter: await hasServiceKey(ctx, "hunter"), clearbit: await hasServiceKey(ctx, "clearbit") },
  }));
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  const form = await readForm(request, EnrichmentSettingsForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => saveEnrichmentSettings(ctx, form.value));
    return redirectWithNotice("/settings/enrichment", { code: "prospecting:enrichment.set.saved" });
  });
}

export default function EnrichmentSettings() {
  const { waterfall, budget, spent, reserved, isAutomatic, connected } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { form, fault, faults } = useSchemaForm(EnrichmentSettingsForm, useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  return (
    <FormPage
      title={t("enrichment.title")}
      purpose={t("enrichment.set.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("enrichment.set.save")} busy={busy} />}
    >
      <Form key={JSON.stringify(waterfall)} method="post" preventScrollReset {...form}>
        <BudgetFields {...{ budget, spent, reserved, isAutomatic, fault }} />
        <SourceFields prices={waterfall.prices} connected={connected} fault={fault} />
        <FieldOrders waterfall={waterfall} fault={fault} />
      </Form>
      <Form method="post" action="/settings/enrichment/restore">
        <Button kind="secondary" icon={RotateCcw} size="sm">
          {t("enrichment.set.restore")}
        </Button>
      </Form>
    </FormPage>
  );
}
