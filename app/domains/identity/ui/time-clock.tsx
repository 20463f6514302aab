import { Play, Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Since } from "~/ui/data/date-time";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";

type Props = { running: { startedAt: Date | string; activity: string | null } | null; now: Date | string };

/** One's own clock: one button starts it, one stops it. */
export function TimeClock({ running, now }: Props) {
  const { t } = useTranslation("identity");
  return (
    <FormSection title={t("settings.time.clock")}>
      {running ? (
        <Form method="post" action="/settings/time/stop" className="row g3">
          <Badge tone="success" live>
            {running.activity ?? t("settings.time.running")}
          </Badge>
          <Since at={running.startedAt} now={now} className="muted" />
          <span className="push">
            <Button kind="primary" icon={Square}>
              {t("settings.time.stop")}
            </Button>
          </span>
        </Form>
      ) : (
        <Form method="post" action="/settings/time/start" className="row g3">
          <Field label={t("settings.time.activity")} name="activity" id="clock-activity" labelHidden className="grow">
            <Input list="time-activities" placeholder={t("settings.time.activity")} maxLength={100} />
          </Field>
          <Button kind="primary" icon={Play}>
            {t("settings.time.start")}
          </Button>
        </Form>
      )}
    </FormSection>
  );
}
