import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Textarea } from "~/ui/forms/inputs";

interface Props {
  action: string;
  cancelTo: string;
  busy: boolean;
  fields: ReactNode;
}

/** Says what the next draft should do better. */
export function RemarkForm({ action, cancelTo, busy, fields }: Props) {
  const { t } = useTranslation("outreach");
  return (
    <Form method="post" action={action} className="stack g3 mt-5" aria-label={t("drafts.ask.title")}>
      {fields}
      <Field label={t("drafts.ask.label")} name="remark" hint={t("drafts.ask.hint")} required>
        <Textarea rows={2} maxLength={500} autoFocus />
      </Field>
      <div className="row g2">
        <Button kind="primary" busy={busy}>
          {t("drafts.ask.verb")}
        </Button>
        <ButtonLink kind="quiet" to={cancelTo} preventScrollReset>
          {t("drafts.ask.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
