import { useNavigation } from "@remix-run/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContactVerdict } from "~/domains/privacy/contact/channel.rules";
import { channels } from "~/domains/privacy/contact/channel.rules";
import { Badge } from "~/ui/controls/badge";
import { Button, IconButton } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";
import { SidePart } from "~/ui/pages/record-page";
import { useFormat } from "~/ui/words";

interface Choice {
  id: string;
  channel: string;
  isGranted: boolean;
  source: string;
  proof: string | null;
  basis: string | null;
  givenAt: Date | string;
  recordedBy: string | null;
}
type Reason = Extract<ContactVerdict, { may: false }>["reason"];
interface Props {
  prospectId: string;
  choices: Array<Choice>;
  standing: Array<{ channel: string; reason: Reason | null }>;
  mayChange: boolean;
}

/** By which channels this person may be reached now, and what he said, with source, date, basis and proof. */
export function ContactChoices({ prospectId, choices, standing, mayChange }: Props) {
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <SidePart
      title={t("choice.title")}
      verb={mayChange && <IconButton icon={Plus} label={t("choice.write")} onClick={() => setOpen(true)} />}
    >
      <ul className="plain stack g2 mt-2">
        {standing.map(({ channel, reason }) => (
          <li key={channel} className="row between">
            <span>{t(`channel.${channel}`)}</span>
            <Badge tone={reason === null ? "success" : reason === "no_consent" ? "neutral" : "warning"}>
              {t(reason === null ? "choice.may" : `choice.reason.${reason}`)}
            </Badge>
          </li>
        ))}
      </ul>
      {choices.length > 0 && (
        <ul className="plain stack g2">
          {choices.map((choice) => (
            <li key={choice.id}>
              <span>{t(choice.isGranted ? "choice.said_yes" : "choice.said_no", { channel: t(`channel.${choice.channel}`) })}</span>
              <span className="cell-2">
                {[
                  date(choice.givenAt),
                  ["unsubscribe", "privacy_page", "privacy_request"].includes(choice.source)
                    ? t(`choice.source.${choice.source}`)
                    : choice.source,
                  choice.basis && t(`basis.${choice.basis}`),
                  choice.recordedBy,
                ]
                  .filter(Boolean)
                  .join(", ")}
              </span>
              {choice.proof && <span className="cell-2">{choice.proof}</span>}
            </li>
          ))}
        </ul>
      )}
      <NewChoice open={open} onClose={() => setOpen(false)} action={`/prospects/${prospectId}/choices`} />
    </SidePart>
  );
}

function NewChoice({ open, onClose, action }: { open: boolean; onClose: () => void; action: string }) {
  const { t } = useTranslation("privacy");
  const busy = useNavigation().formAction === action;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("choice.write")}
      foot={
        <Button kind="primary" form="new-choice" busy={busy}>
          {t("choice.save")}
        </Button>
      }
    >
      <Form method="post" action={action} id="new-choice" className="stack g4" onSubmit={onClose}>
        <Field label={t("choice.answer")} name="answer">
          <Select
            options={[
              { value: "no", label: t("choice.answer_no") },
              { value: "yes", label: t("choice.answer_yes") },
            ]}
          />
        </Field>
        <Field label={t("choice.channel")} name="channel">
          <Select
            options={[
              { value: "all", label: t("choice.every_channel") },
              ...channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
            ]}
          />
        </Field>
        <Field label={t("choice.source_label")} name="source" hint={t("choice.source_hint")}>
          <Input required maxLength={100} autoComplete="off" />
        </Field>
        <Field label={t("choice.proof")} name="proof" hint={t("choice.proof_hint")}>
          <Textarea required maxLength={1000} rows={3} />
        </Field>
        <Field label={t("choice.given_on")} name="givenOn" optional>
          <Input type="date" />
        </Field>
      </Form>
    </Dialog>
  );
}
