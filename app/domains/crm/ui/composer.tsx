import { useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";

/** Writes a note or a call into the timeline. Before scripts the kind is chosen by radio buttons that look like tabs. */
export function Composer({ action }: { action: string }) {
  const { t } = useTranslation("crm");
  const [kind, choose] = useState<"note" | "call">("note");
  const form = useRef<HTMLFormElement>(null);
  const navigation = useNavigation();
  const busy = navigation.formAction === action;
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !busy) form.current?.reset();
    wasBusy.current = busy;
  }, [busy]);
  return (
    <Form method="post" action={action} ref={form} className="composer" aria-label={t("composer.label")}>
      <div className="composer-tabs" role="radiogroup" aria-label={t("composer.label")}>
        {(["note", "call"] as const).map((one) => (
          <label key={one} className="tab" aria-current={kind === one ? "true" : undefined}>
            <input type="radio" name="kind" value={one} className="sr-only" checked={kind === one} onChange={() => choose(one)} />
            {t(`composer.${one}`)}
          </label>
        ))}
      </div>
      <textarea
        className="composer-body w-full resize-y border-0 bg-transparent text-ink"
        name="content"
        required
        maxLength={5000}
        rows={2}
        aria-label={t(`composer.${kind}_placeholder`)}
        placeholder={t(`composer.${kind}_placeholder`)}
      />
      <div className="composer-foot">
        <span className="push">
          <Button size="sm" busy={busy}>
            {t(`composer.save_${kind}`)}
          </Button>
        </span>
      </div>
    </Form>
  );
}
