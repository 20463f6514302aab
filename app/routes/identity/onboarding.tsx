import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { onboardingKeys } from "~/domains/identity/onboarding/onboarding.rules";
import { readOnboarding, setStepAside } from "~/domains/identity/onboarding/onboarding.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { inCompany } from "~/platform/tenancy.server";
import { useSettingsNav } from "~/routes/settings-nav";
import { Progress } from "~/ui/charts/progress";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

const Posted = z.object({
  step: z.enum(onboardingKeys, "platform.form.invalid"),
  intent: z.enum(["aside", "again"], "platform.form.invalid"),
  back: z.string().default("/onboarding"),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return { steps: await inCompany(member, readOnboarding) };
}

/** Puts a step aside, or takes it up again. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { step, intent, back } = form.value;
  await inCompany(member, (ctx) => setStepAside(ctx, { step, aside: intent === "aside" }));
  return redirect(safeNext(back));
}

export default function Onboarding() {
  const { steps } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const settled = steps.filter(({ isDone, isDismissed }) => isDone || isDismissed).length;
  const said = t("settings.onboarding.progress", { done: settled, total: steps.length });
  return (
    <FormPage title={t("settings.onboarding.title")} purpose={t("settings.onboarding.purpose")} subnav={useSettingsNav()}>
      <div className="stack g2">
        <Progress label={said} ratio={settled / steps.length} />
        <span className="meta muted">{said}</span>
      </div>
      {steps.map(({ key, to, isDone, isDismissed }) => (
        <FormSection key={key} title={t(`settings.onboarding.step.${key}`)} purpose={t(`settings.onboarding.step.${key}_why`)}>
          <div className="row g3">
            {isDone ? (
              <span className="row up">
                <Icon of={CircleCheck} />
                {t("settings.onboarding.done")}
              </span>
            ) : (
              <>
                {!isDismissed && (
                  <ButtonLink kind="secondary" size="sm" to={to}>
                    {t("settings.onboarding.begin")}
                  </ButtonLink>
                )}
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="step" value={key} />
                  <input type="hidden" name="intent" value={isDismissed ? "again" : "aside"} />
                  <Button
                    kind="quiet"
                    size="sm"
                    aria-label={`${t(isDismissed ? "settings.onboarding.again" : "settings.onboarding.aside")}: ${t(`settings.onboarding.step.${key}`)}`}
                  >
                    {t(isDismissed ? "settings.onboarding.again" : "settings.onboarding.aside")}
                  </Button>
                </Form>
                {isDismissed && <span className="muted">{t("settings.onboarding.put_aside")}</span>}
              </>
            )}
          </div>
        </FormSection>
      ))}
    </FormPage>
  );
}
