import { Link } from "@remix-run/react";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Progress } from "~/ui/charts/progress";
import { IconButton } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { SidePart } from "~/ui/pages/record-page";
import { openSteps, type StepState } from "../onboarding/onboarding.rules";

/** What is left of the company's beginning, beside the day's work. Each step leads to its page, or is put aside. */
export function OnboardingPanel({ steps }: { steps: Array<StepState> }) {
  const { t } = useTranslation("identity");
  const left = openSteps(steps);
  if (left.length === 0) return null;
  const said = t("settings.onboarding.progress", { done: steps.length - left.length, total: steps.length });
  return (
    <SidePart
      title={t("settings.onboarding.title")}
      verb={
        <Link className="meta muted crumb" to="/onboarding">
          {t("settings.onboarding.all")}
        </Link>
      }
    >
      <Progress label={said} ratio={(steps.length - left.length) / steps.length} />
      <ul className="lines">
        {left.map(({ key, to }) => (
          <li key={key} className="row g3 py-2">
            <Link to={to} className="grow" prefetch="intent">
              {t(`settings.onboarding.step.${key}`)}
            </Link>
            <Form method="post" action="/onboarding" preventScrollReset>
              <input type="hidden" name="step" value={key} />
              <input type="hidden" name="intent" value="aside" />
              <input type="hidden" name="back" value="/" />
              <IconButton type="submit" icon={X} label={`${t("settings.onboarding.aside")}: ${t(`settings.onboarding.step.${key}`)}`} />
            </Form>
          </li>
        ))}
      </ul>
    </SidePart>
  );
}
