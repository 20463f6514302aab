import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { askModel } from "~/domains/prospecting/score/model/ask-model.server";
import { listModels } from "~/domains/prospecting/score/model/model.queries.server";
import { countOutcomes, leastOfClass, ripeDays } from "~/domains/prospecting/score/model/outcomes.queries.server";
import { activateModel, retireModel } from "~/domains/prospecting/score/model/switch-model.server";
import { ModelReport } from "~/domains/prospecting/ui/model-report";
import { ScoringTabs } from "~/domains/prospecting/ui/scoring-tabs";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSettingsNav } from "~/routes/settings-nav";
import { Stat, Stats } from "~/ui/charts/stat";
import { Button } from "~/ui/controls/button";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import { Form } from "~/ui/forms/form";

export const handle = { words: ["prospecting", "identity"] };

const Act = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("fit") }),
  z.object({ intent: z.literal("retire") }),
  z.object({ intent: z.literal("activate"), modelId: z.guid() }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return inCompany(member, async (ctx) => ({ models: await listModels(ctx), outcomes: await countOutcomes(ctx), leastOfClass, ripeDays }));
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, Act);
  if (!form.ok) return form.refusal;
  const act = form.value;
  return form.attempt(async () => {
    await inCompany(member, async (ctx) => {
      if (act.intent === "fit") await askModel(ctx);
      else if (act.intent === "retire") await retireModel(ctx);
      else await activateModel(ctx, act.modelId);
    });
    return redirectWithNotice("/settings/scoring/model", { code: `prospecting:model.done_${act.intent}` });
  });
}

/** The model of the company's own outcomes: whether there are enough, how well each model did on rows it had not seen, and the switch. */
export default function Model() {
  const { models, outcomes, leastOfClass, ripeDays } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const busy = useNavigation().formMethod === "POST";
  const enough = outcomes.positives >= leastOfClass && outcomes.negatives >= leastOfClass;
  return (
    <FormPage title={t("scoring.title")} purpose={t("model.purpose")} subnav={useSettingsNav()}>
      <ScoringTabs current="model" />
      <FormSection title={t("model.outcomes")} purpose={t("model.outcomes_purpose", { days: ripeDays })}>
        <Stats label={t("model.outcomes")}>
          <Stat label={t("model.positives")} figure={number(outcomes.positives)} sample={t("model.needed", { count: leastOfClass })} />
          <Stat label={t("model.negatives")} figure={number(outcomes.negatives)} sample={t("model.needed", { count: leastOfClass })} />
        </Stats>
        {enough ? (
          <Form method="post" className="row">
            <Button kind="secondary" name="intent" value="fit" busy={busy}>
              {t("model.fit")}
            </Button>
            <span className="muted">{t("model.fit_hint")}</span>
          </Form>
        ) : (
          <Callout>{t("model.too_few")}</Callout>
        )}
      </FormSection>
      {models.map((model) => (
        <ModelReport key={model.id} model={model} />
      ))}
    </FormPage>
  );
}
