import { useNavigation } from "@remix-run/react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { directionOf } from "~/platform/i18n";
import { useSchemaForm } from "~/platform/use-form";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { SaveBar } from "~/ui/forms/form-parts";
import { Input, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { Callout } from "~/ui/surfaces/card";
import type { QueueDraft } from "../message/queued-draft.rules";
import { EditForm } from "../message/message.schema";
import { queueAddress } from "../message/queue-address.rules";
import { useKeptText } from "./use-kept-text";

interface Props {
  draft: Pick<QueueDraft, "id" | "revision" | "language" | "person" | "organizationName" | "subject" | "previewText" | "content">;
  campaignId?: string;
  lastResult: unknown;
}

/**
 * A draft under a person's hands. What is typed is kept in this browser until it is saved; when the draft changed meanwhile, both texts
 * stand there and the person decides.
 */
export function DraftEditor({ draft, campaignId, lastResult }: Props) {
  const { t } = useTranslation("outreach");
  const { form, fault, faults, kept } = useSchemaForm(EditForm, lastResult);
  const busy = useNavigation().formMethod === "POST";
  const saved = { subject: draft.subject, previewText: draft.previewText, content: draft.content };
  const { found, forget } = useKeptText(`draft:${draft.id}`, form.id, saved);
  const frame = useRef<HTMLFormElement>(null);
  const sentFor = kept("revision");
  const spoken = { lang: draft.language, dir: directionOf(draft.language) };
  const isStale = sentFor !== undefined && Number(sentFor) !== draft.revision;
  const value = (name: keyof typeof saved) => kept(name) ?? saved[name];

  /** Puts texts into the fields without the browser forgetting what was loaded. */
  const fill = (texts: Record<string, string>) => {
    for (const [name, text] of Object.entries(texts)) {
      const field = frame.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text;
    }
    frame.current?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const back = queueAddress({ campaign: campaignId, message: draft.id });
  return (
    <FormPage
      title={t("edit.title")}
      purpose={[draft.person, draft.organizationName].filter(Boolean).join(", ")}
      crumbs={[{ label: t("drafts.title"), to: back }]}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={isStale ? t("edit.override") : t("edit.save")} busy={busy} />}
    >
      <Form method="post" ref={frame} {...form} className="stack g5">
        <input type="hidden" name="revision" value={draft.revision} />
        {campaignId && <input type="hidden" name="campaign" value={campaignId} />}
        {isStale && (
          <Callout tone="warning">
            {t("edit.changed")}
            <details className="mt-2" open>
              <summary>{t("edit.now")}</summary>
              <p className="strong" {...spoken}>
                {draft.subject}
              </p>
              <p className="whitespace-pre-line" {...spoken}>
                {draft.content}
              </p>
            </details>
          </Callout>
        )}
        {found && (
          <Callout
            action={
              <span className="row g2">
                <Button type="button" size="sm" onClick={() => (fill(found), forget())}>
                  {t("edit.restore")}
                </Button>
                <Button type="button" kind="quiet" size="sm" onClick={forget}>
                  {t("edit.forget")}
                </Button>
              </span>
            }
          >
            {t("edit.kept")}
          </Callout>
        )}
        <Field label={t("edit.subject")} name="subject" error={fault("subject")}>
          <Input {...spoken} defaultValue={value("subject")} maxLength={200} />
        </Field>
        <Field label={t("edit.preview")} name="previewText" error={fault("previewText")} hint={t("edit.preview_hint")} optional>
          <Input {...spoken} defaultValue={value("previewText")} maxLength={200} />
        </Field>
        <Field label={t("edit.content")} name="content" error={fault("content")} hint={t("edit.content_hint")}>
          <Textarea {...spoken} rows={18} defaultValue={value("content")} autoFocus />
        </Field>
        <ButtonLink kind="quiet" to={back} className="self-start">
          {t("edit.cancel")}
        </ButtonLink>
      </Form>
    </FormPage>
  );
}
