import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { HandleRequest } from "~/domains/privacy/request/request.schema";
import { useSchemaForm } from "~/platform/use-form";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { Textarea } from "~/ui/forms/inputs";

interface Props {
  type: string;
  source: string;
  answer: Parameters<typeof useSchemaForm>[1];
}

/** What a member does with an open request: say how he knows who asks and answer it, or refuse it with a reason. */
export function HandleForms({ type, source, answer }: Props) {
  const { t } = useTranslation("privacy");
  const { form, fault, formFaults, kept } = useSchemaForm(HandleRequest, answer);
  const busy = useNavigation().formMethod === "POST";
  return (
    <>
      <Form method="post" {...form}>
        <input type="hidden" name="intent" value="accept" />
        <FormSection title={t("request.accept_title")}>
          <FormErrors faults={formFaults} title="" />
          <Field label={t("request.identity")} name="identityNote" error={fault("identityNote")} hint={t("request.identity_hint")}>
            <Textarea
              rows={2}
              maxLength={500}
              defaultValue={kept("identityNote") ?? (source === "page" ? t("request.identity_page") : "")}
            />
          </Field>
          <div className="row">
            <Button kind={type === "erasure" ? "danger" : "primary"} busy={busy}>
              {t(`request.accept.${type}`)}
            </Button>
          </div>
        </FormSection>
      </Form>
      <Form method="post">
        <input type="hidden" name="intent" value="refuse" />
        <FormSection title={t("request.refuse_title")}>
          <Field label={t("request.refuse_reason")} name="reason" error={fault("reason")} hint={t("request.refuse_hint")}>
            <Textarea rows={2} maxLength={500} defaultValue={kept("reason")} />
          </Field>
          <div className="row">
            <Button busy={busy}>{t("request.refuse")}</Button>
          </div>
        </FormSection>
      </Form>
    </>
  );
}
