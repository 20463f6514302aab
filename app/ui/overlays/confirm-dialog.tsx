import { type ReactNode, useState } from "react";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";
import type { EntryForm } from "~/ui/overlays/menu";
import { useWords } from "~/ui/words";

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** What will happen, and what can be taken back. */
  children: ReactNode;
  /** The verb and its number: "Effacer 3 fiches". */
  verb: string;
  form: EntryForm;
  danger?: boolean;
  /** A word to type before the button wakes up. */
  word?: string;
};

/** Asks before a deed that others will see, or that cannot be undone. Sends the form, and closes. */
export function ConfirmDialog({ open, onClose, title, children, verb, form, danger, word }: Props) {
  const say = useWords();
  const [typed, type] = useState("");
  const ready = !word || typed.trim() === word;
  const close = () => {
    type("");
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      foot={
        <>
          <Button type="button" kind="quiet" onClick={close}>
            {say("cancel")}
          </Button>
          <Form method="post" action={form.action} navigate={!form.background} onSubmit={close}>
            {Object.entries(form.fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Button kind={danger ? "danger-solid" : "primary"} disabled={!ready}>
              {verb}
            </Button>
          </Form>
        </>
      }
    >
      <div className="muted">{children}</div>
      {word && (
        <Field label={say("typeToConfirm", { word })}>
          <Input value={typed} onChange={(event) => type(event.currentTarget.value)} autoComplete="off" />
        </Field>
      )}
    </Dialog>
  );
}
