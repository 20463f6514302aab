import type { ReactNode } from "react";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";

interface Props {
  title: string;
  note: string;
  /** The form that ends it. */
  remove?: { action: string; label: string; fields?: Record<string, string> };
  children?: ReactNode;
}

/** One thing that opens an account: what it is, since when, and the way to end it. */
export const Line = ({ title, note, remove, children }: Props) => (
  <li className="row row-wrap g3">
    <span>
      <strong>{title}</strong>
      <span className="block muted">{note}</span>
    </span>
    <span className="push row g3">
      {children}
      {remove && (
        <Form method="post" action={remove.action}>
          {Object.entries(remove.fields ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button kind="quiet" size="sm" aria-label={`${remove.label} ${title}`}>
            {remove.label}
          </Button>
        </Form>
      )}
    </span>
  </li>
);
