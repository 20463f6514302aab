import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { previewRules } from "~/domains/prospecting/score/preview-rules.server";
import { saveRules } from "~/domains/prospecting/score/save-rules.server";
import { scoreParts } from "~/domains/prospecting/score/score-catalogue.rules";
import { listVersions, rulesOf } from "~/domains/prospecting/score/score-rules.queries.server";
import { ScoringForm } from "~/domains/prospecting/score/scoring-form.schema";
import { OwnFields, PartFields, ThresholdFields } from "~/domains/prospecting/ui/scoring-fields";
import { ScoringPreview } from "~/domains/prospecting/ui/scoring-preview";
import { ScoringTabs } from "~/domains/prospecting/ui/scoring-tabs";
import { ScoringVersions } from "~/domains/prospecting/ui/scoring-versions";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Check } from "~/ui/forms/checks";
import { FormErrors } from "~/ui/forms/form-errors";
import { SaveBar } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";
import { Form } from "~/ui/forms/form";

export const handle = { words: ["prospecting", "identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return inCompany(member, async (ctx) => ({ ...(await rulesOf(ctx)), versions: await listVersions(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, ScoringForm);
  if (!form.ok) return form.refusal;
  const { intent, rules, baseVersion, withTasks } = form.value;
  return form.attempt(async () => {
    if (intent === "preview") {
      const effect = await inCompany(member, (ctx) => previewRules(ctx, rules), { bulk: true });
      return data({ effect, rules });
    }
    const { isNew } = await inCompany(member, (ctx) => saveRules(ctx, rules, { baseVersion, withTasks }));
    return redirectWithNotice("/settings/scoring", { code: isNew ? "prospecting:scoring.saved" : "prospecting:scoring.unchanged" });
  });
}

export default function Scoring() {
  const { version, rules: saved, versions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const shown = answer && "effect" in answer ? answer : null;
  const { t } = useTranslation("prospecting");
  const { form, fault: faultOf, faults } = useSchemaForm(ScoringForm, shown ? undefined : answer);
  const navigation = useNavigation();
  const asked =
    navigation.formAction === "/settings/scoring?index" || navigation.formAction === "/settings/scoring"
      ? navigation.formData?.get("intent")
      : null;
  const busy = navigation.formMethod === "POST";
  const rules = shown?.rules ?? saved;
  return (
    <FormPage
      title={t("scoring.title")}
      purpose={t("scoring.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("scoring.save")} busy={busy && asked !== "preview"} />}
    >
      <ScoringTabs current="rules" />
      {shown && <ScoringPreview effect={shown.effect} />}
      <Form key={version} method="post" preventScrollReset {...form}>
        <input type="hidden" name="baseVersion" value={version} />
        {scoreParts.map((part) => (
          <PartFields key={part} part={part} rules={rules} fault={faultOf} />
        ))}
        <p className="muted">
          {t("scoring.weight_hint")} {t("scoring.half_life_hint")}
        </p>
        <OwnFields rules={rules} fault={faultOf} />
        <ThresholdFields rules={rules} fault={faultOf} />
        <Check name="withTasks" label={t("scoring.with_tasks")} />
        <div className="row">
          <Button kind="secondary" name="intent" value="preview" busy={busy && asked === "preview"}>
            {t("scoring.preview")}
          </Button>
        </div>
      </Form>
      <ScoringVersions versions={versions} current={version} />
    </FormPage>
  );
}
