import { clsx } from "clsx";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { Input } from "~/ui/forms/inputs";
import { UnsavedGuard } from "~/ui/forms/unsaved-guard";
import type { EntryForm } from "~/ui/overlays/menu";
import { useWords } from "~/ui/words";

/** Some fields under a title and a sentence of purpose. */
export const FormSection = ({ title, purpose, children }: { title: ReactNode; purpose?: ReactNode; children: ReactNode }) => (
  <section className="form-section">
    <header>
      <h2>{title}</h2>
      {purpose && <p>{purpose}</p>}
    </header>
    {children}
  </section>
);

/** Two columns, one on a phone. A field takes both with `className="span-2"`. */
export const FormGrid = ({ children }: { children: ReactNode }) => <div className="form-grid">{children}</div>;

type SaveBarProps = { formId: string; verb: string; busy?: boolean; saved?: boolean };

/** Whether the form is saved, always in sight. Counts the fields that differ from what was loaded. The button submits `formId`
 *  from anywhere on the page, with or without scripts. */
export function SaveBar({ formId, verb, busy, saved }: SaveBarProps) {
  const say = useWords();
  const [changed, reset] = useChangedFields(formId, busy);
  const state = busy ? say("saving") : changed > 0 ? say("unsavedFields", { count: changed }) : saved ? say("saved") : "";
  return (
    <div className="savebar">
      <UnsavedGuard active={changed > 0 && !busy} />
      <span className={clsx("dot", changed > 0 && !busy ? "dot-warning" : saved && "dot-success")} hidden={state === ""} />
      <span role="status">{state}</span>
      <span className="push row">
        {changed > 0 && (
          <Button type="button" kind="quiet" onClick={reset}>
            {say("cancel")}
          </Button>
        )}
        <Button kind="primary" form={formId} busy={busy}>
          {verb}
        </Button>
      </span>
    </div>
  );
}

/** How many fields of a form differ from their default values, and a way back to them. */
function useChangedFields(formId: string, busy?: boolean) {
  const [changed, setChanged] = useState(0);
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const count = () => setChanged([...form.elements].filter(isChanged).length);
    const later = () => setTimeout(count);
    count();
    form.addEventListener("input", count);
    form.addEventListener("reset", later);
    return () => {
      form.removeEventListener("input", count);
      form.removeEventListener("reset", later);
    };
  }, [formId, busy]);
  return [changed, () => (document.getElementById(formId) as HTMLFormElement | null)?.reset()] as const;
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLInputElement)
    return ["checkbox", "radio"].includes(field.type)
      ? field.checked !== field.defaultChecked && (field.type !== "radio" || field.checked)
      : field.value !== field.defaultValue;
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLSelectElement)) return false;
  const kept = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== kept?.value;
}

type DangerProps = { title: ReactNode; purpose: ReactNode; verb: string; form: EntryForm; word: string; id?: string };

/** Apart, in red, and typed to confirm. Without scripts the browser itself refuses any other word. */
export function DangerZone({ title, purpose, verb, form, word }: DangerProps) {
  const say = useWords();
  const [typed, type] = useState<string | null>(null);
  return (
    <section className="danger-zone">
      <header>
        <h2 className="strong">{title}</h2>
        <p className="muted">{purpose}</p>
      </header>
      <Form method="post" action={form.action} className="row">
        {Object.entries(form.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <span className="grow">
          <Input
            aria-label={say("typeToConfirm", { word })}
            placeholder={say("typeToConfirm", { word })}
            required
            pattern={word}
            autoComplete="off"
            onChange={(event) => type(event.currentTarget.value)}
          />
        </span>
        <Button kind="danger" disabled={typed !== null && typed.trim() !== word}>
          {verb}
        </Button>
      </Form>
    </section>
  );
}
